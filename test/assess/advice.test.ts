import { expect, it } from 'vitest';
import { writeAdvice } from '../../src/assess/advice.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';
import type { JudgedItem } from '../../src/judge/item.ts';

const { loaded } = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);

const nothing: JudgedItem = {
  verdict: 'fail',
  probability: 0.05,
  factors: [],
  causes: [],
  elements: [],
  chosen: null,
  supporting: [],
  passedOver: [],
};

it.each(loaded.checklist.items)('names who does it once, at the end: $code', (item) => {
  const { th, en } = writeAdvice(item, nothing);
  expect(th).toMatch(/\([^()]+(?:\([^()]+\)[^()]*)?\)$/u);
  expect(th).not.toMatch(/\)\s*\(/u);
  expect(th.split('\n')).toHaveLength(1);
  expect(en.endsWith(`(${item.responsibleUnitEn})`)).toBe(true);
});

it('asks for nothing more of what is in order', () => {
  const item = loaded.checklist.items[0];
  if (item === undefined) throw new Error('the checklist has no items');
  expect(writeAdvice(item, { ...nothing, verdict: 'pass' }).th).toContain('พบครบแล้ว');
});
