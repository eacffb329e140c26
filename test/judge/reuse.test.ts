import { describe, expect, it } from 'vitest';
import { judgeItem, type Search } from '../../src/judge/item.ts';
import { judgeReuse } from '../../src/judge/reuse.ts';
import { buildItem, judgeContext } from './build.ts';
import { buildDocumentCandidate, filler } from './build-documents.ts';

const search: Search = { isComplete: true, endedBy: null, unopened: [], pages: 9, documents: 1 };
const record = { sha256: 'same' };

/** Two items that one file answers; its title speaks of `named`. */
function judgeTwo(named: Record<string, number>, mayShareWith: string[] = [], otherSha = 'same') {
  const judgements = ['O7', 'O15'].map((code, index) => {
    const item = buildItem({ code, mayShareWith: index === 0 ? mayShareWith : [] });
    const candidate = buildDocumentCandidate([`รายงาน\nสาระสำคัญ ${filler}`], {
      named,
      name: code,
      record: index === 0 ? record : { sha256: otherSha },
      candidate: { code },
    });
    return { item, judged: judgeItem(item, [candidate], search, judgeContext) };
  });
  return judgeReuse(judgements, judgeContext.weights).map(({ judged }) => ({
    verdict: judged.verdict,
    reused: judged.causes.filter(({ code }) => code === 'reused'),
  }));
}

describe('one file under two items', () => {
  it('is for a person to confirm, and each names the other', () => {
    const [first, second] = judgeTwo({});
    expect(first).toMatchObject({ verdict: 'review', reused: [{ facts: { otherItems: ['O15'] } }] });
    expect(second).toMatchObject({ verdict: 'review', reused: [{ facts: { otherItems: ['O7'] } }] });
  });

  it('stays the evidence of the item that its title names, and says so', () => {
    const [first, second] = judgeTwo({ O7: 0.7 });
    expect(first).toMatchObject({ verdict: 'pass', reused: [{ code: 'reused' }] });
    expect(second?.verdict).toBe('review');
  });

  it('is for a person where it only adds to the evidence of one of them, whatever its title speaks of', () => {
    const elements = ['ผลงาน', 'ปัญหาอุปสรรค'].map((words) => ({
      id: words === 'ผลงาน' ? 'results' : 'problems',
      cues: [{ kind: 'phrases' as const, any: [words], min: 1 }],
    }));
    const own = buildDocumentCandidate([`รายงาน\nผลงาน ${filler}`], {
      name: 'own',
      record: { sha256: 'own' },
    });
    const shared = (code: string, relevance: number) =>
      buildDocumentCandidate([`รายงาน\nปัญหาอุปสรรค ${filler}`], {
        named: { O7: 0.9, O15: 0.9 },
        name: 'shared',
        record,
        candidate: { code, relevance },
      });
    const judge = (code: string, its: typeof elements, candidates: (typeof own)[]) => {
      const item = buildItem({ code, elements: its });
      return { item, judged: judgeItem(item, candidates, search, judgeContext) };
    };
    const judgements = [
      judge('O7', elements, [own, shared('O7', 0.9)]),
      judge('O15', elements.slice(1), [shared('O15', 1)]),
    ];
    expect(judgements.map(({ judged }) => judged.verdict)).toEqual(['pass', 'pass']);
    const told = judgeReuse(judgements, judgeContext.weights).map(({ judged }) => judged.verdict);
    expect(told).toEqual(['review', 'pass']);
  });

  it('is fine where the checklist lets them share, whichever of them says so', () => {
    expect(judgeTwo({}, ['O15'])).toEqual([
      { verdict: 'pass', reused: [] },
      { verdict: 'pass', reused: [] },
    ]);
  });

  it('is not told of two files', () => {
    expect(judgeTwo({}, [], 'other').map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
  });
});
