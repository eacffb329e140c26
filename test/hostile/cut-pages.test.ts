import { describe, expect, it } from 'vitest';
import { judgeItem, type JudgedItem, type Search } from '../../src/judge/item.ts';
import { reasonSentence } from '../../src/result/sentences.ts';
import { buildCandidate, buildItem, judgeContext } from '../judge/build.ts';

const search: Search = { isComplete: true, endedBy: null, unopened: [], pages: 9, documents: 1 };
const title = 'รายงานผลการดำเนินงานประจำปี';
const deep = (words: string): string => `${'<div>'.repeat(600)}${words}${'</div>'.repeat(600)}`;
const long = `<p>${'plain words '.repeat(180_000)}</p>`;

function judge(body: string): JudgedItem {
  const candidate = buildCandidate({ title, html: `<main><h1>${title}</h1>${body}</main>` });
  return judgeItem(buildItem(), [candidate], search, judgeContext);
}

describe('a page that was not read to its end', () => {
  it.each([
    ['of more text than is read', `${long}<p>สาระสำคัญ</p>`],
    ['of more elements than are read', `${'<i></i>'.repeat(210_000)}<p>สาระสำคัญ</p>`],
    ['nested deeper than is read, with little on it', deep('<p>สั้น</p>')],
  ])('%s is for a person to look at, never a defect', (_name, body) => {
    const { verdict, chosen } = judge(body);
    expect(verdict).toBe('review');
    expect(JSON.stringify(chosen?.causes)).toContain('larger or nested deeper');
  });

  it('passes with what was read of it, and an empty one is still empty', () => {
    expect(judge(`<p>สาระสำคัญ</p>${long}`).verdict).toBe('pass');
    expect(judge('').verdict).toBe('fail');
  });
});

describe('an answer over the limit', () => {
  it('is told as too large, not as a scan', () => {
    expect(reasonSentence('unreadable', { outcome: 'too-large' }).en).toContain(
      'larger than this tool reads',
    );
    expect(reasonSentence('unreadable', {}).en).not.toContain('larger');
  });
});
