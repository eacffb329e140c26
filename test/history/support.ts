import type { EvidencePlace, ItemDigest, RunDigest } from '../../src/history/digest.ts';
import type { Verdict } from '../../src/result/vocabulary.ts';

const site = 'https://www.khambong.example.go.th';

export const page = (name: string, change: Partial<EvidencePlace> = {}): EvidencePlace => ({
  url: `${site}/${name}`,
  outcome: 'ok',
  httpStatus: 200,
  sha256: `bytes-${name}`,
  isDocument: false,
  fiscalYears: [2568],
  ...change,
});

export const pdf = (name: string, change: Partial<EvidencePlace> = {}): EvidencePlace =>
  page(`${name}.pdf`, { isDocument: true, ...change });

/** An item with one page as its evidence, or none where it fails. */
export function makeItem(code: string, verdict: Verdict, change: Partial<ItemDigest> = {}): ItemDigest {
  const name = code.toLowerCase();
  return {
    code,
    topics: [`topic-${name}`],
    nameTh: `ชื่อ ${code}`,
    nameEn: `Name of ${code}`,
    unitTh: 'สำนักปลัด',
    unitEn: 'Office of the clerk',
    verdict,
    reason: verdict === 'fail' ? 'not-found' : null,
    reasonTh: verdict === 'fail' ? 'ยังไม่พบ' : null,
    reasonEn: verdict === 'fail' ? 'not found' : null,
    contentSha256: verdict === 'fail' ? null : `content-${name}`,
    accepted: verdict === 'pass' || verdict === 'partial' ? page(name) : null,
    supporting: [],
    others: [],
    ...change,
  };
}

/** A review that says nothing of the agency: the search ended too soon. */
export const unseen = (code: string): ItemDigest =>
  makeItem(code, 'review', { reason: 'not-searched', contentSha256: null });

/** A whole run that began at an instant (UTC). */
export function makeRun(at: string, items: ItemDigest[], change: Partial<RunDigest> = {}): RunDigest {
  return {
    runId: at.replaceAll(/[-:]/g, ''),
    startedAt: at,
    finishedAt: at,
    asOf: at.slice(0, 10),
    agencyKey: 'khambong.example.go.th',
    programme: 'ita',
    fiscalYear: 2568,
    checklist: { id: 'ita-2568', sha256: 'checklist-a' },
    tool: { version: '1.0.0', pdf: 'poppler 22', ocr: null },
    options: { maxPages: '600' },
    reachable: true,
    problem: null,
    stoppedBy: 'complete',
    incomplete: false,
    score: { expected: 80, low: 75, high: 85 },
    latencyMs: 400,
    failed: [],
    items,
    ...change,
  };
}
