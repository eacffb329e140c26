import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ChecklistError } from '../../src/checklist/error.ts';
import type { ChecklistProblem } from '../../src/checklist/error.ts';
import { loadChecklist, readChecklist } from '../../src/checklist/load.ts';

const path = 'checklists/ita-2568.yaml';
const real = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

function problemsOf(text: string): readonly ChecklistProblem[] {
  try {
    loadChecklist(path, new TextEncoder().encode(text));
  } catch (error) {
    if (error instanceof ChecklistError) return error.problems;
    throw error;
  }
  return [];
}

/** Replaces the first `from` after `after`; gives the new text with the line and column where `mark` begins there. */
function mutate(after: string, from: string, to: string, mark: string) {
  const start = real.indexOf(from, real.indexOf(after));
  expect(start).toBeGreaterThan(0);
  const text = real.slice(0, start) + to + real.slice(start + from.length);
  const before = text.slice(0, text.indexOf(mark, start)).split('\n');
  return { text, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function findPlace(text: string, mark: string) {
  const before = text.slice(0, text.indexOf(mark)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

describe('broken checklists', () => {
  const cases: [string, string, string, string, string, Partial<ChecklistProblem>][] = [
    [
      'a word that is not allowed',
      'code: O7\n',
      'want: previous',
      'want: previos',
      'previos',
      { path: 'items[6].year.want', expected: 'one of current, previous, any' },
    ],
    [
      'a number for a text',
      'code: O2\n',
      'shortTh: ข้อมูลผู้บริหาร',
      'shortTh: 12',
      '12',
      { path: 'items[1].shortTh', expected: 'a text' },
    ],
    ['an unknown key', 'code: O4\n', '    labels:', '    lables:', 'lables', { path: 'items[3].lables' }],
    ['a duplicate code', 'code: O6\n', 'code: O6', 'code: O5', 'O5', { path: 'items[5].code' }],
    [
      'a sub-indicator that does not exist',
      'code: O12\n',
      'subIndicator: "9.3"',
      'subIndicator: "9.9"',
      '"9.9"',
      { path: 'items[11].subIndicator' },
    ],
    [
      'a weight of an unknown item',
      'id: B2\n',
      'O23: 2 }',
      'O44: 2 }',
      '2 }',
      { path: 'aggregation.rules[0].weights.O44', expected: 'a code from O1 to O28' },
    ],
    [
      'an unknown default rule',
      'aggregation:',
      'defaultRule: B2',
      'defaultRule: C3',
      'C3',
      { path: 'aggregation.defaultRule', expected: 'one of B2, A1' },
    ],
    [
      'shares that do not add up',
      'instruments',
      'oit: 0.4',
      'oit: 0.5',
      '{ iit',
      { path: 'aggregation.instruments', message: 'the shares of IIT, EIT and OIT add up to 1.1' },
    ],
    [
      'a contrary word to nowhere',
      'code: O8\n',
      'becomes: O9',
      'becomes: O39',
      'O39',
      { path: 'items[7].contrary[0].becomes' },
    ],
    [
      'a near miss to nowhere',
      'code: O8\n',
      'belongsTo: O9',
      'belongsTo: O39',
      'O39',
      { path: 'items[7].nearMisses[0].belongsTo' },
    ],
    [
      'a sharing with nobody',
      'code: O9\n',
      'mayShareWith: []',
      'mayShareWith: [O99]',
      'O99',
      { path: 'items[8].mayShareWith[0]' },
    ],
    [
      'a cue of an unknown kind',
      'id: organisation-chart',
      'kind: images',
      'kind: pictures',
      'pictures',
      { path: 'items[0].elements[0].cues[1].kind' },
    ],
    ['a key twice', 'id: ita-2568', 'programme: ita', 'id: ita-2568', 'id: ita-2568', { path: '' }],
  ];

  test.each(cases)('%s', (_name, after, from, to, mark, wanted) => {
    const { text, line, column } = mutate(after, from, to, mark);
    const place = wanted.path === 'aggregation.instruments' ? findPlace(text, '{ iit') : { line, column };
    expect(problemsOf(text)).toContainEqual(expect.objectContaining({ file: path, ...place, ...wanted }));
  });

  test('a missing key is reported where its group stands', () => {
    const { text } = mutate('code: O1\n', '    kind: information\n', '', 'confidence');
    expect(problemsOf(text)).toContainEqual(
      expect.objectContaining({ path: 'items[0].kind', ...findPlace(text, 'code: O1\n') }),
    );
  });

  test('the message lists every problem on its own line', () => {
    const once = mutate('code: O7\n', 'want: previous', 'want: previos', 'previos');
    const text = once.text.replace('kind: service', 'kind: servise');
    expect(() => loadChecklist(path, new TextEncoder().encode(text))).toThrow(
      `${path}:${once.line}:${once.column} items[6].year.want: "previos" is not allowed here; expected one of current, previous, any\n`,
    );
    expect(problemsOf(text)).toHaveLength(2);
  });

  test('aliases that multiply are refused where the first stands', () => {
    const layers = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let depth = 1; depth < 9; depth += 1) {
      const below = String.fromCharCode(96 + depth);
      const name = String.fromCharCode(97 + depth);
      layers.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${below}`).join(', ')}]`);
    }
    expect(problemsOf(layers.join('\n'))).toEqual([
      expect.objectContaining({ line: 2, column: 8, message: expect.stringContaining('aliases') }),
    ]);
  });

  test.each([
    ['bad indentation', 'items:\n  - code: O1\n   topics: []\n', 3],
    ['an open bracket', 'items: [1, 2\n', 2],
    ['two documents', 'id: a\n---\nid: b\n', 2],
  ])('%s is named with its line', (_name, text, line) => {
    expect(problemsOf(text).map((problem) => problem.line)).toContain(line);
  });

  test.each(['', '# nothing', '- a list', '[['.repeat(20_000)])(
    'no checklist at all is one refusal, %#',
    (text) => {
      expect(problemsOf(text).length).toBeGreaterThan(0);
    },
  );

  test('bytes that are not UTF-8 are refused in words', () => {
    const windows874 = Uint8Array.from([0x69, 0x64, 0x3a, 0x20, 0xa1, 0xd2, 0xc3]);
    expect(() => loadChecklist(path, windows874)).toThrow('UTF-8');
  });

  test('a file that is not there is named', async () => {
    await expect(readChecklist('no/such/file.yaml')).rejects.toThrow(
      'no/such/file.yaml:1:1 there is no such file',
    );
  });
});

test('Windows line ends and a byte order mark change nothing', () => {
  const plain = loadChecklist(path, new TextEncoder().encode(real)).checklist;
  const windows = loadChecklist(
    path,
    new TextEncoder().encode(`\ufeff${real.replaceAll('\n', '\r\n')}`),
  ).checklist;
  expect(windows).toEqual(plain);
});
