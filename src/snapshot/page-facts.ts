/**
 * What one streaming pass over a page tells. Offsets (`at`) count UTF-16 units into `text`, so
 * that a heading, a link, a table or an image can be placed among the words around it.
 */
export interface PageFacts {
  /** `<title>`, white space folded, "" when absent */
  title: string;
  /** `<base href>` as written, null when absent */
  baseHref: string | null;
  /** target of `<meta http-equiv=refresh>` with its delay, resolved; null when absent */
  metaRefresh: { url: string; delaySeconds: number } | null;
  /** `<meta name=generator>`, null when absent */
  generator: string | null;
  /** all visible text in document order, one line per block, hidden accordion bodies included, scripts not */
  text: string;
  headings: HeadingFacts[];
  /** labels of a breadcrumb trail, outermost first; [] when there is none */
  breadcrumbs: string[];
  links: LinkFacts[];
  tables: TableFacts[];
  forms: FormFacts[];
  images: ImageFacts[];
  /** offset ranges [from, to) of `text` that are site furniture (nav, header, footer, aside, menus) */
  chrome: [number, number][];
  counts: {
    scripts: number;
    passwordFields: number;
    /** anchors that carry neither an href nor a readable onclick */
    deadAnchors: number;
    nodes: number;
  };
  /** a guard (depth, nodes, links, text) cut the page short */
  truncated: boolean;
}

/** h1–h6 and what works like one: summary, caption of an accordion or tab panel (level 7). Inside an item the levels go on below its caption's. */
export interface HeadingFacts {
  level: number;
  text: string;
  at: number;
}

export const linkVias = [
  'a',
  'area',
  'iframe',
  'frame',
  'object',
  'embed',
  'onclick',
  'option',
  'meta-refresh',
] as const;
export type LinkVia = (typeof linkVias)[number];

export interface LinkFacts {
  /** absolute http(s) URL after base and viewer unwrapping (Google viewer, `pdfjs/viewer.html?file=`) */
  url: string;
  /** the viewer's own address where `url` was unwrapped from one, else null */
  wrapper: string | null;
  via: LinkVia;
  /** the words of the link: text, else title, aria-label or the alt of its image; "" when it has none */
  text: string;
  /** where `text` came from */
  textFrom: 'text' | 'title' | 'aria' | 'alt' | 'none';
  /** other words it carries: title and alt beside the text */
  extra: string[];
  /** cells of the table row it stands in (all of them, in order), null outside tables */
  row: string[] | null;
  /** headings it stands under, outermost first (see HeadingFacts) */
  headings: string[];
  /** labels of the enclosing menu or list items, outermost first */
  menu: string[];
  /** text of the same block right before it ("เอกสาร : "), at most 200 characters */
  before: string;
  /** in nav, header, footer, aside or a menu list */
  inChrome: boolean;
  /** the `download` attribute is there */
  isDownload: boolean;
  at: number;
}

export interface TableFacts {
  at: number;
  end: number;
  caption: string;
  /** headings it stands under */
  headings: string[];
  /** the first row that reads as a header, [] when none does */
  header: string[];
  /** body rows, the first 300 */
  rows: string[][];
  rowCount: number;
}

export interface FormFacts {
  at: number;
  action: string | null;
  method: 'get' | 'post';
  /** labels, placeholders and names of its visible fields */
  fields: string[];
  hasTextarea: boolean;
  hasPassword: boolean;
  hasFile: boolean;
  submit: string;
}

export interface ImageFacts {
  at: number;
  url: string;
  alt: string;
  inChrome: boolean;
}
