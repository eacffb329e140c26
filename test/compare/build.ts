import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { agencyFolder } from '../../src/fleet/agency-folder.ts';
import { type AgencyLine, batchFiles, type BatchManifest } from '../../src/fleet/schema.ts';
import type { Result, ResultItem } from '../../src/result/schema.ts';
import type { ReasonCode, Verdict } from '../../src/result/vocabulary.ts';
import { buildReason, buildSample } from '../report/sample.ts';

const scores: Record<Verdict, 0 | 50 | 100 | null> = {
  pass: 100,
  partial: 50,
  fail: 0,
  review: null,
  'not-applicable': null,
};

/** An item of the sample as another verdict has it. */
export function turn(item: ResultItem, verdict: Verdict, reason: ReasonCode | null = null): ResultItem {
  const isOpen = verdict === 'fail' || verdict === 'partial' || verdict === 'review';
  const score = scores[verdict];
  const gain = isOpen ? Number(item.code.slice(1)) / 4 : 0;
  return {
    ...item,
    verdict,
    score,
    effective: { verdict, score },
    reasons: reason === null ? [] : [buildReason(reason)],
    gain,
    gainLow: gain,
    gainHigh: gain * 2,
  };
}

export interface AgencyDraft {
  key: string;
  name?: string;
  district?: string;
  province?: string;
  type?: AgencyLine['type'];
  tags?: string[];
  contact?: string;
  phone?: string;
  low?: number;
  high?: number;
  /** verdict and reason by code; the others are full */
  items?: Record<string, [Verdict, ReasonCode]>;
  /** the site did not open, or its turn did not come */
  ends?: 'unreachable' | 'not-run';
}

/** A result of an agency, every item full but those named. */
export function buildResult(draft: AgencyDraft, change: Partial<Result> = {}): Result {
  const sample = buildSample();
  const isDown = draft.ends === 'unreachable';
  const low = draft.low ?? 80;
  const high = draft.high ?? 90;
  return {
    ...sample,
    agency: { ...sample.agency, key: draft.key, name: draft.name ?? null },
    site: {
      ...sample.site,
      startUrl: `https://${draft.key}/`,
      reachable: !isDown,
      problem: isDown ? 'timeout' : null,
    },
    score:
      sample.score === null
        ? null
        : {
            ...sample.score,
            ...(isDown ? { expected: null, low: 0, high: 100 } : { expected: (low + high) / 2, low, high }),
          },
    items: sample.items.map((item) => {
      const [verdict, reason] = isDown
        ? (['review', 'unreachable'] as const)
        : (draft.items?.[item.code] ?? ['pass', null]);
      return turn(item, verdict, reason);
    }),
    ...change,
  };
}

export function buildLine(draft: AgencyDraft, result: Result | null): AgencyLine {
  return {
    schemaVersion: 1,
    key: draft.key,
    id: null,
    name: draft.name ?? null,
    type: draft.type ?? null,
    district: draft.district ?? null,
    province: draft.province ?? null,
    tags: draft.tags ?? [],
    url: `https://${draft.key}/`,
    contact: draft.contact ?? null,
    phone: draft.phone ?? null,
    checklist: 'ita-2568',
    state: result === null ? 'not-run' : 'done',
    problem: result === null ? 'night-ended' : draft.ends === 'unreachable' ? 'unreachable' : null,
    outcome: result?.site.problem ?? null,
    detail: null,
    attempts: 1,
    startedAt: null,
    finishedAt: null,
    stoppedBy: null,
    exitCode: result === null ? null : 0,
    folder: result === null ? null : agencyFolder(draft.key),
    score: null,
    pages: 0,
    documents: 0,
    requests: 0,
    bytes: 0,
    cpuSeconds: null,
    waitedForPaceSeconds: 0,
  };
}

/** Writes the folder of a finished batch; every agency that was checked has a report. */
export async function writeBatch(
  folder: string,
  drafts: readonly AgencyDraft[],
  change: (draft: AgencyDraft) => Partial<Result> = () => ({}),
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const lines: string[] = [];
  for (const draft of drafts) {
    const result = draft.ends === 'not-run' ? null : buildResult(draft, change(draft));
    lines.push(JSON.stringify(buildLine(draft, result)));
    if (result === null) continue;
    const run = join(folder, agencyFolder(draft.key));
    await mkdir(run, { recursive: true });
    await writeFile(join(run, 'result.json'), JSON.stringify(result));
    await writeFile(join(run, 'report.html'), '<!doctype html><title>report</title>');
  }
  const manifest: BatchManifest = {
    schemaVersion: 1,
    tool: { name: 'oit-checker', version: '0.1.0' },
    id: 'night-1',
    list: { name: 'agencies.csv', sha256: 'c'.repeat(64), agencies: drafts.length, problems: [] },
    checklist: { id: 'ita-2568', fiscalYear: 2568, sha256: 'a'.repeat(64) },
    asOf: '2025-06-15',
    options: {},
    startedAt: '2025-06-15T02:11:00Z',
    deadline: null,
    finishedAt: '2025-06-15T04:11:00Z',
    end: 'complete',
    counts: {
      agencies: drafts.length,
      done: drafts.length,
      unreachable: 0,
      incomplete: 0,
      failed: 0,
      notRun: 0,
    },
  };
  await writeFile(join(folder, batchFiles.manifest), JSON.stringify(manifest));
  await writeFile(join(folder, batchFiles.agencies), `${lines.join('\n')}\n`);
}

const provinces = ['ขอนแก่น', 'เลย', 'อุดรธานี', 'ร้อยเอ็ด'];
const districts = ['เมือง', 'น้ำพอง', 'ภูเวียง', 'ชุมแพ', 'บ้านไผ่'];
const reasons: ReasonCode[] = ['not-found', 'wrong-year', 'missing-element', 'wrong-format', 'empty'];

/** So many agencies that differ, the same ones every time. */
export function draftMany(count: number): AgencyDraft[] {
  let seed = 7;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  return Array.from({ length: count }, (_, at): AgencyDraft => {
    const items: AgencyDraft['items'] = {};
    const share = 0.1 + random() * 0.6;
    for (let item = 1; item <= 28; item++) {
      if (random() > share) continue;
      const dice = random();
      const code = `O${item}`;
      if (dice < 0.15) items[code] = ['review', 'not-searched'];
      else if (dice < 0.3) items[code] = ['review', 'needs-a-person'];
      else if (dice < 0.45) items[code] = ['partial', 'missing-element'];
      else items[code] = ['fail', reasons[Math.floor(random() * reasons.length)] ?? 'not-found'];
    }
    const low = Math.round((1 - share) * 70);
    return {
      key: `agency-${String(at + 1).padStart(4, '0')}.go.th`,
      name: `องค์การบริหารส่วนตำบลตัวอย่าง ${at + 1}`,
      type: at % 3 === 0 ? 'municipality' : 'sao',
      district: districts[at % districts.length] ?? '',
      province: provinces[at % provinces.length] ?? '',
      tags: at % 7 === 0 ? ['นำร่อง'] : [],
      contact: 'นางสาวตัวอย่าง',
      phone: '+66 43 000 000',
      low,
      high: Math.min(100, low + Math.round(random() * 30)),
      items,
      ...(at % 29 === 28 ? { ends: 'unreachable' as const } : {}),
      ...(at % 97 === 96 ? { ends: 'not-run' as const } : {}),
    };
  });
}
