import { describe, expect, it } from 'vitest';
import { NumberTable } from '../../src/match/number-table.ts';

describe('a table of numbers', () => {
  it('knows the place of each of its numbers and of no other', () => {
    const numbers = Float64Array.from({ length: 10_000 }, (_, at) => (at * 214_747) % 2 ** 31);
    const table = new NumberTable(numbers);
    expect([...numbers].every((number, at) => table.placeOf(number) === at)).toBe(true);
    const known = new Set(numbers);
    const others = Array.from({ length: 10_000 }, (_, at) => at).filter((number) => !known.has(number));
    expect(others.every((number) => table.placeOf(number) === -1)).toBe(true);
  });

  it('has nothing where it was made of nothing', () => {
    expect(new NumberTable([]).placeOf(0)).toBe(-1);
  });
});
