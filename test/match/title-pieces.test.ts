import { expect, test } from 'vitest';
import { TitlePieces } from '../../src/match/title-pieces.ts';

function known(...names: string[]): TitlePieces {
  const pieces = new TitlePieces();
  for (const name of names) pieces.learn(name);
  return pieces;
}

function readAll(pieces: TitlePieces, bare: string): number[] {
  const { numbers, length } = pieces.read(bare);
  return [...numbers.subarray(0, length)];
}

test('a name is as many pieces as it has letters, numbered as they are met, its ends marked', () => {
  const pieces = known('แผนงาน');
  expect(readAll(pieces, 'แผนงาน')).toEqual([0, 1, 2, 3, 4, 5]);
  expect([0, 1, 5].map((number) => pieces.write(number))).toEqual(['^แผ', 'แผน', 'าน$']);
});

test('a piece that comes again keeps its number, and one that no name holds has none', () => {
  const pieces = known('งานงาน');
  expect(readAll(pieces, 'งานงาน')).toEqual([0, 1, 2, 3, 1, 4]);
  expect(readAll(pieces, 'งานฟ')).toEqual([0, 1, -1, -1]);
  expect(readAll(pieces, '')).toEqual([]);
});

test('what was read before something was learned is read anew', () => {
  const pieces = known('งาน');
  expect(readAll(pieces, 'งบ')).toEqual([-1, -1]);
  expect(readAll(pieces, 'งบ')).toEqual([-1, -1]);
  pieces.learn('งบ');
  expect(readAll(pieces, 'งบ')).toEqual([3, 4]);
  expect(readAll(pieces, '')).toEqual([]);
});

test('more letters than fit a small number stay apart', () => {
  const many = Array.from({ length: 2_500 }, (_, at) => String.fromCharCode(0x4e00 + at)).join('');
  const pieces = known(many);
  expect(pieces.size).toBe(2_500);
  expect(new Set(readAll(pieces, many)).size).toBe(2_500);
  expect(pieces.numberOf(many.slice(2_000, 2_003))).toBe(2_001);
});
