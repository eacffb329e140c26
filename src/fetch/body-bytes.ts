/** Without a word of how long a body will be, room for this much is made first; more than the last is never made on a word alone. */
const firstBytes = 65_536;
const mostOnTrust = 1_048_576;

/**
 * The bytes of a body in one piece of memory that is its own. Each part is copied when it comes: parts that wait for the last one
 * become long-lived to V8, which counts their memory and collects the whole heap the sooner.
 */
export class BodyBytes {
  #room: Uint8Array<ArrayBuffer>;
  #length = 0;

  /** @param expectedBytes what the server says it will send; null or NaN: it does not say */
  constructor(expectedBytes: number | null) {
    const expected = expectedBytes ?? firstBytes;
    this.#room = new Uint8Array(expected >= 0 ? Math.min(expected, mostOnTrust) : firstBytes);
  }

  get length(): number {
    return this.#length;
  }

  add(part: Uint8Array): void {
    const length = this.#length + part.length;
    if (length > this.#room.length) {
      this.#room = new Uint8Array(this.#room.buffer.transfer(Math.max(length, this.#room.length * 2)));
    }
    this.#room.set(part, this.#length);
    this.#length = length;
  }

  /** All that was added; nothing can be added afterwards. */
  take(): Uint8Array {
    const { buffer } = this.#room;
    return new Uint8Array(buffer.byteLength === this.#length ? buffer : buffer.transfer(this.#length));
  }
}
