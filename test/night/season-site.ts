import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { links, page, type PageSource } from '../fixtures/site.ts';

const content = join(import.meta.dirname, '..', '..', 'src', 'demo', 'content', 'page');

/** Pages of the sample agency that stand by themselves, without a document. */
export const paths = [
  'structure',
  'executives',
  'contact',
  'staff-manual',
  'citizen-manual',
  'complaint-guideline',
  'complaint-statistics',
  'bribery-risk',
  'risk-report',
  'participation',
  'no-gift',
  'integrity-measures',
  'general-info',
] as const;
export type SeasonPath = (typeof paths)[number];

const agency = '<p>เทศบาลตำบลตัวอย่างใสสะอาด อำเภอตัวอย่าง จังหวัดตัวอย่าง</p>';

/** Title and body of a page of the sample agency. */
export function readPart(name: SeasonPath): { title: string; body: string } {
  const source = readFileSync(join(content, `${name}.html`), 'utf8');
  const front = /^<!-- (\{.*\}) -->/.exec(source);
  const { title } = JSON.parse(front?.[1] ?? '{}') as { title: string };
  return { title, body: source.slice(front?.[0].length ?? 0) };
}

/** A small site that can be changed while it is served. */
export function buildSeasonSite(): Record<string, PageSource> {
  const pages: Record<string, PageSource> = {};
  const targets: Record<string, string> = {};
  for (const name of paths) {
    const { title, body } = readPart(name);
    targets[`/${name}`] = title;
    pages[`/${name}`] = whole(title, body);
  }
  pages['/'] = home(targets);
  return pages;
}

export function home(targets: Record<string, string>): string {
  return page('เทศบาลตำบลตัวอย่างใสสะอาด', `<h1>เทศบาลตำบลตัวอย่างใสสะอาด</h1>${links(targets)}${agency}`);
}

export function whole(title: string, body: string): string {
  return page(`${title} - เทศบาลตำบลตัวอย่างใสสะอาด`, `<main><h1>${title}</h1>${body}</main>${agency}`);
}
