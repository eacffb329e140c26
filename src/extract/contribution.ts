import type { ImageFacts } from '../snapshot/page-facts.ts';
import { detachText } from '../text/detach.ts';
import type { BaseReach } from './base-reach.ts';
import type { ElementReader } from './element-reader.ts';
import type { FormAdditions, FormStand } from './forms.ts';
import type { LinkAdditions } from './links.ts';
import type { OutlineAdditions, OutlineStand } from './outline.ts';
import { type ElementCounts, maxNodes, type PageParts } from './page-parts.ts';
import type { Region, RegionAdditions, RegionStand } from './regions.ts';
import type { TableAdditions, TableStand } from './tables.ts';
import type { SinkAdditions } from './text-sink.ts';

/** Those who gather the facts of one page. */
export interface Gatherers {
  parts: PageParts;
  elements: ElementReader;
  counts: ElementCounts;
}

/**
 * What a part of a page adds to its facts. In the same {@link readSurroundings surroundings}, and with the same of the base address,
 * the same HTML adds the same again; offsets count from where it begins. Pages share what it holds: nobody may change it.
 */
export interface Contribution {
  reach: BaseReach;
  base: string;
  /** ids that a tab or a caption further up would have opened */
  ids: ReadonlySet<string>;
  sink: SinkAdditions;
  regions: RegionAdditions;
  outline: OutlineAdditions;
  links: LinkAdditions;
  tables: TableAdditions;
  forms: FormAdditions;
  images: readonly { facts: ImageFacts; region: number }[];
  counts: ElementCounts;
  deadAnchors: number;
  isMenuLabelled: boolean;
  isJumpMenu: boolean;
}

/** How much was gathered when a part of the page began. */
export interface Stand {
  at: number;
  mark: number;
  length: number;
  regions: RegionStand;
  outline: OutlineStand;
  links: number;
  tables: TableStand;
  forms: FormStand;
  images: number;
  counts: ElementCounts;
  deadAnchors: number;
  crumbs: string | null;
  head: string | null;
}

/**
 * All that decides, beside the HTML itself and the base address, what a part of a page that begins here adds to the facts;
 * null where it could not be told apart from what stands before it: in a link, a heading, a breadcrumb trail.
 */
export function readSurroundings({ parts, elements }: Gatherers): string | null {
  const { sink, regions, outline, menu, tables, links, forms, crumbs } = parts;
  if (links.isInside()) return null;
  const all = [
    tables.surroundings(),
    forms.surroundings(),
    sink.surroundings(),
    regions.surroundings(),
    outline.surroundings(),
    menu.surroundings(),
    crumbs.surroundings(),
    elements.surroundings(),
    elements.links.surroundings(),
  ];
  return all.includes(null) ? null : JSON.stringify(all);
}

/** To be taken where there are {@link readSurroundings surroundings}. */
export function takeStand({ parts, elements, counts }: Gatherers): Stand {
  const { sink, regions, outline, tables, links, forms, crumbs } = parts;
  elements.links.reach = 0;
  return {
    at: sink.position(),
    mark: sink.mark(),
    length: sink.length,
    regions: regions.stand(),
    outline: outline.stand(),
    links: links.stand(),
    tables: tables.stand(),
    forms: forms.stand(),
    images: elements.stand(),
    counts: { ...counts },
    deadAnchors: elements.links.deadAnchors,
    crumbs: crumbs.surroundings(),
    head: elements.surroundings(),
  };
}

/**
 * What was added since `stand`; null when it tells on what follows, or a guard had something left out.
 * @param isIsolated the outline that the part stands in ends with it
 * @param ids of all elements since
 */
