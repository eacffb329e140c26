import { z } from 'zod';
import type { LoadedChecklist } from '../checklist/schema.ts';
import { type Result, resultSchema, resultSchemaVersion } from '../result/schema.ts';
import { PlanError } from './error.ts';

/**
 * Reads a `result.json`.
 *
 * @param name how the file is called in messages
 * @throws PlanError when it is no result, or one of another schemaVersion
 */
export function parseResult(name: string, source: string): Result {
  let data: unknown;
  try {
    data = JSON.parse(source);
  } catch {
    throw new PlanError(`${name} ไม่ใช่ไฟล์ผลตรวจ (result.json) · is no result.json: it is not JSON.`);
  }
  const version: unknown =
    typeof data === 'object' && data !== null && 'schemaVersion' in data ? data.schemaVersion : undefined;
  if (version !== undefined && version !== resultSchemaVersion) {
    throw new PlanError(
      `${name} เป็นผลตรวจรูปแบบรุ่น ${JSON.stringify(version)} แต่โปรแกรมนี้อ่านรุ่น ${resultSchemaVersion} โปรดตรวจใหม่ด้วยโปรแกรมรุ่นนี้ · has schemaVersion ${JSON.stringify(version)}, this program reads ${resultSchemaVersion}: check again with this version.`,
    );
  }
  const parsed = resultSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  const where = first === undefined ? '' : ` (${z.core.toDotPath(first.path)}: ${first.message})`;
  throw new PlanError(`${name} ไม่ใช่ไฟล์ผลตรวจ (result.json) · is no result.json${where}.`);
}

/**
 * Holds the results of one plan against each other and against the checklist, and puts the earlier ones in order.
 *
 * @param result the present one
 * @param previous the earlier ones, in any order; one that is the present one itself is left out
 * @returns the earlier ones, oldest first
 * @throws PlanError when one is of another checklist or agency, is later than the present one, or `asOf` is before the check
 */
export function orderResults(
  result: Result,
  previous: readonly Result[],
  loaded: LoadedChecklist,
  asOf: string,
): Result[] {
  const wanted = loaded.checklist;
  for (const one of [result, ...previous]) {
    if (one.checklist.id !== wanted.id || one.checklist.fiscalYear !== wanted.fiscalYear) {
      throw new PlanError(
        `ผลตรวจ ${one.run.id} ใช้เกณฑ์ ${one.checklist.id} แต่แผนนี้ใช้ ${wanted.id} ข้อไม่ตรงกันจึงเทียบกันไม่ได้ · the result ${one.run.id} was judged by ${one.checklist.id}, this plan uses ${wanted.id}: their items are not the same.`,
      );
    }
    if (one.agency.key !== result.agency.key) {
      throw new PlanError(
        `ผลตรวจ ${one.run.id} เป็นของ ${one.agency.key} ไม่ใช่ ${result.agency.key} · the result ${one.run.id} is of another agency.`,
      );
    }
  }
  if (!result.site.reachable) {
    throw new PlanError(
      'เปิดเว็บไซต์ไม่ได้ในการตรวจครั้งนี้ จึงยังไม่มีข้อใดให้วางแผน โปรดตรวจใหม่ · the site could not be opened in this check, so there is nothing to plan: check again.',
    );
  }
  if (result.run.asOf > asOf) {
    throw new PlanError(`--as-of ${asOf} อยู่ก่อนวันที่ตรวจ (${result.run.asOf}) · is before the check itself.`);
  }
  const earlier = previous.filter((one) => one.run.id !== result.run.id);
  const late = earlier.find((one) => startOf(one) > startOf(result));
  if (late !== undefined) {
    throw new PlanError(
      `ผลตรวจ ${late.run.id} ใหม่กว่า ${result.run.id} โปรดสลับกัน · the result ${late.run.id} given with --previous is later than ${result.run.id}.`,
    );
  }
  return earlier
    .filter(
      (one, index) =>
        earlier.findIndex((other) => other.run.id === one.run.id) === index && one.site.reachable,
    )
    .toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
}

/** The day that a result speaks of, then the clock of its crawl: replays of a snapshot share the clock. */
function startOf(result: Result): string {
  return `${result.run.asOf} ${result.run.startedAt}`;
}
