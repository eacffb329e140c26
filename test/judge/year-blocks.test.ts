import { describe, expect, it } from 'vitest';
import type { YearRule } from '../../src/checklist/schema.ts';
import { mainContent } from '../../src/extract/emptiness.ts';
import { extractPage } from '../../src/extract/page.ts';
import { withoutOtherBlocks } from '../../src/judge/year-blocks.ts';
import { buildItem, siteUrl } from './build.ts';

const html = (
  first: string,
  second: string,
): string => `<title>ต้านทุจริต</title><main><h1>ต้านทุจริต 2568</h1><p>นำหน้า</p>
  <h3>${first}</h3><p>งบประมาณ 150,000 บาท</p><p><a href="/p.pdf">แผน</a></p>
  <h3>${second}</h3><p>จัดแล้ว 3 ครั้ง</p></main>`;

const rule: YearRule = { want: 'previous', confidence: 'high', orCalendarYear: false, orSpan: false };

function left(first: string, second: string, more: Partial<YearRule> = {}): string {
  const item = buildItem({ year: { ...rule, ...more } });
  const facts = withoutOtherBlocks(extractPage(html(first, second), siteUrl), item, 2568);
  const { text, links } = mainContent(facts);
  return [text, ...links.map(({ url }) => url)].join('\n');
}

describe('a page with blocks for several years', () => {
  it('shows for an item what stands under its year and under none', () => {
    expect(left('โปรแกรม FY2568', 'สรุป FY2567')).toBe('ต้านทุจริต 2568\nนำหน้า\nสรุป FY2567\nจัดแล้ว 3 ครั้ง');
    expect(left('โปรแกรม FY2568', 'สรุป FY2567', { want: 'current' })).not.toContain('จัดแล้ว');
  });

  it.each([
    ['has a span with it', 'แผน 2566-2570', 'สรุปปี 2567', {}],
    ['is of the assessment and not of what is shown', 'ITA 2568', 'สรุปปี 2567', {}],
    ['tells no year', 'โปรแกรม', 'สรุปปี 2567', {}],
    ['is all there is', 'โปรแกรม 2568', 'สรุปผล', {}],
    ['does not matter', 'โปรแกรม 2568', 'สรุปปี 2567', { want: 'any' }],
    ['is that of measures after a result', 'มาตรการ 2568', 'ผล 2567', { resultWords: ['ผล'] }],
  ] as [string, string, string, Partial<YearRule>][])(
    'keeps a block whose year %s',
    (_, first, second, year) => {
      expect(left(first, second, year)).toContain('งบประมาณ 150,000');
    },
  );
});
