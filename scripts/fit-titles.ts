/**
 * Measures how titles that the matcher does not know fare, and which sharpness makes its probabilities come true:
 *   node scripts/fit-titles.ts
 * Every fifth of the known names, and of the agencies of the tuning half, is left out in turn, with all names that
 * read the same; only an item's official name stays. The half in `labels-test.jsonl` is not read.
 */
import { readFileSync } from 'node:fs';
import { readChecklist } from '../src/checklist/load.ts';
import type { Checklist } from '../src/checklist/schema.ts';
import { createTitleMatcher } from '../src/match/title.ts';
import type { TitleMatch } from '../src/match/title.ts';
import { loadTitleWords } from '../src/match/title-words.ts';
import type { TitleWords } from '../src/match/title-words.ts';
import { titleLetters } from '../src/match/title-letters.ts';

interface Example {
  label: string;
  code: string | null;
  /** examples of one group are left out together */
  group: string;
  source: 'names' | 'tuning half';
}

interface Row {
  label: string;
  agency: string;
  code2568?: string | null;
  doubt?: string;
}

interface Rated {
  example: Example;
  match: TitleMatch;
}

const folds = 5;
const sharpnesses = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1, 1.2];

function readRows(path: string): Row[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

function gather(checklist: Checklist, words: TitleWords): Example[] {
  const names = checklist.items.flatMap((item) =>
    [...item.labels.other, ...item.topics.flatMap((topic) => words.names[topic] ?? [])].map(
      (label): Example => ({ label, code: item.code, group: label, source: 'names' }),
    ),
  );
  const none = words.nothing.map((label): Example => ({ label, code: null, group: label, source: 'names' }));
  const seen = [
    ...readRows('test/data/titles/labels-tune.jsonl'),
    ...readRows('checklists/known-negatives.jsonl'),
  ]
    .filter((row) => row.doubt === undefined)
    .map(
      (row): Example => ({
        label: row.label,
        code: row.code2568 ?? null,
        group: row.agency,
        source: 'tuning half',
      }),
    );
  return [...names, ...none, ...seen];
}

function foldOf(group: string): number {
  let hash = 7;
  for (const letter of group) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return hash % folds;
}

/** The checklist and words without everything that reads like a title that is left out. */
function without(checklist: Checklist, words: TitleWords, out: Example[]): [Checklist, TitleWords] {
  const gone = new Set(out.map(({ label }) => titleLetters(label)));
  const stays = (label: string): boolean => !gone.has(titleLetters(label));
  const items = checklist.items.map((item) => ({
    ...item,
    labels: { right: item.labels.right.filter(stays), other: item.labels.other.filter(stays) },
    nearMisses: item.nearMisses.filter((miss) => stays(miss.label)),
  }));
  const names = Object.fromEntries(
    Object.entries(words.names).map(([topic, labels]) => [topic, labels.filter(stays)]),
  );
  return [
    { ...checklist, items },
    { ...words, names, nothing: words.nothing.filter(stays) },
  ];
}

function rate(checklist: Checklist, words: TitleWords, examples: Example[]): Rated[] {
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const out = examples.filter((example) => foldOf(example.group) === fold);
    const matcher = createTitleMatcher(...without(checklist, words, out));
    return out.map((example) => ({ example, match: matcher.match(example.label) }));
  });
}

/** The probability of the answer given, with the odds raised to `sharpness`. */
function sharpen({ code, candidates }: TitleMatch, sharpness: number): number {
  const none = Math.max(1e-4, 1 - candidates.reduce((sum, { probability }) => sum + probability, 0));
  const shares = [
    { code: null, share: none },
    ...candidates.map((candidate) => ({
      code: candidate.code,
      share: Math.max(1e-4, candidate.probability),
    })),
  ].map((part) => ({ ...part, share: part.share ** sharpness }));
  const all = shares.reduce((sum, { share }) => sum + share, 0);
  return (shares.find((part) => part.code === code)?.share ?? 0) / all;
}

function report(rated: Rated[]): void {
  for (const source of ['names', 'tuning half'] as const) {
    const own = rated.filter(({ example }) => example.source === source);
    const items = own.filter(({ example }) => example.code !== null);
    const none = own.filter(({ example }) => example.code === null);
    const share = (list: Rated[]): string =>
      `${list.filter(isRight).length} of ${list.length} (${((100 * list.filter(isRight).length) / list.length).toFixed(1)} %)`;
    console.log(`${source}: right item ${share(items)}, rightly none ${share(none)}`);
  }
  for (const sharpness of sharpnesses) {
    let brier = 0;
    let loss = 0;
    for (const one of rated) {
      const said = sharpen(one.match, sharpness);
      const right = isRight(one) ? 1 : 0;
      brier += (said - right) ** 2 / rated.length;
      loss -= Math.log(Math.max(1e-4, right === 1 ? said : 1 - said)) / rated.length;
    }
    console.log(`sharpness ×${sharpness}: Brier ${brier.toFixed(4)}, log loss ${loss.toFixed(4)}`);
  }
  for (let from = 0.3; from < 1; from += 0.1) {
    const bin = rated.filter(
      ({ match }) => match.probability >= from && match.probability < from + 0.1 + 1e-9,
    );
    const said = bin.reduce((sum, { match }) => sum + match.probability, 0) / bin.length;
    console.log(
      `said ${said.toFixed(2)}: right ${(bin.filter(isRight).length / bin.length).toFixed(2)} of ${bin.length}`,
    );
  }
}

function isRight({ example, match }: Rated): boolean {
  return match.code === example.code;
}

const { checklist } = await readChecklist('checklists/ita-2568.yaml');
const words = loadTitleWords(readFileSync('checklists/title-words.yaml', 'utf8'));
report(rate(checklist, words, gather(checklist, words)));
