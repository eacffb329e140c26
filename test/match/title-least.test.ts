import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readChecklist } from '../../src/checklist/load.ts';
import { createRelevanceRater } from '../../src/match/relevance.ts';
import { createTitleMatcher, type TitleContext } from '../../src/match/title.ts';
import { loadTitleWords } from '../../src/match/title-words.ts';

const { checklist } = await readChecklist('checklists/ita-2568.yaml');
const matcher = createTitleMatcher(
  checklist,
  loadTitleWords(readFileSync('checklists/title-words.yaml', 'utf8')),
);

const labels = ['test/data/titles/labels-tune.jsonl', 'checklists/known-negatives.jsonl'].flatMap((path) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { label: string }).label),
);
/** Whole, cut off with and without a mark, glued to the next, and with what stood before. */
const titles = labels.flatMap((label, at) => {
  const half = label.slice(0, Math.ceil(label.length * 0.6));
  const next = labels[(at * 7 + 1) % labels.length] ?? '';
  return [label, half, `${half}...`, `${label} ${next}`, `${next} - เทศบาลตำบลตัวอย่าง`];
});
const contexts: TitleContext[] = [
  {},
  { schemeYear: 2568, before: 'แผนป้องกันการทุจริต' },
  { schemeYear: 2566, year: 2567 },
];

test.each([0.05, 0.2, 0.6])(
  'what is at least %d likely is told as without that bound, and many titles of nothing without candidates',
  (least) => {
    let short = 0;
    for (const [at, title] of titles.entries()) {
      const context = contexts[at % contexts.length] ?? {};
      const whole = matcher.match(title, context).candidates;
      const told = matcher.match(title, { ...context, least }).candidates;
      const isLikely = ({ probability }: { probability: number }): boolean => probability >= least;
      expect(told.filter(isLikely), title).toEqual(whole.filter(isLikely));
      if (told.length < whole.length) short += 1;
    }
    const ofNothing = titles.filter(
      (title) => !matcher.match(title).candidates.some((one) => one.probability >= least),
    );
    expect(short).toBeGreaterThan(ofNothing.length / 3);
  },
);

test('labels are rated alike by who keeps all that is said of a text and by who keeps what is telling', () => {
  const codes = checklist.items.map(({ code }) => code);
  const all = createRelevanceRater(matcher, codes);
  const telling = createRelevanceRater(matcher, codes, 'telling');
  for (const [at, title] of titles.entries()) {
    const above = titles[(at * 3 + 2) % titles.length] ?? '';
    const rated = [
      { text: title, source: 'text', trust: 1 },
      { text: above, source: 'heading', trust: 0.55 },
    ] as const;
    expect(telling.rate(rated, null)).toEqual(all.rate(rated, null));
    expect(telling.rateText(title, null)).toEqual(
      all.rateText(title, null).filter(({ probability }) => probability >= 0.2),
    );
  }
});
