import type { Resources } from '../../src/check/resources.ts';
import { loadBankHalf } from '../bank/load.ts';
import { siteSpecs } from '../bank/sites.ts';
import type { BankHalf, Half } from '../bank/types.ts';
import { type Measures, measure, median } from '../measure/measures.ts';
import { type Observation, observe } from '../measure/observe.ts';
import { scoreError } from '../measure/score-error.ts';
import { buildSite } from '../site/build.ts';
import type { SiteSpec } from '../site/draft.ts';
import { loadPdfFonts } from '../site/pdf.ts';
import { type BankServer, startBankServer } from '../site/serve.ts';
import { runBankSite } from './run-site.ts';

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
 * Sites of the bank by half, or those whose id begins so. Every further draw gives the same agencies and arrangements
 * other wordings and other mishaps.
 */
export function chooseSites(half: Half | 'all', id: string | null, draws = 1): SiteSpec[] {
  const specs = siteSpecs.filter((spec) =>
    id === null ? half === 'all' || spec.half === half : spec.id.startsWith(id),
  );
  return Array.from({ length: draws }, (_, draw) =>
    draw === 0
      ? specs
      : specs.map((spec) => ({ ...spec, id: `${spec.id}-draw${draw + 1}`, seed: spec.seed + draw * 7919 })),
  ).flat();
}

/**
 * Builds, serves, crawls and judges each site, one after the other.
 *
 * @param nowMs for the time that each took
 * @param onSite told after each site
 */
export async function evaluate(
  specs: readonly SiteSpec[],
  resources: Resources,
  nowMs: () => number,
  onSite: (figures: SiteFigures) => void,
): Promise<Evaluation> {
  const banks = new Map<Half, BankHalf>();
  for (const half of new Set(specs.map((spec) => spec.half))) banks.set(half, await loadBankHalf(half));
  const server = await startBankServer();
  try {
    const observations: Observation[] = [];
    const sites: SiteFigures[] = [];
    for (const spec of specs) {
      const bank = banks.get(spec.half);
      if (bank === undefined) throw new Error(`no bank for ${spec.half}`);
      const seen = await evaluateSite(spec, bank, server, resources, nowMs);
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
  spec: SiteSpec,
  bank: BankHalf,
  server: BankServer,
  resources: Resources,
  nowMs: () => number,
): Promise<{ observations: Observation[]; figures: SiteFigures }> {
  const startedMs = nowMs();
  const { checklist } = resources.loaded;
  const codes = checklist.items.map(({ code }) => code);
  const site = await buildSite(spec, bank, codes, await loadPdfFonts(), server.port);
  const result = await runBankSite(site, server, resources);
  const observations = observe(spec, site.truth, result);
  const figures: SiteFigures = {
    id: spec.id,
    half: spec.half,
    measures: measure(observations),
    scoreError: scoreError(checklist, site.truth, result),
    pagesFetched: result.run.pagesFetched,
    documentsFetched: result.run.documentsFetched,
    elapsedMs: nowMs() - startedMs,
  };
  return { observations, figures };
}
