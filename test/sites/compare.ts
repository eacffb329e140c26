import type { Result } from '../../src/result/schema.ts';
import type { SiteFixture, Truth } from './site.ts';

/** How the verdicts of a run stand to a fixture's truth. */
export interface Comparison {
  /** full or half marks where an assessor gives none */
  falsePasses: string[];
  /** no marks where an assessor gives them, or where nobody could look */
  falseFails: string[];
  /** sent to a person though the page shows it */
  needlessReviews: string[];
  wrongCauses: string[];
  /** of the items with evidence paths in the truth: whose first evidence is one of them */
  evidenceRight: number;
  evidenceAsked: number;
  /** one line an item that differs, for reading when a test fails */
  report: string;
}

const absent: Truth = { verdicts: ['fail', 'review'], causes: [], evidence: [] };

export function compareSite(fixture: Pick<SiteFixture, 'truth'>, result: Result, origin: string): Comparison {
  const comparison: Comparison = {
    falsePasses: [],
    falseFails: [],
    needlessReviews: [],
    wrongCauses: [],
    evidenceRight: 0,
    evidenceAsked: 0,
    report: '',
  };
  const lines: string[] = [];
  for (const item of result.items) {
    const truth = fixture.truth[item.code] ?? absent;
    const reason = item.reasons[0];
    const evidence = item.evidence[0]?.url.replace(origin, '') ?? null;
    const isRight = truth.verdicts.includes(item.verdict);
    if (!isRight) {
      if (item.verdict === 'pass' || item.verdict === 'partial') comparison.falsePasses.push(item.code);
      else if (item.verdict === 'fail') comparison.falseFails.push(item.code);
      else comparison.needlessReviews.push(item.code);
    }
    const isCauseRight =
      !isRight ||
      item.verdict === 'pass' ||
      truth.causes.length === 0 ||
      (reason !== undefined && truth.causes.includes(reason.code));
    if (!isCauseRight) comparison.wrongCauses.push(item.code);
    let isEvidenceRight = true;
    if (truth.evidence.length > 0) {
      comparison.evidenceAsked++;
      isEvidenceRight = item.evidence
        .slice(0, 1)
        .some(({ url }) =>
          truth.evidence.includes(decodeURIComponent(withoutSession(url).replace(origin, ''))),
        );
      if (isEvidenceRight) comparison.evidenceRight++;
    }
    if (isRight && isCauseRight && isEvidenceRight) continue;
    const missing = item.required
      .filter(({ found }) => found !== true)
      .map(({ id, found }) => `${id}=${found}`);
    lines.push(
      `${item.code} ${item.verdict} (${truth.verdicts.join('/')}) ${reason?.code ?? '-'} (${truth.causes.join('/')}) ` +
        `${evidence} r=${item.evidence[0]?.relevance} (${truth.evidence.join(' ')}) ${missing.join(',')} ` +
        `| passed over ${item.looked.map(({ url, relevance }) => `${url.replace(origin, '')}:${relevance}`).join(' ')}`,
    );
  }
  comparison.report = lines.join('\n');
  return comparison;
}

function withoutSession(url: string): string {
  const parsed = new URL(url);
  parsed.searchParams.delete('PHPSESSID');
  return parsed.href;
}
