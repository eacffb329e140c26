import { describe, expect, it } from 'vitest';
import { EarlyStop } from '../../src/crawl/early-stop.ts';
import type { Asked } from '../../src/crawl/fetch-page.ts';
import { Frontier, type FrontierEntry } from '../../src/crawl/frontier.ts';
import type { LinkRating } from '../../src/crawl/ports.ts';

const sure = new Map([['O1', 0.95]]);

function entry(key: string, relevance: number, depth = 3): FrontierEntry {
  const aim = { own: relevance, ownItems: ['O1'], place: 'body', hubShare: 0, goesOn: false } as const;
  return {
    url: `http://${key}`,
    key,
    target: 'page',
    onSite: true,
    depth,
    foundOn: 'http://a/list',
    linkText: null,
    rating: { relevance, items: ['O1'], isHub: false, isOpaque: false, aim: { ...aim, ownItems: ['O1'] } },
  };
}

function asked(seq: number, key: string, foundOn: string | null = null): Asked {
  return { seq, purpose: 'page', url: `http://${key}`, key, depth: 1, foundOn, linkText: null };
}

/** An early stop over a frontier, and for each look of the judge which of the answers 1–100 it was shown. */
function build(verdicts: (ReadonlyMap<string, number> | null)[], answered = 1) {
  const weigh = (rating: LinkRating): number => rating.relevance * 0.3;
  const frontier = new Frontier(weigh);
  const looks: number[][] = [];
  const stop = new EarlyStop({
    guide: { weigh, progress: () => ({ answered, asked: 1 }) },
    frontier,
    documents: null,
    judge: async (isJudged) => {
      looks.push(Array.from({ length: 100 }, (_, at) => at + 1).filter(isJudged));
      return verdicts.shift() ?? null;
    },
  });
  return { stop, frontier, looks };
}

describe('EarlyStop', () => {
  it('asks the judge about the few telling answers first, and then about all', async () => {
    const { stop, looks } = build([sure, sure]);
    stop.note(asked(1, 'a/'), null);
    stop.note(asked(2, 'a/list'), entry('a/list', 0.1));
    stop.note(asked(3, 'a/news'), entry('a/news', 0.1));
    stop.note(asked(4, 'a/plan', 'http://a/list'), entry('a/plan', 0.9));
    expect(await stop.isEnough(4)).toBe(true);
    expect(looks).toEqual([
      [1, 2, 4],
      [1, 2, 3, 4],
    ]);
  });

  it('does not ask while the guide misses an item', async () => {
    const { stop, looks } = build([sure, sure], 0);
    expect(await stop.isEnough(50)).toBe(false);
    expect(looks).toEqual([]);
  });

  it('does not ask while a page of the menu waits', async () => {
    const { stop, frontier, looks } = build([sure, sure]);
    frontier.add(entry('a/menu', 0, 1));
    expect(await stop.isEnough(50)).toBe(false);
    expect(looks).toEqual([]);
    frontier.take(() => true);
    expect(await stop.isEnough(50)).toBe(true);
  });

  it('asks again at twice the distance only', async () => {
    const { stop, looks } = build([null, null, null]);
    for (let answers = 10; answers <= 79; answers++) expect(await stop.isEnough(answers)).toBe(false);
    expect(looks).toHaveLength(3);
  });

  it('goes on while something waits that is rated higher than what answers', async () => {
    const { stop, frontier } = build([sure, sure, sure, sure]);
    frontier.add(entry('a/better', 0.97));
    expect(await stop.isEnough(10)).toBe(false);
    frontier.take(() => true);
    frontier.add(entry('a/worse', 0.9));
    expect(await stop.isEnough(20)).toBe(true);
  });
});
