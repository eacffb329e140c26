import { describe, expect, it } from 'vitest';
import { extractPage } from '../../src/extract/page.ts';
import { sectionAt, sectionUnder } from '../../src/extract/section.ts';

const facts = extractPage(
  '<p>นำ</p><h1>OIT</h1><p>ทั่วไป</p><h2>O1 โครงสร้าง</h2><p>ผัง</p><h3>หมายเหตุ</h3><p>ย่อย</p><h2>O2</h2><p>ผู้บริหาร</p>',
  'https://a.go.th/',
);

describe('sections', () => {
  it('runs to the next heading of the same level', () => {
    const at = facts.text.indexOf('ผัง');
    const section = sectionAt(facts, at);
    expect(section).toMatchObject({ heading: 'O1 โครงสร้าง', text: 'ผัง\nหมายเหตุ\nย่อย' });
    expect(facts.text.slice(section.from, section.to)).toContain('O1 โครงสร้าง');
    expect(facts.text.slice(section.from, section.to)).not.toContain('O2');
  });

  it('takes the nearest heading', () => {
    expect(sectionAt(facts, facts.text.indexOf('ย่อย'))).toMatchObject({ heading: 'หมายเหตุ', text: 'ย่อย' });
    expect(sectionAt(facts, facts.text.length)).toMatchObject({
      heading: 'O2',
      text: 'ผู้บริหาร',
      to: facts.text.length,
    });
    expect(sectionAt(facts, facts.headings[1]?.at ?? -1).heading).toBe('O1 โครงสร้าง');
  });

  it('has one before the first heading', () => {
    expect(sectionAt(facts, 0)).toMatchObject({ heading: null, from: 0, text: 'นำ' });
  });

  it('is found by index', () => {
    expect(sectionUnder(facts, 0)).toMatchObject({ heading: 'OIT', to: facts.text.length });
    expect(() => sectionUnder(facts, 9)).toThrow(RangeError);
  });
});
