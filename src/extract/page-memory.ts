import { detachText } from '../text/detach.ts';
import { type Address, resolveAddress } from './address.ts';
import { ClassNames } from './class-names.ts';
import { SharedHtml } from './shared-html.ts';

/** Beyond this many, an address or name is read again: a site may make them up without end. */
const maxAddresses = 30_000;
const maxClassNames = 20_000;

const space = 0x20;
const slash = 0x2f;
const questionMark = 0x3f;
const lastAscii = 0x7f;

/**
 * What one page of a site taught about the next: its menu, header and footer stand on every page, with the same
 * addresses and class names. What a page is read as does not depend on it.
 */
export class PageMemory {
  /** the HTML that pages have in common */
  readonly shared = new SharedHtml();
  #classNames = new ClassNames();
  readonly #absolute = new Map<string, Address | null>();
  readonly #byPlace = new Map<string, Map<string, Address | null>>();
  #count = 0;

  classNames(): ClassNames {
    if (this.#classNames.size > maxClassNames) this.#classNames = new ClassNames();
    return this.#classNames;
  }

  /** Resolves addresses as {@link resolveAddress} does, for one base. */
  resolverFor(base: string): (raw: string) => Address | null {
    const path = base.search(/[?#]/);
    const bare = path < 0 ? base : base.slice(0, path);
    const host = bare.indexOf('/', bare.indexOf('//') + 2);
    if (!/^https?:\/\//.test(bare) || host < 0) return (raw) => resolveAddress(raw, base);
    const onHost = this.#place(bare.slice(0, host));
    const inFolder = this.#place(bare.slice(0, bare.lastIndexOf('/') + 1));
    return (raw) => {
      const first = raw.charCodeAt(0);
      // A query alone is resolved against more of the base than its folder; a blank may stand before one.
      if (first <= space || first === questionMark || first > lastAscii) return resolveAddress(raw, base);
      const isWhole = raw.startsWith('http://') || raw.startsWith('https://');
      const known = first === slash ? onHost : isWhole ? this.#absolute : inFolder;
      let address = known.get(raw);
      if (address === undefined) {
        address = resolveAddress(raw, base);
        this.#keep(known, raw, address);
      }
      return address;
    };
  }

  #place(name: string): Map<string, Address | null> {
    let place = this.#byPlace.get(name);
    if (place === undefined) this.#byPlace.set(name, (place = new Map()));
    return place;
  }

  #keep(known: Map<string, Address | null>, raw: string, address: Address | null): void {
    if (this.#count >= maxAddresses) {
      this.#absolute.clear();
      for (const place of this.#byPlace.values()) place.clear();
      this.#count = 0;
    }
    known.set(detachText(raw), address);
    this.#count++;
  }
}
