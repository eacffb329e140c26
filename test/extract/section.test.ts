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

  it('ends with the icon of a file and the picture that stand above the next heading', () => {
    const icons = extractPage(
      '<h2>แผน</h2><p>ฉบับเต็ม</p><a href="/d/1"><img src="/pdf.png"></a><h2>ผล</h2><a href="/d/2"><img src="/chart.png"></a><h2>ท้าย</h2>',
      'https://a.go.th/',
    );
    const within = (heading: string): number[][] => {
      const { from, to } = sectionAt(icons, icons.headings.find(({ text }) => text === heading)?.at ?? -1);
      const inside = ({ at }: { at: number }): boolean => at >= from && at < to;
      return [icons.links, icons.images].map((placed) =>
        placed.flatMap((fact, at) => (inside(fact) ? [at] : [])),
      );
    };
    expect(within('แผน')).toEqual([[0], [0]]);
    expect(within('ผล')).toEqual([[1], [1]]);
    expect(within('ท้าย')).toEqual([[], []]);
  });

  it('has one before the first heading', () => {
    expect(sectionAt(facts, 0)).toMatchObject({ heading: null, from: 0, text: 'นำ' });
  });

  it('ends above the footer, which the last heading does not head', () => {
    const page = extractPage(
      '<main><h2>O28</h2><p>มาตรการ</p></main><footer>โทร 0-2000-0000</footer>',
      'https://a.go.th/',
    );
    expect(sectionUnder(page, 0)).toMatchObject({ heading: 'O28', text: 'มาตรการ' });
    expect(page.text.slice(0, sectionUnder(page, 0).to)).not.toContain('โทร');
  });

  it.each([
    [
      'an item of its own',
      '<div class="accordion-item"><h3><button class="accordion-button" data-bs-target="#P">OIT 1</button></h3><div id="P"><h3>โครงสร้าง</h3><p>ผัง</p><h4>ฝ่าย</h4><p>คลัง</p></div></div>',
    ],
    [
      'only its panel',
      '<button class="accordion-button" data-bs-target="#P">OIT 1</button><div class="collapse" id="P"><h3>โครงสร้าง</h3><p>ผัง</p><h4>ฝ่าย</h4><p>คลัง</p></div>',
    ],
  ])('holds the inner headings of an accordion with %s', (_, html) => {
    const two = `<h2>ITA</h2>${html.replaceAll('P', 'p1')}${html.replaceAll('P', 'p2').replace('OIT 1', 'OIT 2')}<h2>ท้าย</h2>`;
    const page = extractPage(two, 'https://a.go.th/');
    const names = page.headings.map(({ text }) => text);
    expect(names).toEqual(['ITA', 'OIT 1', 'โครงสร้าง', 'ฝ่าย', 'OIT 2', 'โครงสร้าง', 'ฝ่าย', 'ท้าย']);
    expect(sectionUnder(page, 1).text).toBe('โครงสร้าง\nผัง\nฝ่าย\nคลัง');
    expect(sectionUnder(page, 2).text).toBe('ผัง\nฝ่าย\nคลัง');
    expect(sectionUnder(page, 0).text).not.toContain('ท้าย');
  });

  it('is found by index', () => {
    expect(sectionUnder(facts, 0)).toMatchObject({ heading: 'OIT', to: facts.text.length });
    expect(() => sectionUnder(facts, 9)).toThrow(RangeError);
  });
});
