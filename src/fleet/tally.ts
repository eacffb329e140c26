import type { AgencyLine } from './schema.ts';

/** How far a batch is. */
export interface BatchProgress {
  agencies: number;
  /** with a result or given up, those that are to be tried once more included */
  ended: number;
  running: number;
  unreachable: number;
  failed: number;
  /** agencies an hour in this night; null too early to say */
  perHour: number | null;
  minutesLeft: number | null;
  /** resting in office hours until then; null when it is not */
  restUntilMs: number | null;
}

/** Before so many have ended, a rate is a guess. */
const minEnded = 3;

/** Counts what a batch comes to, in memory that does not grow with what agencies have on them. */
export class Tally {
  readonly #agencies: number;
  readonly #nowMs: () => number;
  readonly #last = new Map<string, 'unreachable' | 'failed' | 'fine'>();
  #startMs: number | null = null;
  #endedBefore = 0;
  restUntilMs: number | null = null;

  constructor(agencies: number, nowMs: () => number) {
    this.#agencies = agencies;
    this.#nowMs = nowMs;
  }

  count({ key, state, problem }: AgencyLine): void {
    const is = state === 'failed' ? 'failed' : problem === 'unreachable' ? 'unreachable' : 'fine';
    this.#last.set(key, is);
  }

  progress(running: number): BatchProgress {
    const ended = this.#last.size;
    const values = [...this.#last.values()];
    if (this.#startMs === null && running > 0) {
      this.#startMs = this.#nowMs();
      this.#endedBefore = ended;
    }
    const own = ended - this.#endedBefore;
    const hours = this.#startMs === null ? 0 : (this.#nowMs() - this.#startMs) / 3_600_000;
    const perHour = own >= minEnded && hours > 0 ? own / hours : null;
    return {
      agencies: this.#agencies,
      ended,
      running,
      unreachable: values.filter((is) => is === 'unreachable').length,
      failed: values.filter((is) => is === 'failed').length,
      perHour,
      minutesLeft: perHour === null ? null : Math.ceil(((this.#agencies - ended) / perHour) * 60),
      restUntilMs: this.restUntilMs,
    };
  }
}
