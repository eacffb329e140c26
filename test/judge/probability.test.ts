import { describe, expect, it } from 'vitest';
import { confidenceOf, factWeights, probabilityOf } from '../../src/judge/probability.ts';

describe('probability', () => {
  it('is even odds without facts, and stays off 0 and 1', () => {
    expect(probabilityOf([])).toEqual({ probability: 0.5, factors: [] });
    expect(probabilityOf(['cannot-be-opened', 'empty', 'not-found']).probability).toBe(0.02);
    expect(probabilityOf(Array.from({ length: 9 }, () => 'every-element-shown' as const)).probability).toBe(
      0.98,
    );
  });

  it('rises with what speaks for and falls with what speaks against', () => {
    const base = probabilityOf(['title-likely']).probability;
    expect(probabilityOf(['title-likely', 'every-element-shown']).probability).toBeGreaterThan(base);
    expect(probabilityOf(['title-likely', 'element-missing']).probability).toBeLessThan(base);
    expect(factWeights['title-sure']).toBeGreaterThan(factWeights['title-weak']);
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
