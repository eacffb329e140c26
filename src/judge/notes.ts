import type { ReasonFacts } from '../result/sentences.ts';
import type { Outcome, ReasonCode, Verdict } from '../result/vocabulary.ts';
import type { FactName } from './probability.ts';

/** A verdict that judging evidence can come to. */
export type MachineVerdict = Exclude<Verdict, 'not-applicable'>;

/** A reason before its sentence is written. */
export interface Cause {
  code: ReasonCode;
  element: string | null;
  expected: string | null;
  found: string | null;
  outcome: Outcome | null;
  url: string | null;
  facts: ReasonFacts;
}

/** Collects what speaks for and against a candidate. */
export class Notes {
  readonly facts: FactName[] = [];
  readonly causes: Cause[] = [];
  #worst: MachineVerdict = 'pass';
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  get hasFail(): boolean {
    return this.#worst === 'fail';
  }

  verdict(): MachineVerdict {
    return this.#worst;
  }

  fact(name: FactName): void {
    this.facts.push(name);
  }

  fail(fact: FactName, code: ReasonCode, cause: Partial<Cause> = {}): void {
    this.#add('fail', fact, code, cause);
  }

  partial(fact: FactName, code: ReasonCode, cause: Partial<Cause> = {}): void {
    this.#add('partial', fact, code, cause);
  }

  review(fact: FactName, code: ReasonCode, cause: Partial<Cause> = {}): void {
    this.#add('review', fact, code, cause);
  }

  /** Says something that costs nothing. */
  remark(code: ReasonCode, cause: Partial<Cause> = {}): void {
    this.causes.push(this.#cause(code, cause));
  }

  /** Puts the first cause of a code before the others: it explains them. */
  lead(code: ReasonCode): void {
    const at = this.causes.findIndex((cause) => cause.code === code);
    if (at > 0) this.causes.unshift(...this.causes.splice(at, 1));
  }

  #add(
    verdict: 'review' | 'partial' | 'fail',
    fact: FactName,
    code: ReasonCode,
    cause: Partial<Cause>,
  ): void {
    const order = ['pass', 'partial', 'review', 'fail'];
    const made = this.#cause(code, cause);
    if (order.indexOf(verdict) > order.indexOf(this.#worst)) {
      this.#worst = verdict;
      this.causes.unshift(made);
    } else {
      this.causes.push(made);
    }
    this.facts.push(fact);
  }

  #cause(code: ReasonCode, cause: Partial<Cause>): Cause {
    return {
      code,
      element: null,
      expected: null,
      found: null,
      outcome: null,
      url: this.#url,
      facts: {},
      ...cause,
    };
  }
}
