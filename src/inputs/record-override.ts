import { isMap, isSeq, parseDocument } from 'yaml';
import type { Checklist } from '../checklist/schema.ts';
import { InputError } from './error.ts';
import { type Override, overridesSchemaVersion, readOverrides } from './overrides.ts';

export interface RecordOptions {
  /** how the file is called in messages */
  name: string;
  /** the file as it is, null for a new one */
  source: string | null;
  checklist: Checklist;
  /** key of the agency, null where it is not known */
  agencyKey: string | null;
}

/**
 * The text of `overrides.yaml` with one judgement added, or put in the place of an earlier one of the same item. What a
 * person wrote beside it, comments too, stays.
 *
 * @throws InputError when the file has errors, is of another checklist or another agency, or the judgement is not valid
 */
export function recordOverride(
  override: Override,
  { name, source, checklist, agencyKey }: RecordOptions,
): string {
  const earlier = source === null ? null : readOverrides(name, Buffer.from(source), checklist);
  if (earlier !== null) requireAgency(name, earlier.agencyKey, agencyKey);
  const document = parseDocument(
    source ??
      `# คำวินิจฉัยของเจ้าหน้าที่ · judgements of people, read with --overrides\nschemaVersion: ${overridesSchemaVersion}\n`,
  );
  if (!document.has('checklist')) document.set('checklist', checklist.id);
  if (!document.has('agency') && agencyKey !== null) document.set('agency', agencyKey);
  const list: unknown = document.get('overrides', true);
  const entry = document.createNode({
    code: override.code,
    verdict: override.verdict,
    by: override.by,
    on: override.on,
    reason: override.reason,
    evidenceSha256: override.evidenceSha256,
  });
  if (isSeq(list)) {
    const at = earlier?.overrides.findIndex(({ code }) => code === override.code) ?? -1;
    const old = list.items[at];
    if (isMap(old) && old.commentBefore) entry.commentBefore = old.commentBefore;
    if (at >= 0) list.set(at, entry);
    else list.add(entry);
    // "overrides: []" would go on in one line.
    list.flow = false;
  } else document.set('overrides', document.createNode([entry]));
  const text = document.toString({ lineWidth: 0 });
  readOverrides(name, Buffer.from(text), checklist);
  return text;
}

/**
 * @param stated the agency that an overrides file says it is about, null where it does not say
 * @param wanted the agency that is judged, null where it is not known
 * @throws InputError when both are known and differ
 */
export function requireAgency(name: string, stated: string | null, wanted: string | null): void {
  if (stated === null || wanted === null || stated === wanted) return;
  throw new InputError([
    {
      file: name,
      line: null,
      message: `ไฟล์นี้เป็นของหน่วยงาน ${stated} ไม่ใช่ ${wanted} · it is about ${stated}, not ${wanted}.`,
    },
  ]);
}
