import type { Resources } from '../../src/check/resources.ts';
import type { Half } from '../bank/types.ts';
import { type Measures, measure, median } from '../measure/measures.ts';
import { type Observation, observe } from '../measure/observe.ts';
import { scoreError } from '../measure/score-error.ts';
import { type BankServer, startBankServer } from '../site/serve.ts';
import type { SiteSource } from '../site/source.ts';
import { runSite } from './run-site.ts';

/** What one site came to. */
export interface SiteFigures {
  id: string;
  half: Half;
  measures: Measures;
  /** OIT points; null when the tool gave no score */
  scoreError: number | null;
  pagesFetched: number;
  documentsFetched: number;
  elapsedMs: number;
}

export interface Evaluation {
  observations: Observation[];
  sites: SiteFigures[];
  measures: Measures;
  /** median over the sites, OIT points */
  scoreErrorMedian: number | null;
}

/**
 * Opens, serves, crawls and judges each site, one after the other.
 *
 * @param nowMs for the time that each took
 * @param onSite told after each site
 */
export async function evaluate(
  sources: readonly SiteSource[],
  resources: Resources,
  nowMs: () => number,
  onSite: (figures: SiteFigures) => void,
): Promise<Evaluation> {
  const server = await startBankServer();
  try {
    const observations: Observation[] = [];
    const sites: SiteFigures[] = [];
    for (const source of sources) {
      const seen = await evaluateSite(source, server, resources, nowMs);
      observations.push(...seen.observations);
      sites.push(seen.figures);
      onSite(seen.figures);
    }
    return {
      observations,
      sites,
      measures: measure(observations),
      scoreErrorMedian: median(sites.flatMap((site) => site.scoreError ?? [])),
    };
  } finally {
    await server.close();
  }
}

async function evaluateSite(
  source: SiteSource,
  server: BankServer,
  resources: Resources,
  nowMs: () => number,
): Promise<{ observations: Observation[]; figures: SiteFigures }> {
  const startedMs = nowMs();
  const { checklist } = resources.loaded;
  const codes = checklist.items.map(({ code }) => code);
  const site = await source.open(server.port, codes);
  const result = await runSite(source.id, site, server, resources);
  const observations = observe(source, site.truth, result);
  const figures: SiteFigures = {
    id: source.id,
    half: source.half,
    measures: measure(observations),
    scoreError: scoreError(checklist, site.truth, result),
    pagesFetched: result.run.pagesFetched,
    documentsFetched: result.run.documentsFetched,
    elapsedMs: nowMs() - startedMs,
  };
  return { observations, figures };
}
