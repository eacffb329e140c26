import { createDraw, type Draw } from '../bank/random.ts';
import type { Agency, Content, Delivery, Form, Half, ReasonList, TruthVerdict } from '../bank/types.ts';

/** How disclosures are arranged on a site. */
export const layouts = [
  'index-table',
  'accordion',
  'mega-menu',
  'page-per-item',
  'headings',
  'image-menu',
  'script-menu',
  'by-unit',
  'category-posts',
] as const;
export type LayoutName = (typeof layouts)[number];

/** Whose addresses the site's resemble. */
export const urlStyles = [
  'wordpress',
  'wordpress-query',
  'joomla',
  'google-sites',
  'asp',
  'php-session',
  'code-igniter',
  'laravel',
  'static',
] as const;
export type UrlStyle = (typeof urlStyles)[number];

export const codeStyles = ['none', 'O7', 'o7', '07', 'OIT 7', 'ข้อ O7', 'O7 :', '๐๗'] as const;
export type CodeStyle = (typeof codeStyles)[number];

export const extras = ['splash', 'old-index', 'decoys', 'sub-domain', 'print-twins', 'eit-banner'] as const;
export type Extra = (typeof extras)[number];

/** One agency's site of the bank, before anything is drawn. */
export interface SiteSpec {
  id: string;
  half: Half;
  agency: Agency;
  seed: number;
  layout: LayoutName;
  urls: UrlStyle;
  codes: CodeStyle;
  shell: 'bootstrap' | 'tables' | 'blog' | 'bare';
  /** a document hangs on the link itself, or on a post about it */
  filing: 'direct' | 'post';
  /** of the disclosures that may be files, how many are */
  fileShare: number;
  goodShare: number;
  extras: Extra[];
}

/** A disclosure as drawn for a site, before it has an address. */
export interface Placed {
  code: string;
  /** null: nowhere on the site */
  content: Content | null;
  delivery: Delivery;
  form: Form;
  verdict: TruthVerdict;
  causes: ReasonList;
}

/** A disclosure with its address. */
export interface Published extends Placed {
  label: string;
  menu: string;
  href: string;
  /** the disclosure's own HTML, where it stands on the index itself */
  inline: string | null;
  /** host and path */
  evidence: string[];
}

export interface Route {
  body: string | Uint8Array;
  type?: string;
  status?: number;
  location?: string;
}

interface Page {
  title: string;
  body: string;
  /** titles of the lists above it */
  trail: string[];
}

/** A site in the making: pages are rendered last, when the menu is known. */
export interface Draft {
  spec: SiteSpec;
  draw: Draw;
  /** by host and path */
  pages: Map<string, Page>;
  routes: Map<string, Route>;
  /** HTML of the menu that every page carries */
  menu: string;
  count: number;
}

export function createDraft(spec: SiteSpec): Draft {
  return { spec, draw: createDraw(spec.seed), pages: new Map(), routes: new Map(), menu: '', count: 0 };
}

const mediaTypes: Record<Exclude<Form, 'page'>, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Adds a page under a new address of the site's kind. Returns the address without host. */
export function addPage(
  draft: Draft,
  title: string,
  body: string,
  trail: string[] = [],
  host?: string,
): string {
  const path = newPagePath(draft, title);
  draft.pages.set(`${host ?? draft.spec.agency.host}${path}`, { title, body, trail });
  return path;
}

/** Adds a file under a name that tells nothing, or little, as uploads have. */
export function addFile(draft: Draft, bytes: Uint8Array, form: Exclude<Form, 'page'>, host?: string): string {
  const n = ++draft.count;
  const names = [
    `/files/com_news/${2000 + n * 7}_1.${form}`,
    `/upload/Scan2025-01-${String(n).padStart(3, '0')}.${form}`,
  ];
  const path = draft.draw.pick(names);
  draft.routes.set(`${host ?? draft.spec.agency.host}${path}`, { body: bytes, type: mediaTypes[form] });
  return path;
}

/** An address of the site's kind that nothing stands behind yet. */
export function newPagePath(draft: Draft, title: string): string {
  const n = ++draft.count;
  const id = 1000 + n * 13;
  switch (draft.spec.urls) {
    case 'wordpress':
      return `/${cutSlug(title)}-${id}/`;
    case 'wordpress-query':
      return `/?p=${id}`;
    case 'joomla':
      return `/index.php/2024-10-0${1 + (n % 9)}-08-05-0${n % 10}/${id}-2024-11-${10 + (n % 18)}`;
    case 'google-sites':
      return `/view/${draft.spec.id}/${withoutVowels(title)}-${n}`;
    case 'asp':
      return `/wizContent.asp?wizConID=${id}&txtmMenu_ID=${n % 7}`;
    case 'php-session':
      return `/index.php?mod=content&id=${id}`;
    case 'code-igniter':
      return `/Pages/detail/${id}`;
    case 'laravel':
      return `/categories/menu/${id}`;
    case 'static':
      return `/${n % 2 === 0 ? 'data' : 'panrub'}${id}.html`;
  }
}

/** The address as links on the site write it. */
export function writeHref(draft: Draft, path: string): string {
  if (draft.spec.urls !== 'php-session' || !path.startsWith('/index.php')) return path;
  return `${path}&PHPSESSID=${(draft.spec.seed * 2654435761).toString(16).padEnd(26, 'a7').slice(0, 26)}`;
}

function cutSlug(title: string): string {
  return title
    .replaceAll(/[\s/()"&?#.]+/gu, '-')
    .slice(0, 20)
    .replace(/-$/u, '');
}

function withoutVowels(title: string): string {
  return title
    .replaceAll(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/gu, '')
    .replaceAll(/[\s/()"&?#.]+/gu, '-')
    .toLowerCase();
}
