import type { Cue } from '../checklist/schema.ts';
import type { LinkFacts } from '../snapshot/page-facts.ts';
import { findYears } from '../text/fiscal-year.ts';
import { maskPersonalData } from '../text/personal-data.ts';
import { findAllPhrases, findPhrase, prepareText } from '../text/phrase.ts';
import { quoteAround } from '../text/quote.ts';
import type { Content } from './content.ts';
import { findPeople } from './people.ts';

export interface CueFinding {
  found: boolean;
  /** short, personal data masked; null when there is nothing to quote */
  quote: string | null;
  /** people shown completely, of all that are shown */
  count?: { complete: number; people: number };
}

const nothing: CueFinding = { found: false, quote: null };
const nearChars = 200;

const phone = /(?:โทร|tel|☎|call|เบอร์)?[^\n]{0,12}(?:\+66|0)[\d -]{7,12}\d/i;
const email = /[\w.+-]+@[\w-]+\.[\w.]+/;
const address =
  /(?:หมู่|ม\.|ถนน|ถ\.|เลขที่|ซอย)[^\n]{0,80}(?:ตำบล|ต\.|แขวง)[^\n]{0,80}(?:อำเภอ|อ\.|เขต)[^\n]{0,80}|(?:ตำบล|ต\.|แขวง)[^\n]{0,60}(?:อำเภอ|อ\.|เขต)[^\n]{0,60}(?:จังหวัด|จ\.|กรุงเทพ)[^\n]{0,40}\d{5}/;
const mapHosts =
  /(^|\.)(google\.[\w.]+\/maps|maps\.google\.|maps\.app\.goo\.gl|goo\.gl\/maps|openstreetmap\.org|longdo\.com)/i;
const mapWords = /แผนที่/;

/**
 * Whether one cue holds in what a candidate shows. `fiscalYear` is the wanted year, Buddhist Era. Alone, a
 * link to a service may stand anywhere on the page; beside other cues of an `all` only in its own content:
 * the LINE button of every footer is no channel for what the page is about.
 */
export function evaluateCue(
  cue: Cue,
  content: Content,
  fiscalYear: number,
  isBesideOthers = false,
): CueFinding {
  switch (cue.kind) {
    case 'phrases':
      return findPhrases(cue, content);
    case 'columns':
      return findColumns(cue, content);
    case 'form':
      return findForm(cue, content);
    case 'contact':
      return findContact(cue, content);
    case 'people':
      return findPeople(cue, content);
    case 'images':
      return findImages(cue, content);
    case 'dates':
      return findDates(cue, content, fiscalYear);
    case 'link':
      return findLink(cue, content, isBesideOthers ? content.links : content.allLinks);
    case 'none-stated':
      return findNoneStated(cue, content);
    case 'all': {
      const parts = cue.of.map((part) => evaluateCue(part, content, fiscalYear, true));
      return parts.every((part) => part.found)
        ? { found: true, quote: parts.find((part) => part.quote !== null)?.quote ?? null }
        : nothing;
    }
  }
}

function findPhrases(cue: Extract<Cue, { kind: 'phrases' }>, content: Content): CueFinding {
  const text = content.main;
  const near = cue.near?.flatMap((phrase) => findAllPhrases(text, phrase)) ?? null;
  let count = 0;
  let quote: string | null = null;
  for (const phrase of cue.any) {
    const hits = near === null ? [findPhrase(text, phrase)] : findAllPhrases(text, phrase);
    const hit = hits.find(
      (candidate) =>
        candidate !== null &&
        (near === null || near.some((other) => Math.abs(other.at - candidate.at) <= nearChars)),
    );
    if (hit === undefined || hit === null) continue;
    count++;
    quote ??= quoteOf(text.original, hit.at, hit.end);
    if (count >= cue.min) return { found: true, quote };
  }
  return nothing;
}

function findColumns(cue: Extract<Cue, { kind: 'columns' }>, content: Content): CueFinding {
  for (const table of content.tables) {
    if (table.rowCount === 0) continue;
    const cells = table.header.length > 0 ? table.header : (table.rows[0] ?? []);
    // Forms and manuals often turn the table: the headings then stand in the first column.
    const sides = [cells, table.rows.map((row) => row[0] ?? '')].map((side) => prepareText(side.join('\n')));
    for (const side of sides) {
      const groups = cue.groups.filter((group) => group.some((word) => findPhrase(side, word) !== null));
      if (groups.length >= cue.min)
        return { found: true, quote: maskPersonalData(cells.join(' | ').slice(0, 120)) };
    }
  }
  return nothing;
}

