import { describe, expect, it } from 'vitest';
import { IdleParameters } from '../../src/crawl/idle-parameters.ts';
import { extractPage } from '../../src/extract/page.ts';

const prose = 'ชาวบ้านร่วมกันพัฒนาหมู่บ้านเนื่องในวันสำคัญของชาติ '.repeat(5);
const page = (text: string): ReturnType<typeof extractPage> =>
  extractPage(`<html><body><main><p>${text}</p></main></body></html>`, 'http://a.go.th/');

describe('IdleParameters', () => {
  it('learns which parameter changes nothing, and knows by it what was opened', () => {
    const idle = new IdleParameters();
    for (const at of [1, 2, 3, 4]) idle.note(`a.go.th/board?token=k${at}`, page(prose));
    expect(idle.isRepeat('a.go.th/board?token=k9')).toBe(true);
    expect(idle.isRepeat('a.go.th/news?token=k9')).toBe(false);
    idle.note('a.go.th/news?token=k5', page(`ข่าว ${prose}`));
    expect(idle.isRepeat('a.go.th/news?token=k9')).toBe(true);
  });

  it('keeps a parameter that changed something once', () => {
    const idle = new IdleParameters();
    for (const at of [1, 2, 3, 4])
      idle.note(`a.go.th/list?id=${at}`, page(at === 1 ? `หนึ่ง ${prose}` : prose));
    for (const at of [5, 6, 7, 8]) idle.note(`a.go.th/list?id=${at}`, page(`${at} ${prose}`));
    expect(idle.isRepeat('a.go.th/list?id=9')).toBe(false);
  });

  it('takes nothing from empty sections, which are all alike', () => {
    const idle = new IdleParameters();
    for (const at of [1, 2, 3, 4, 5, 6]) idle.note(`a.go.th/index.php?id=${at}`, page('ยังไม่มีข้อมูล'));
    expect(idle.isRepeat('a.go.th/index.php?id=7')).toBe(false);
  });
});
