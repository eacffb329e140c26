import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { findChecklist } from '../../src/checklist/find.ts';
import { renderTerminal, reportFormats, resultSchema, serveDemo } from '../../src/index.ts';
import type { Result } from '../../src/result/schema.ts';
import { runCheck } from './run-check.ts';

const dir = `${findPackageRoot(import.meta.dirname)}/checklists`;
const noFonts = () => Promise.resolve({ thai400: '', thai700: '', latin400: '', latin700: '' });

let site: Awaited<ReturnType<typeof serveDemo>>;
beforeAll(async () => {
  site = await serveDemo();
});
afterAll(async () => {
  await site.close();
});

async function renderAll(result: Result, lang: 'th' | 'en'): Promise<string[]> {
  return [
    renderTerminal(result, { lang, width: 120, colour: false, files: [] }),
    reportFormats.md.render(result, lang, noFonts, null),
    await reportFormats.html.render(result, lang, noFonts, null),
  ];
}

async function checkYear(id: string): Promise<Result> {
  const { checklist } = await findChecklist(dir, id, 2568);
  const result = await runCheck(site.url, id, { asOf: site.agency.asOf });
  expect(resultSchema.safeParse(result).error).toBeUndefined();
  expect(result.checklist).toMatchObject({ id, fiscalYear: checklist.fiscalYear });
  expect(result.items.map((item) => item.code)).toEqual(checklist.items.map((item) => item.code));
  expect(result.run.stoppedBy).toBe('complete');

  const unknown = result.items.filter((_, index) => checklist.items[index]?.elements.length === 0);
  expect(unknown.length).toBeGreaterThan(0);
  for (const item of unknown) {
    expect(item.required).toEqual([]);
    expect(['fail', 'review'], item.code).toContain(item.verdict);
    if (item.verdict === 'review') expect(item.probability, item.code).toBeLessThanOrEqual(0.6);
  }
  const seenOnly = unknown.filter(({ reasons }) => reasons[0]?.messageTh.includes('ดูได้แค่ว่ามีหัวข้อ'));
  expect(seenOnly.length).toBeGreaterThan(5);
  for (const { code, reasons, verdict } of seenOnly)
    expect([verdict, reasons[0]?.code], code).toEqual(['review', 'low-confidence']);

  for (const item of result.items) {
    const year = checklist.fiscalYear;
    const want = { current: year, previous: year - 1, any: null }[item.want.kind];
    expect(item.want.fiscalYear, item.code).toBe(want);
  }
  for (const lang of ['th', 'en'] as const)
    for (const text of await renderAll(result, lang))
      expect(/undefined|\bNaN\b|\[object/u.exec(text)?.[0]).toBeUndefined();
  return result;
}

describe('the sample agency by each year’s checklist', () => {
  test.each(['ita-2564', 'ita-2565', 'ita-2566', 'ita-2567'])(
    '%s has a range',
    async (id) => {
      const { score } = await checkYear(id);
      expect(score?.expected).not.toBeNull();
      expect(score?.rules).toHaveLength(1);
      expect(score?.subIndicators).toHaveLength(7);
      // The grades of 2566 are not known, so none is told.
      expect(score?.gradeLineTh === null).toBe(id === 'ita-2566');
    },
    60_000,
  );

  test('2563 says whose list it is judged by', async () => {
    const { checklist } = await checkYear('ita-2563');
    expect(checklist.nameTh).toContain('ใช้รายการของปี 2564');
  });

  test('2569 has no score, and every report says why', async () => {
    const result = await checkYear('ita-2569');
    expect(result.score).toMatchObject({ expected: null, grade: null, rules: [], subIndicators: [] });
    expect(result.score?.unknownEn).toContain('2569');
    expect(result.items.every((item) => item.gain === null && item.subIndicator === null)).toBe(true);
    for (const lang of ['th', 'en'] as const) {
      const why = lang === 'th' ? 'ยังไม่ทราบตัวชี้วัดย่อยและวิธีรวมคะแนนของปี 2569' : 'The sub-indicators of 2569';
      // The terminal breaks its lines within the sentence, Markdown escapes its hyphen.
      const bare = (text: string) => text.replaceAll(/[\s\\]+/gu, '');
      for (const text of await renderAll(result, lang)) expect(bare(text).includes(bare(why))).toBe(true);
    }
  });
});
