import { Breadcrumbs } from './breadcrumbs.ts';
import { Forms } from './forms.ts';
import { Links, type Place } from './links.ts';
import { MenuPath } from './menu-path.ts';
import { Outline } from './outline.ts';
import { Regions } from './regions.ts';
import { Tables } from './tables.ts';
import { TextSink } from './text-sink.ts';

const maxTextChars = 2_000_000;
export const maxNodes = 200_000;

/** Elements so far. */
export interface ElementCounts {
  nodes: number;
  scripts: number;
}

/** What gathers the facts of one page, all over the same text. */
export interface PageParts {
  sink: TextSink;
  regions: Regions;
  outline: Outline;
  menu: MenuPath;
  tables: Tables;
  links: Links;
  forms: Forms;
  crumbs: Breadcrumbs;
}

export function createParts(): PageParts {
  const sink = new TextSink(maxTextChars);
  return {
    sink,
    regions: new Regions(),
    outline: new Outline(sink),
    menu: new MenuPath(sink),
    tables: new Tables(sink),
    links: new Links(sink),
    forms: new Forms(sink),
    crumbs: new Breadcrumbs(sink),
  };
}

/** Where the next link would stand. */
export function readPlace(parts: PageParts): Place {
  return {
    row: parts.tables.row(),
    headings: parts.outline.path(),
    menu: parts.menu.path(),
    region: parts.regions.current,
  };
}
