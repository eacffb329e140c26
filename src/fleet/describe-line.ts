import type { Agency } from '../inputs/agencies.ts';
import type { Outcome } from '../result/vocabulary.ts';
import { agencyFolder } from './agency-folder.ts';
import type { AgencyEnd } from './protocol.ts';
import type { AgencyLine, AgencyProblem, BatchManifest } from './schema.ts';

/** An agency of which nothing is known yet. */
export function describeUnrun(agency: Agency, checklist: string, problem: AgencyProblem): AgencyLine {
  const { key, id, name, type, district, province, tags, url, contact, phone } = agency;
  return {
    schemaVersion: 1,
    key,
    id,
    name,
    type,
    district,
    province,
    tags,
    url,
    contact,
    phone,
    checklist,
    state: 'not-run',
    problem,
    outcome: null,
    detail: null,
    attempts: 0,
    startedAt: null,
    finishedAt: null,
    stoppedBy: null,
    exitCode: null,
    folder: null,
    score: null,
    pages: 0,
    documents: 0,
    requests: 0,
    bytes: 0,
    cpuSeconds: null,
    waitedForPaceSeconds: 0,
  };
}

/** The line of an agency that was tried to the end, as its `attempts`-th time. */
export function describeEnd(
  agency: Agency,
  checklist: string,
  end: Exclude<AgencyEnd, { kind: 'interrupted' }>,
  attempts: number,
): AgencyLine {
  const line = describeUnrun(agency, checklist, 'error');
  switch (end.kind) {
    case 'error':
      return { ...line, state: 'failed', detail: end.detail, attempts };
    case 'result': {
      const { kind: _kind, key: _key, reachable, incomplete, name, type, outcome, ...rest } = end;
      const problem = !reachable ? 'unreachable' : incomplete ? 'incomplete' : null;
      return {
        ...line,
        ...rest,
        name: agency.name ?? name,
        type: agency.type ?? type,
        state: 'done',
        problem,
        outcome: reachable ? null : outcome,
        detail: null,
        attempts,
        folder: agencyFolder(agency.key),
      };
    }
    default: {
      const unknown: never = end;
      return unknown;
    }
  }
}

/** An agency whose worker died of it. */
export function describeCrash(agency: Agency, checklist: string, how: string, attempts: number): AgencyLine {
  return { ...describeUnrun(agency, checklist, 'crashed'), state: 'failed', detail: how, attempts };
}

/** What may have passed an hour later; a site that turns programs away does so then too. */
const passing: readonly Outcome[] = ['dns', 'refused', 'timeout', 'reset', 'tls', 'http-error'];

/** Whether an agency is worth a second try at another hour. */
export function deservesRetry({ state, problem, outcome, attempts }: AgencyLine): boolean {
  if (attempts >= 2) return false;
  if (state === 'failed') return problem === 'error';
  return problem === 'unreachable' && outcome !== null && passing.includes(outcome);
}

/** How many of these lines came to what. */
export function countLines(lines: readonly AgencyLine[]): BatchManifest['counts'] {
  const count = (test: (line: AgencyLine) => boolean): number => lines.filter(test).length;
  return {
    agencies: lines.length,
    done: count(({ state }) => state === 'done'),
    unreachable: count(({ problem }) => problem === 'unreachable'),
    incomplete: count(({ problem }) => problem === 'incomplete'),
    failed: count(({ state }) => state === 'failed'),
    notRun: count(({ state }) => state === 'not-run'),
  };
}