export function readContribution(
  stand: Stand,
  { parts, elements, counts }: Gatherers,
  isIsolated: boolean,
  ids: ReadonlySet<string>,
): Contribution | null {
  const { sink, regions, outline, menu, tables, links, forms, crumbs } = parts;
  const reach = elements.links.reach ?? 3;
  elements.links.reach = null;
  if (crumbs.surroundings() !== stand.crumbs || elements.surroundings() !== stand.head) return null;
  if (elements.links.surroundings() === null) return null;
  const indexOf = new Map<Region | null, number>();
  const additions = {
    sink: sink.additionsSince(stand.mark, stand.length),
    regions: regions.additionsSince(stand.regions, stand.at, indexOf),
    outline: outline.additionsSince(stand.outline, stand.at, isIsolated),
    links: links.additionsSince(stand.links, stand.at, tables.row(), indexOf),
    tables: tables.additionsSince(stand.tables, stand.at),
    forms: forms.additionsSince(stand.forms, stand.at),
    images: elements.imagesSince(stand.images),
  };
  if (!areAllTold(additions)) return null;
  const ownLists = new ListOwner();
  return {
    reach,
    base: detachText(elements.links.baseFor(reach)),
    ids,
    sink: additions.sink,
    regions: additions.regions,
    outline: additions.outline,
    links: {
      ...additions.links,
      facts: additions.links.facts.map((link) => ({
        ...link,
        headings: ownLists.own(link.headings),
        menu: ownLists.own(link.menu),
      })),
    },
    tables: {
      ...additions.tables,
      found: additions.tables.found.map((table) => ({ ...table, headings: ownLists.own(table.headings) })),
    },
    forms: additions.forms,
    images: additions.images.map(({ facts, region }) => ({
      facts: { ...facts, at: facts.at - stand.at },
      region: indexOf.get(region) ?? -1,
    })),
    counts: {
      nodes: counts.nodes - stand.counts.nodes,
      scripts: counts.scripts - stand.counts.scripts,
    },
    deadAnchors: elements.links.deadAnchors - stand.deadAnchors,
    isMenuLabelled: menu.isLabelled,
    isJumpMenu: elements.links.isJumpMenu,
  };
}

/** Whether the contribution holds here, in the {@link readSurroundings surroundings} that it was read in, and no guard would cut it. */
export function mayRepeat(contribution: Contribution, { parts, elements, counts }: Gatherers): boolean {
  const { reach, base, ids, sink, outline, links, forms, images } = contribution;
  return (
    counts.nodes + contribution.counts.nodes <= maxNodes &&
    elements.links.baseFor(reach) === base &&
    !parts.outline.awaitsPanel(ids) &&
    parts.sink.hasRoomFor(sink) &&
    parts.outline.hasRoomFor(outline) &&
    parts.links.hasRoomFor(links) &&
    parts.forms.hasRoomFor(forms) &&
    elements.hasRoomFor(images)
  );
}

/** Adds what {@link mayRepeat} allowed. */
export function repeatContribution(contribution: Contribution, { parts, elements, counts }: Gatherers): void {
  const { sink, regions, outline, menu, tables, links, forms } = parts;
  const at = sink.position();
  const outer = regions.current;
  const opened = regions.repeat(contribution.regions, at);
  outline.repeat(contribution.outline, at);
  links.repeat(contribution.links, at, tables.row(), outer, opened);
  tables.repeat(contribution.tables, at);
  forms.repeat(contribution.forms, at);
  for (const { facts, region } of contribution.images) {
    elements.addImage({ facts: { ...facts, at: facts.at + at }, region: opened[region] ?? outer });
  }
  counts.nodes += contribution.counts.nodes;
  counts.scripts += contribution.counts.scripts;
  elements.links.deadAnchors += contribution.deadAnchors;
  elements.links.isJumpMenu = contribution.isJumpMenu;
  menu.isLabelled = contribution.isMenuLabelled;
  sink.repeat(contribution.sink);
}

function areAllTold<T extends object>(additions: T): additions is { [K in keyof T]: NonNullable<T[K]> } {
  return !Object.values(additions).includes(null);
}

/** Frees lists of headings and labels that may begin outside of the part from the page that they were cut out of. */
class ListOwner {
  readonly #own = new Map<string[], string[]>();

  own(list: string[]): string[] {
    let own = this.#own.get(list);
    if (own === undefined) this.#own.set(list, (own = list.map(detachText)));
    return own;
  }
}
