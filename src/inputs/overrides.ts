import type { Checklist } from '../checklist/schema.ts';
import { type Verdict, verdicts } from '../result/vocabulary.ts';
import { readItemCode } from './declared-fields.ts';
import { InputError, type InputProblem } from './error.ts';
import { readYamlFile, textOf } from './yaml-file.ts';

/** A person's judgement of one item, kept apart from the machine's. */
export interface Override {
  code: string;
  verdict: Verdict;
  /** who judged */
  by: string;
  /** ISO day */
  on: string;
  reason: string;
  /** `evidenceSha256` of the item that was judged, null where the result had no evidence */
  evidenceSha256: string | null;
}

export interface OverridesFile {
  checklistId: string;
  /** key of the agency that it is about, null where the file does not say */
  agencyKey: string | null;
  overrides: Override[];
}

/** Version of `overrides.yaml`. */
export const overridesSchemaVersion = 1;

/**
 * Reads `overrides.yaml`: `checklist`, `agency` (may be absent) and `overrides` with `code`, `verdict`, `by`, `on`,
 * `reason`, `evidenceSha256`.
 *
 * @throws InputError with every wrong line: an unknown code or verdict, a day that does not exist, a reason or name that is
 *   missing, an item judged twice, another year's checklist
 */
export function readOverrides(name: string, bytes: Uint8Array, checklist: Checklist): OverridesFile {
  const { top } = readYamlFile(name, bytes);
  const problems: InputProblem[] = [];
  const add = (line: number | null, message: string): void =>
    void problems.push({ file: name, line, message });
  const version = textOf(top.get('schemaVersion'));
  if (version !== '' && version !== String(overridesSchemaVersion))
    add(
      top.get('schemaVersion')?.line ?? 1,
      `ไฟล์รุ่น ${version} อ่านไม่ได้ · schemaVersion ${version} is not known, ${overridesSchemaVersion} is.`,
    );
  const checklistId = textOf(top.get('checklist'));
  if (checklistId !== checklist.id) {
    add(
      top.get('checklist')?.line ?? 1,
      checklistId === ''
        ? `ไม่ได้บอกว่าเป็นของเกณฑ์ใด โปรดเพิ่มบรรทัด “checklist: ${checklist.id}” · it does not say its checklist: add "checklist: ${checklist.id}".`
        : `ไฟล์นี้เป็นของเกณฑ์ ${checklistId} แต่การตรวจนี้ใช้ ${checklist.id} · it is of ${checklistId}, this check uses ${checklist.id}.`,
    );
  }
  const list = top.get('overrides');
  const isEmptyList = Array.isArray(list?.value) && list.value.length === 0;
  if (list === undefined || (list.rows.length === 0 && !isEmptyList))
    add(list?.line ?? 1, 'ไม่พบรายการใต้ “overrides:” · there is no list below "overrides:".');
  const overrides: Override[] = [];
  for (const { line, fields } of list?.rows ?? []) {
    const text = (key: string): string => textOf(fields.get(key));
    const lineOf = (key: string): number => fields.get(key)?.line ?? line;
    for (const key of fields.keys())
      if (!fieldNames.has(key))
        add(
          lineOf(key),
          `ไม่รู้จัก “${key}” · the key "${key}" is not known; ${[...fieldNames].join(', ')} are.`,
        );
    const code = readItemCode(text('code'));
    const verdict = verdicts.find((one) => one === text('verdict'));
    const problem = judgeVerdict(code, text('code'), verdict, text('verdict'), checklist);
    if (problem !== null) add(lineOf(problem.at), problem.message);
    if (!isDay(text('on')))
      add(
        lineOf('on'),
        `on: “${text('on')}” ไม่ใช่วันที่ โปรดเขียนเช่น 2025-06-15 · is not a day: write it as YYYY-MM-DD.`,
      );
    for (const key of ['by', 'reason'])
      if (text(key) === '')
        add(
          lineOf(key),
          `${key}: ต้องบอก${key === 'by' ? 'ผู้ปรับผล' : 'เหตุผล'} · is wanted: ${key === 'by' ? 'who judged' : 'why'}.`,
        );
    const sha = text('evidenceSha256').toLowerCase();
    if (sha !== '' && sha !== 'null' && !/^[0-9a-f]{64}$/.test(sha))
      add(
        lineOf('evidenceSha256'),
        'evidenceSha256 ต้องเป็นเลขฐานสิบหก 64 ตัวจาก result.json · has to be the 64 hex digits of the item in result.json.',
      );
    if (code !== null && overrides.some((one) => one.code === code))
      add(line, `${code} ปรับไว้สองครั้ง โปรดเหลือรายการเดียว · ${code} is judged twice: keep one.`);
    if (code === null || verdict === undefined) continue;
    const evidenceSha256 = sha === '' || sha === 'null' ? null : sha;
    overrides.push({ code, verdict, by: text('by'), on: text('on'), reason: text('reason'), evidenceSha256 });
  }
  if (problems.length > 0) throw new InputError(problems);
  return { checklistId, agencyKey: textOf(top.get('agency')) || null, overrides };
}

const fieldNames = new Set(['code', 'verdict', 'by', 'on', 'reason', 'evidenceSha256']);

function judgeVerdict(
  code: string | null,
  typedCode: string,
  verdict: Verdict | undefined,
  typedVerdict: string,
  checklist: Checklist,
): { at: 'code' | 'verdict'; message: string } | null {
  const item = checklist.items.find((one) => one.code === code);
  if (item === undefined) {
    const range = `${checklist.items[0]?.code}–${checklist.items.at(-1)?.code}`;
    return {
      at: 'code',
      message: `code: ไม่มีข้อ “${typedCode}” ในเกณฑ์ ${checklist.id} · "${typedCode}" is not an item of ${checklist.id} (${range}).`,
    };
  }
  if (verdict === undefined)
    return {
      at: 'verdict',
      message: `verdict: “${typedVerdict}” ไม่ใช่ผลที่ใช้ได้ · is none of: ${verdicts.join(', ')}.`,
    };
  if (verdict === 'partial' && !item.scoreLevels.includes(50))
    return {
      at: 'verdict',
      message: `verdict: ข้อ ${item.code} ไม่มีคะแนนบางส่วน · ${item.code} has no partial score.`,
    };
  return null;
}

/** Whether this is an ISO day that exists. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
