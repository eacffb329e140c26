import { describe, expect, it } from 'vitest';
import { Frontier, type FrontierEntry } from '../../src/crawl/frontier.ts';

function entry(key: string, relevance = 0.5, depth = 1, item = 'O1'): FrontierEntry {
  return {
    url: `http://${key}`,
    key,
    target: 'page',
    onSite: true,
    depth,
    foundOn: null,
    linkText: null,
    rating: { relevance, items: [item], isHub: false, isOpaque: false },
  };
}

const byRelevance = (rating: { relevance: number }): number => rating.relevance;

function drain(frontier: Frontier, isAllowed: (entry: FrontierEntry) => boolean = () => true): string[] {
  const keys: string[] = [];
  for (let taken = frontier.take(isAllowed); taken !== null; taken = frontier.take(isAllowed)) {
    keys.push(taken.key);
  }
  return keys;
}

/** A small generator with a seed, so that a failure can be repeated. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('Frontier', () => {
  it('takes the weightiest first', () => {
    const frontier = new Frontier(byRelevance);
    for (const [key, relevance] of [
      ['a', 0.2],
      ['b', 0.9],
      ['c', 0.5],
      ['d', 0.7],
    ] as const) {
      frontier.add(entry(key, relevance));
    }
    expect(drain(frontier)).toEqual(['b', 'd', 'c', 'a']);
  });

  it('prefers fewer clicks at the same promise, then what was seen first', () => {
    const frontier = new Frontier(() => 0);
    for (const each of [entry('c', 0.5, 2), entry('b', 0.5, 1), entry('a', 0.5, 2), entry('0', 0.5, 1)]) {
      frontier.add(each);
    }
    expect(drain(frontier)).toEqual(['b', '0', 'c', 'a']);
  });

  it('keeps the place of what is seen again, better told', () => {
    const frontier = new Frontier(() => 0);
    for (const key of ['c', 'b', 'a']) frontier.add(entry(key, 0.5));
    frontier.add(entry('b', 0.6));
    frontier.add(entry('c', 0.7));
    expect(drain(frontier)).toEqual(['c', 'b', 'a']);
  });

  it('lets entries sink whose weight fell after they were added', () => {
    const answered = new Set<string>();
    const frontier = new Frontier((rating) =>
      answered.has(rating.items[0] ?? '') ? rating.relevance * 0.1 : rating.relevance,
    );
    for (const each of [entry('a', 0.9, 1, 'O1'), entry('b', 0.8, 1, 'O1'), entry('c', 0.3, 1, 'O2')]) {
      frontier.add(each);
    }
    expect(frontier.take(() => true)?.key).toBe('a');
    answered.add('O1');
    expect(drain(frontier)).toEqual(['c', 'b']);
  });

  it('betters what it knows of an address: the higher relevance, the fewer clicks', () => {
    const frontier = new Frontier(byRelevance);
    frontier.add(entry('a', 0.2, 1));
    frontier.add(entry('b', 0.5, 1));
    frontier.add(entry('a', 0.9, 4));
    frontier.add(entry('a', 0.1, 6));
    expect(frontier.size).toBe(2);
    expect(frontier.take(() => true)).toMatchObject({ key: 'a', depth: 1, rating: { relevance: 0.9 } });
    expect(drain(frontier)).toEqual(['b']);
  });

  it('tells what may not be opened as the rest, in canonical order, and offers it no more', () => {
    const frontier = new Frontier(byRelevance);
    for (const key of ['d', 'a', 'c', 'b']) frontier.add(entry(key));
    expect(drain(frontier, ({ key }) => key === 'c')).toEqual(['c']);
    expect(frontier.rest().map(({ key }) => key)).toEqual(['a', 'b', 'd']);
    expect(drain(frontier)).toEqual([]);
    frontier.add(entry('a', 0.9));
    expect(drain(frontier)).toEqual(['a']);
  });

  it('loses nothing: what was added is taken once or left', () => {
    const random = createRandom(11);
    const frontier = new Frontier(byRelevance);
    const added = new Set<string>();
    const taken: string[] = [];
    for (let step = 0; step < 2_000; step++) {
      if (random() < 0.6) {
        const key = `k${Math.floor(random() * 700)}`;
        if (!taken.includes(key)) {
          frontier.add(entry(key, random(), Math.floor(random() * 5)));
          added.add(key);
        }
      } else {
        const one = frontier.take(({ depth }) => depth < 3);
        if (one !== null) taken.push(one.key);
      }
    }
    const rest = frontier.rest().map(({ key }) => key);
    expect(new Set(taken).size).toBe(taken.length);
    expect([...taken, ...rest].toSorted()).toEqual([...added].toSorted());
    expect(rest.length).toBeGreaterThan(0);
  });

  it('is quick with many', () => {
    const frontier = new Frontier(byRelevance);
    const random = createRandom(3);
    for (let at = 0; at < 50_000; at++) frontier.add(entry(`k${at}`, random()));
    const startMs = performance.now();
    for (let at = 0; at < 1_000; at++) frontier.take(() => true);
    expect(performance.now() - startMs).toBeLessThan(2_000);
  });
});
