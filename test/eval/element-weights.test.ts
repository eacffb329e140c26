import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fitElements, readKin } from '../../eval/fit-elements.ts';
import { readLines } from '../../eval/lines.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { readElementModels } from '../../src/judge/element-models.ts';

const root = findPackageRoot(import.meta.dirname);
const folder = join(root, 'eval', 'lines');
const lines = readLines(folder);
const kin = readKin(folder);

it('the stored weights are those of the stored lines', async () => {
  const stored = readElementModels(
    'element-weights.json',
    readFileSync(join(root, 'checklists', 'element-weights.json'), 'utf8'),
  );
  const fitted = readElementModels('fitted', JSON.stringify(await fitElements(root, lines, kin, ['O7'])));
  const topics = ['annual-performance-report'];
  const line = 'ฝนตกนานจึงเลื่อนงาน ปีหน้าควรเริ่มก่อนฤดูฝน';
  const rate = (models: typeof stored) => models.of({ topics })?.rate(line);
  expect(rate(stored)?.size).toBeGreaterThan(2);
  // Words are parted by the machine's ICU when they are fitted, and versions differ in a few.
  for (const [id, value] of rate(stored) ?? [])
    expect(Math.abs(value - (rate(fitted)?.get(id) ?? -1)), id).toBeLessThan(0.15);
});

it('lines that were left out of the fit are told apart', async () => {
  const byCode = new Map([
    ['O7', 'annual-performance-report'],
    ['O20', 'public-participation'],
    ['O27', 'integrity-measures'],
  ]);
  const isHeld = (_: unknown, at: number): boolean => at % 5 === 0;
  const fitted = readElementModels(
    'fitted',
    JSON.stringify(
      await fitElements(
        root,
        lines.filter((line, at) => !isHeld(line, at)),
        kin,
        [...byCode.keys()],
      ),
    ),
  );
  let shown = 0;
  let heard = 0;
  let foreign = 0;
  let mistaken = 0;
  for (const line of lines.filter(isHeld)) {
    const topic = byCode.get(line.code);
    const rated = topic === undefined ? null : fitted.of({ topics: [topic] })?.rate(line.text);
    for (const [id, value] of rated ?? []) {
      if (line.elements.includes(id)) {
        shown++;
        if (value >= 0.5) heard++;
      } else {
        foreign++;
        if (value >= 0.5) mistaken++;
      }
    }
  }
  expect(shown).toBeGreaterThan(30);
  expect(heard / shown).toBeGreaterThan(0.25);
  expect(mistaken / foreign).toBeLessThan(0.06);
});
