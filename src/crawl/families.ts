import { canonicalKey } from './canonical-url.ts';

/** Openings of a family without a find after which it counts half. */
const patience = 24;
/** The same for the parts of lists: each shows many names. */
const listPatience = 60;
/** The same for lists that gave nothing yet, while the parts of others did. */
const vainListPatience = 12;
/** The same for all that one script makes of several parameters. */
const spreadPatience = 120;
const maxFactor = 3;
const minFactor = 0.1;

/**
 * The addresses that one script, list or folder makes share a family: `/news/detail/17` and `/news/detail/18`, or
 * `?name=page&id=3` and `?name=page&id=4`. Scripts that show everything by one parameter stay apart by its words.
 */
export function familyOf(key: string): string {
  const [path = '', query = ''] = key.split('?', 2);
  const parts = path.split('/').map(foldPart);
  // Names that are words are one folder's; the first part is the host.
  if (parts.length > 2) parts[parts.length - 1] = parts.at(-1)?.replace(/^[^.]*/, '*') ?? '*';
  const values = query === '' ? '' : `?${query.split('&').map(foldPart).join('&')}`;
  return parts.join('/') + values;
}

/** All that a script makes of several parameters, whatever their values: a list with its filters. Null for others. */
function spreadOf(family: string): string | null {
  return family.includes('&') ? family.replace(/=[^&]*/g, '=*') : null;
}

function foldPart(part: string): string {
  // A value of letters and digits mixed is a code: a session, a hash.
  const folded = part.replace(/[a-z\d]*\d[a-z\d]*/gi, 'N');
  return folded.length > 40 ? folded.slice(0, folded.indexOf('=') + 1) : folded;
}

/** What one family of addresses has led to. */
export interface Family {
  opened: number;
  gave: number;
  /** parts of lists are among them */
  isList: boolean;
  /** all that its script makes of several parameters; null for others */
  readonly wider: Family | null;
}

/**
 * What the families of addresses have led to while a crawl goes on: one that leads to items is worth more of its kind,
 * one that was tried in vain less.
 */
export class Families {
  readonly #byName = new Map<string, Family>();
  readonly #givers = new Set<string>();
  #aListGave = false;

  /** @param key canonical */
  of(key: string): Family {
    const name = familyOf(key);
    const wider = spreadOf(name);
    return this.#named(name, wider === null ? null : this.#named(wider, null));
  }

  /** One of the family is opened. */
  noteOpened(family: Family): void {
    family.opened++;
    if (family.wider !== null) family.wider.opened++;
  }

  /**
   * A page led to what was wanted; counted once for each page.
   *
   * @returns whether the family is to be seen in a new light, so that what waits must be weighed again
   */
  noteGiver(url: string): boolean {
    const key = canonicalKey(url);
    if (key === null || this.#givers.has(key)) return false;
    this.#givers.add(key);
    const family = this.of(key);
    family.gave++;
    if (family.isList) this.#aListGave = true;
    return Number.isInteger(Math.log2(family.gave));
  }

  /** By what the promise of one of the family is multiplied: 1 for one that is unknown. */
  factorOf({ opened, gave, wider }: Family, isPartOfList: boolean): number {
    const listTries = gave === 0 && this.#aListGave ? vainListPatience : listPatience;
    const own = (1 + 2 * gave) / (1 + opened / (isPartOfList ? listTries : patience));
    return Math.min(maxFactor, Math.max(minFactor, own / (1 + (wider?.opened ?? 0) / spreadPatience)));
  }

  #named(name: string, wider: Family | null): Family {
    let family = this.#byName.get(name);
    if (family === undefined) this.#byName.set(name, (family = { opened: 0, gave: 0, isList: false, wider }));
    return family;
  }
}
