/** Site furniture, or content that stands inside something named like furniture. */
export interface Region {
  kind: 'chrome' | 'content';
  /** `tag`: nav, footer, a role and their like; `class`: only a class name or an id says so */
  saidBy: 'tag' | 'class';
  parent: Region | null;
  from: number;
  chars: number;
  linkChars: number;
  /** decided when it closes */
  isFurniture: boolean;
}

/** What a part of a page added; a region is named by its index among those of the part, -1: the one that it stands in. */
export interface RegionAdditions {
  regions: readonly (Omit<Region, 'parent'> & { parent: number })[];
  edges: readonly { at: number; region: number }[];
  /** of content within the part, which no furniture around it may count */
  chars: number;
  linkChars: number;
}

/** A place among the regions, for {@link Regions.additionsSince}. */
export interface RegionStand {
  edges: number;
  current: Region | null;
  chars: number;
  linkChars: number;
}

/** Tells the furniture of a page (menus, header, footer, sidebars) from its content. */
export class Regions {
  current: Region | null = null;
  readonly #edges: { at: number; region: Region | null }[] = [];

  open(kind: Region['kind'], saidBy: Region['saidBy'], at: number): void {
    this.current = {
      kind,
      saidBy,
      parent: this.current,
      from: at,
      chars: 0,
      linkChars: 0,
      isFurniture: false,
    };
    this.#edges.push({ at, region: this.current });
  }

  close(at: number): void {
    const region = this.current;
    if (region === null) return;
    const chars = Math.max(0, at - region.from) - region.chars;
    region.isFurniture = region.kind === 'chrome' && readsAsFurniture(region, chars);
    this.current = region.parent;
    if (region.kind === 'content') {
      for (let outer = region.parent; outer !== null && outer.kind === 'chrome'; outer = outer.parent) {
        outer.chars += at - region.from;
      }
    } else if (region.parent !== null) {
      region.parent.linkChars += region.linkChars;
    }
    this.#edges.push({ at, region: this.current });
  }

  /** What decides how a region is seen that opens here. */
  surroundings(): string {
    return this.current === null ? '' : `${this.current.kind} ${this.current.saidBy}`;
  }

  stand(): RegionStand {
    const { current } = this;
    return {
      edges: this.#edges.length,
      current,
      chars: current?.chars ?? 0,
      linkChars: current?.linkChars ?? 0,
    };
  }

  /**
   * What was added since `stand`; null when a region of it is open still.
   * @param from offset in the text that places are counted from
   * @param indexOf is given the index of every region that was opened
   */
  additionsSince(
    stand: RegionStand,
    from: number,
    indexOf: Map<Region | null, number>,
  ): RegionAdditions | null {
    const { current } = this;
    if (current !== stand.current) return null;
    const edges = this.#edges.slice(stand.edges);
    indexOf.set(current, -1);
    const opened: Region[] = [];
    for (const { region } of edges) {
      if (region === null || indexOf.has(region)) continue;
      indexOf.set(region, opened.length);
      opened.push(region);
    }
    return {
      regions: opened.map((region) => ({
        ...region,
        parent: indexOf.get(region.parent) ?? -1,
        from: region.from - from,
      })),
      edges: edges.map(({ at, region }) => ({ at: at - from, region: indexOf.get(region) ?? -1 })),
      chars: (current?.chars ?? 0) - stand.chars,
      linkChars: (current?.linkChars ?? 0) - stand.linkChars,
    };
  }

  /**
   * Adds what was added before in the same {@link surroundings}.
   * @param from offset in the text that its places are counted from
   * @returns the new regions in the order of their indices
   */
  repeat({ regions, edges, chars, linkChars }: RegionAdditions, from: number): Region[] {
    const outer = this.current;
    const opened: Region[] = [];
    for (const region of regions) {
      opened.push({ ...region, parent: opened[region.parent] ?? outer, from: region.from + from });
    }
    for (const { at, region } of edges) this.#edges.push({ at: at + from, region: opened[region] ?? outer });
    if (outer !== null) outer.linkChars += linkChars;
    for (let around = outer; around !== null && around.kind === 'chrome'; around = around.parent) {
      around.chars += chars;
    }
    return opened;
  }

  /** Whether a new region of furniture would say something new. */
  isInside(): boolean {
    return this.current?.kind === 'chrome';
  }

  /**
   * Ranges of the text that are furniture; every region must be closed.
   * @param textChars length of the text: an edge may lie one beyond it, before a line break that never came
   */
  ranges(textChars: number): [number, number][] {
    const ranges: [number, number][] = [];
    let from = -1;
    for (const edge of this.#edges) {
      const at = Math.min(edge.at, textChars);
      const isFurniture = isInFurniture(edge.region);
      if (isFurniture && from < 0) from = at;
      if (!isFurniture && from >= 0) {
        const last = ranges.at(-1);
        if (last !== undefined && last[1] >= from) last[1] = at;
        else if (at > from) ranges.push([from, at]);
        from = -1;
      }
    }
    return ranges;
  }
}

/** Whether what stood in `region` is furniture; only after all regions were closed. */
export function isInFurniture(region: Region | null): boolean {
  for (let outer = region; outer !== null; outer = outer.parent) {
    if (outer.kind === 'content') return false;
    if (outer.isFurniture) return true;
  }
  return false;
}

/**
 * Class names lie and old pages forget to close their header: a long region of few links is content, whatever it
 * is called. Real menus of municipal sites are nine tenths links, footers are short.
 */
function readsAsFurniture(region: Region, chars: number): boolean {
  const density = chars === 0 ? 1 : region.linkChars / chars;
  return region.saidBy === 'tag' ? chars <= 2000 || density >= 0.15 : chars <= 500 || density >= 0.4;
}
