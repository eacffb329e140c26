import { describe, expect, it } from 'vitest';
import { readFactWeights } from '../../src/judge/fact-weights.ts';
import {
  confidenceOf,
  type FactName,
  factNames,
  type FactWeights,
  probabilityOf,
} from '../../src/judge/probability.ts';
import { judgeContext } from './build.ts';

const { weights } = judgeContext;

describe('probability', () => {
  it('is the logistic of the sum, and stays off 0 and 1', () => {
    const none = Object.fromEntries(['base', ...factNames].map((name) => [name, 0]));
    const flat = readFactWeights('flat', JSON.stringify({ schemaVersion: 1, weights: none, topics: {} }));
    expect(probabilityOf(['empty'], flat)).toMatchObject({ probability: 0.5 });
    const withFacts = (more: Partial<Record<FactName | 'base', number>>): FactWeights => ({
      ...flat,
      facts: { ...flat.facts, ...more },
    });
    expect(probabilityOf(['empty'], withFacts({ base: 1, empty: -3 }))).toEqual({
      probability: 0.12,
      factors: [
        { name: 'base', weight: 1 },
        { name: 'empty', weight: -3 },
      ],
    });
    expect(probabilityOf(['empty'], withFacts({ empty: -30 })).probability).toBe(0.02);
    expect(probabilityOf(['empty'], withFacts({ empty: 30 })).probability).toBe(0.98);
  });

  it('rises with what speaks for and falls with what speaks against', () => {
    const base = probabilityOf(['title-likely'], weights).probability;
    expect(probabilityOf(['title-likely', 'every-element-shown'], weights).probability).toBeGreaterThan(base);
    for (const against of [
      'element-missing',
      'cannot-be-opened',
      'empty',
      'year-wrong',
      'wrong-format',
    ] as const)
      expect(probabilityOf(['title-likely', against], weights).probability, against).toBeLessThan(base);
  });

  it('rises or falls with how an item is usually worded, where an element was not recognised', () => {
    const usual = { ...weights, topics: { executives: -1.5, news: 2 } };
    const facts = ['title-sure', 'element-resembled'] as const;
    const said = probabilityOf(facts, usual).probability;
    expect(probabilityOf(facts, usual, 'executives').probability).toBeLessThan(said);
    expect(probabilityOf(facts, usual, 'news').probability).toBeGreaterThan(said);
    expect(probabilityOf(facts, usual, 'news').factors.at(-1)).toEqual({ name: 'usual-for-item', weight: 2 });
    expect(probabilityOf(facts, usual, 'another').probability).toBe(said);
    const sure = ['title-sure', 'every-element-shown'] as const;
    expect(probabilityOf(sure, usual, 'news')).toEqual(probabilityOf(sure, usual));
  });

  it('has a weight for every fact, and says which file lacks one', () => {
    expect(() => readFactWeights('w.json', '{"schemaVersion":1,"weights":{"base":0}}')).toThrow(
      /w\.json: weights/,
    );
    expect(() => readFactWeights('w.json', '{')).toThrow(/w\.json/);
  });
});

describe('confidence', () => {
  it.each([
    ['pass', 0.95, 'sure'],
    ['pass', 0.9, 'sure'],
    ['pass', 0.89, 'likely'],
    ['pass', 0.69, 'check'],
    ['fail', 0.05, 'sure'],
    ['fail', 0.2, 'likely'],
    ['fail', 0.4, 'check'],
    ['review', 0.99, 'check'],
    ['review', 0.01, 'check'],
    ['not-applicable', 0, 'sure'],
  ] as const)('of %s at %f is %s', (verdict, probability, word) => {
    expect(confidenceOf(verdict, probability, undefined)).toBe(word);
  });

  it('is never more than the item allows', () => {
    expect(confidenceOf('pass', 0.98, 'likely')).toBe('likely');
    expect(confidenceOf('pass', 0.5, 'likely')).toBe('check');
  });
});