function findForm(cue: Extract<Cue, { kind: 'form' }>, content: Content): CueFinding {
  for (const form of content.forms) {
    const text = prepareText([...form.fields, form.submit].join('\n'));
    const fields = cue.fields.filter((field) => findPhrase(text, field) !== null);
    if (fields.length >= cue.min)
      return { found: true, quote: form.fields.slice(0, 6).join(', ').slice(0, 120) };
  }
  return nothing;
}

function findContact(cue: Extract<Cue, { kind: 'contact' }>, content: Content): CueFinding {
  const text = content.full.folded.text;
  const has: Record<(typeof cue.needs)[number], () => boolean> = {
    address: () => address.test(text),
    phone: () => phone.test(text),
    email: () => email.test(text),
    map: () =>
      content.allLinks.some((link) => mapHosts.test(link.url.replace(/^https?:\/\//, ''))) ||
      content.images.some((image) => mapWords.test(image.alt)),
  };
  const found = cue.needs.filter((need) => has[need]());
  return found.length >= cue.min ? { found: true, quote: null } : nothing;
}

function findImages(cue: Extract<Cue, { kind: 'images' }>, content: Content): CueFinding {
  const words = cue.alt;
  const images = content.images.filter((image) => {
    if (words === undefined) return true;
    const text = prepareText(`${image.alt}\n${safeDecode(image.url)}`);
    return words.some((word) => findPhrase(text, word) !== null);
  });
  return images.length >= cue.min ? { found: true, quote: images[0]?.alt.slice(0, 120) || null } : nothing;
}

function findDates(cue: Extract<Cue, { kind: 'dates' }>, content: Content, fiscalYear: number): CueFinding {
  const mentions = findYears(content.main.original).filter((mention) => {
    if (mention.isLaw) return false;
    switch (cue.within) {
      case 'fiscal-year':
        return mention.fiscalYear === fiscalYear && (mention.kind === 'date' || mention.kind === 'month');
      case 'first-half':
        return (
          mention.fiscalYear === fiscalYear &&
          mention.kind !== 'year' &&
          mention.kind !== 'span' &&
          mention.kind !== 'fiscal'
        );
      case 'calendar-year':
        return (
          (mention.kind === 'date' || mention.kind === 'month') &&
          (mention.fiscalYear === fiscalYear || mention.fiscalYear === fiscalYear + 1)
        );
    }
  });
  return mentions.length >= cue.min
    ? { found: true, quote: maskPersonalData(mentions[0]?.quote ?? '') || null }
    : nothing;
}

function findLink(
  cue: Extract<Cue, { kind: 'link' }>,
  content: Content,
  hostLinks: readonly LinkFacts[],
): CueFinding {
  for (const link of hostLinks) {
    const { hostname, pathname } = new URL(link.url);
    const place = `${hostname}${pathname}`;
    if (
      cue.hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`) || place.startsWith(host))
    ) {
      return { found: true, quote: link.text.slice(0, 80) || place };
    }
  }
  for (const link of content.links) {
    if (link.text === '') continue;
    const text = prepareText(link.text);
    if (cue.labels.some((label) => findPhrase(text, label) !== null))
      return { found: true, quote: link.text.slice(0, 80) };
  }
  return nothing;
}

/** "ไม่มี" beside its subject; alone it may be anything (CONDUCT.md, gaming). */
function findNoneStated(cue: Extract<Cue, { kind: 'none-stated' }>, content: Content): CueFinding {
  const text = content.main;
  for (const subject of cue.subjects) {
    for (const hit of findAllPhrases(text, subject)) {
      const around = text.original.slice(Math.max(0, hit.at - 60), hit.end + 80);
      if (/ไม่มี|ไม่พบ|ไม่ปรากฏ|ไม่ได้รับ|ยังไม่เคย|(?:^|\D)[0๐]\s*(?:เรื่อง|ราย|ครั้ง|บาท)/.test(around)) {
        return { found: true, quote: quoteOf(text.original, hit.at, hit.end) };
      }
    }
  }
  return nothing;
}

function quoteOf(original: string, at: number, end: number): string {
  return maskPersonalData(quoteAround(original, at, end));
}

function safeDecode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
