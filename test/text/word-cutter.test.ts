import { describe, expect, it } from 'vitest';
import { createWordCutter } from '../../src/text/word-cutter.ts';
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
