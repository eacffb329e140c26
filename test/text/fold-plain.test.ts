import { describe, expect, it } from 'vitest';
import { foldWithOrigins } from '../../src/text/fold.ts';
import { foldThai } from '../../src/text/normalise.ts';

/** Nobody sees it and folding drops it, but with it no text counts as plain. */
const zeroWidth = '\u200b';

/** Numbers without end, the same every time. */
function* makeNumbers(): Generator<number> {
  for (let state = 7; ; state = (state * 48_271) % 2_147_483_647) yield state;
}

function makeTexts(count: number): string[] {
  const numbers = makeNumbers();
  const draw = (below: number): number => Number(numbers.next().value) % below;
  const alphabet = 'กเแาำๆฯ ABz9.-/`๑ิีุ่้์ํ๎ั็฿ \u00a0';
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + draw(12) }, () => alphabet[draw(alphabet.length)] ?? '').join(''),
  );
}

describe('a text that is plain', () => {
  it('is folded without a second look to what the long way gives', () => {
    for (const text of ['แผนการจัดซื้อจัดจ้าง ประจำปี 2568', 'ITA O12 (1)', 'น้ำ', '', ...makeTexts(5_000)]) {
      const long = foldWithOrigins(text + zeroWidth);
      expect(foldThai(text)).toBe(long.text);
      const short = foldWithOrigins(text);
      expect(short.text).toBe(long.text);
      expect([...short.origins].slice(0, -1)).toEqual([...long.origins].slice(0, -1));
    }
  });
});
