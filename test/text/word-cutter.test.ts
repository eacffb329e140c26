import { describe, expect, it } from 'vitest';
import { createWordCutter, createWordFinder } from '../../src/text/word-cutter.ts';
import { processorMs } from '../fixtures/processor-time.ts';

describe('cutting Thai without blanks', () => {
  const cutWords = createWordCutter(['แผน', 'งาน', 'แผนงาน', 'ประจา', 'ป', 'ปงบ', 'งบประมาณ']);

  it('takes as few known words as it can', () => {
    expect(cutWords('แผนงานประจา')).toEqual(['แผนงาน', 'ประจา']);
  });

  it('keeps what it does not know together, in its place', () => {
    expect(cutWords('กขคแผนxyงาน')).toEqual(['กขค', 'แผน', 'xy', 'งาน']);
    expect(cutWords('xyz')).toEqual(['xyz']);
    expect(cutWords('')).toEqual([]);
  });

  it('does not remember the run before', () => {
    expect(cutWords('แผน')).toEqual(['แผน']);
    expect(cutWords('กขค')).toEqual(['กขค']);
  });

  it('tells words of many different letters apart', () => {
    const words = Array.from({ length: 300 }, (_, at) => String.fromCharCode(0x4e00 + at, 0x5000 + at));
    expect(createWordCutter(words)(words.join(''))).toEqual(words);
    expect(createWordCutter([])('แผน')).toEqual(['แผน']);
  });

  it('loses no letter', () => {
    const run = 'แผนงบประมาณกงานประจาปฮ';
    expect(cutWords(run).join('')).toBe(run);
  });

  it('cuts a long run in time that grows with its length', () => {
    const run = 'แผนงานประจาxงบประมาณ'.repeat(5_000);
    const startedMs = processorMs();
    expect(cutWords(run)).toHaveLength(20_000);
    expect(processorMs() - startedMs).toBeLessThan(5_000);
  });
});

describe('the words of a run by their places', () => {
  const words = ['แผน', 'งาน', 'แผนงาน', 'งบ'];
  const find = createWordFinder(words);
  const found = (run: string): (string | undefined)[] => {
    const { places, length } = find(run);
    return [...places.subarray(0, length)].map((place) => words[place]);
  };

  it('are those that it is cut into, in their order, each as often as it stands there', () => {
    expect(found('แผนงานxงบกxงานxงบ')).toEqual(['แผนงาน', 'งบ', 'งาน', 'งบ']);
    expect(found('x')).toEqual([]);
    expect(found('')).toEqual([]);
  });

  it('are found in a run longer than any before', () => {
    expect(found('งาน'.repeat(500))).toHaveLength(500);
  });
});
