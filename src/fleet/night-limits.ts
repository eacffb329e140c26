/** What one address may be asked in a night, over all agencies that lie on it. */
export interface NightLimits {
  maxRequestsPerAddress: number;
  maxBytesPerAddress: number;
  /** documents that are recognised by OCR, over the whole batch */
  maxOcrDocuments: number;
}

/** Why nothing more is asked: the server said that it has enough, or we had set ourselves a limit. */
export interface NightRefusal {
  kind: 'stopped' | 'limit';
  detail: string;
}

interface Spent {
  requests: number;
  bytes: number;
}

/** So many final answers 503 without Retry-After, each repeated by the fetcher before: one broken page is no overload. */
const maxOverloads = 3;

/** Where the workers of a batch ask before they ask a server. */
export type NightBook = Pick<
  NightUse,
  'startRequest' | 'addBytes' | 'noteOverload' | 'takeOcrDocument' | 'usedUp'
>;

/** What a night has asked of hosts and addresses so far. */
export class NightUse {
  readonly #limits: NightLimits;
  readonly #spent = new Map<string, Spent>();
  readonly #laneOfHost = new Map<string, string>();
  readonly #stopped = new Map<string, string>();
  readonly #overloads = new Map<string, number>();
  #ocrDocuments = 0;

  constructor(limits: NightLimits) {
    this.#limits = limits;
  }

  /** Counts one request; answers why it must not be made, else null. `address` null: paced by host alone. */
  startRequest(host: string, address: string | null): NightRefusal | null {
    const stopped = this.#stopped.get(host);
    if (stopped !== undefined) return { kind: 'stopped', detail: stopped };
    const lane = address ?? host;
    this.#laneOfHost.set(host, lane);
    const spent = this.#spentOf(lane);
    if (this.#isUsedUp(spent)) return { kind: 'limit', detail: `the night's limit of ${lane} is used up` };
    spent.requests += 1;
    return null;
  }

  addBytes(host: string, bytes: number): void {
    this.#spentOf(this.#laneOfHost.get(host) ?? host).bytes += bytes;
  }

  /** A final 429 or 503. Stops the host for the night where it said so plainly, or time and again. */
  noteOverload(host: string, httpStatus: 429 | 503, hasRetryAfter: boolean): void {
    const count = (this.#overloads.get(host) ?? 0) + 1;
    this.#overloads.set(host, count);
    if (httpStatus === 429 || hasRetryAfter || count >= maxOverloads)
      this.#stopped.set(host, `HTTP ${httpStatus}: left alone for this night`);
  }

  /** Whether one more document may be recognised; counts it. */
  takeOcrDocument(): boolean {
    if (this.#ocrDocuments >= this.#limits.maxOcrDocuments) return false;
    this.#ocrDocuments += 1;
    return true;
  }

  /** Addresses, and hosts paced by themselves, whose limit is used up, and hosts that were stopped. */
  usedUp(): string[] {
    const lanes = [...this.#spent].filter(([, spent]) => this.#isUsedUp(spent)).map(([lane]) => lane);
    return lanes;
  }

  stoppedHosts(): { host: string; detail: string }[] {
    return [...this.#stopped].map(([host, detail]) => ({ host, detail }));
  }

  #isUsedUp({ requests, bytes }: Spent): boolean {
    return requests >= this.#limits.maxRequestsPerAddress || bytes >= this.#limits.maxBytesPerAddress;
  }

  #spentOf(lane: string): Spent {
    let spent = this.#spent.get(lane);
    if (spent === undefined) {
      spent = { requests: 0, bytes: 0 };
      this.#spent.set(lane, spent);
    }
    return spent;
  }
}
