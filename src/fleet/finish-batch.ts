import type { Agency } from '../inputs/agencies.ts';
import type { BatchFolder } from './batch-folder.ts';
import { countLines, describeUnrun } from './describe-line.ts';
import type { AgencyLine, BatchEnd, BatchManifest } from './schema.ts';

export interface BatchOutcome {
  end: BatchEnd;
  counts: BatchManifest['counts'];
  lines: AgencyLine[];
}

/** Writes every agency of the list once, in its order, those without a result included, and how the batch ended. */
export async function finishBatch(
  folder: BatchFolder,
  agencies: readonly Agency[],
  /** id or path, where an agency names none */
  checklist: string,
  end: BatchEnd,
  nowMs: number,
): Promise<BatchOutcome> {
  const why = end === 'interrupted' ? 'interrupted' : 'night-ended';
  const lines = agencies.map((agency) => {
    const line = folder.ledger.get(agency.key);
    return line === undefined || line.url !== agency.url || line.state === 'not-run'
      ? describeUnrun(agency, agency.checklist ?? checklist, why)
      : line;
  });
  await folder.ledger.rewrite(lines);
  const counts = countLines(lines);
  await folder.saveManifest({ finishedAt: new Date(nowMs).toISOString(), end, counts });
  return { end, counts, lines };
}
