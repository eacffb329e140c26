import type { Cue } from '../checklist/schema.ts';
import type { LinkFacts } from '../snapshot/page-facts.ts';
import { coversYear, findYears } from '../text/fiscal-year.ts';
import { maskPersonalData } from '../text/personal-data.ts';
import {
  findAllPhrases,
  findPhrase,
  type PhraseHit,
  type PreparedText,
  prepareText,
} from '../text/phrase.ts';
import { quoteAround } from '../text/quote.ts';
import { findColumns } from './columns.ts';
import type { Content } from './content.ts';
import { type CueContext, type CueFinding, nothing, unsure } from './cue-finding.ts';
import { findPeople } from './people.ts';

const nearChars = 200;
/** The national strategy runs for twenty years (2561–2580) and is named in the plan of every single year. */
const maxSpanYears = 10;

const phone = /(?:โทร|tel|☎|call|เบอร์)?[^\n]{0,12}(?:\+66|0)[\d -]{7,12}\d/i;
const email = /[\w.+-]+@[\w-]+\.[\w.]+/;
const address =
  /(?:หมู่|ม\.|ถนน|ถ\.|เลขที่|ซอย)[^\n]{0,80}(?:ตำบล|ต\.|แขวง)[^\n]{0,80}(?:อำเภอ|อ\.|เขต)[^\n]{0,80}|(?:ตำบล|ต\.|แขวง)[^\n]{0,60}(?:อำเภอ|อ\.|เขต)[^\n]{0,60}(?:จังหวัด|จ\.|กรุงเทพ)[^\n]{0,40}\d{5}/;
const mapHosts =
  /(^|\.)(google\.[\w.]+\/maps|maps\.google\.|maps\.app\.goo\.gl|goo\.gl\/maps|openstreetmap\.org|longdo\.com)/i;
const mapWords = /แผนที่/;

/**
 * Whether one cue holds in what a candidate shows. Alone, a
 * link to a service may stand anywhere on the page; beside other cues of an `all` only in its own content:
 * the LINE button of every footer is no channel for what the page is about.
 */
export function evaluateCue(
  cue: Cue,
  content: Content,
  about: CueContext,
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
      return findDates(cue, content, about.fiscalYear);
    case 'link':
      return findLink(cue, content, isBesideOthers ? content.links : content.allLinks);
    case 'none-stated':
      return findNoneStated(cue, content, about);
    case 'all':
      return findAll(cue, content, about);
  }
}

/** In a document the title may be one part of several: "โครงสร้าง" over the names of the divisions. */
function findAll(cue: Extract<Cue, { kind: 'all' }>, content: Content, about: CueContext): CueFinding {
  const parts = cue.of.map((part) => evaluateCue(part, content, about, true));
  const shown = parts.find((part) => part.found);
  const isTitled = content.from === 'document' && shown !== undefined;
  const withTitles: Content = { ...content, main: content.full, pageAt: (at) => content.fullPageAt(at) };
  const completed = parts.map((part, index) => {
    const of = cue.of[index];
    return part.found || !isTitled || of === undefined ? part : evaluateCue(of, withTitles, about, true);
  });
  if (completed.every((part) => part.found)) {
    const told = parts.find((part) => part.quote !== null) ?? shown ?? nothing;
    return { found: true, quote: told.quote, page: told.page };
  }
  return completed.every((part) => part.found || part.isUnsure === true) ? unsure : nothing;
}

/**
 * In a document some of the phrases, or a phrase away from those that it should stand near, are half a hit: agencies
 * word things in their own way, and a page that says so little is rare.
 */
function findPhrases(cue: Extract<Cue, { kind: 'phrases' }>, content: Content): CueFinding {
  let count = 0;
  let isHalf = false;
  let first: { quote: string; page: number | null } | null = null;
  const nearBy = new Map<PreparedText, PhraseHit[] | null>();
  const nearIn = (text: PreparedText): PhraseHit[] | null => {
    const known = nearBy.get(text);
    if (known !== undefined) return known;
    const hits = cue.near?.flatMap((phrase) => findAllPhrases(text, phrase)) ?? null;
    nearBy.set(text, hits);
    return hits;
  };
  for (const phrase of cue.any) {
    // A plan's span of years is told by its title, which says nothing else of what is in it.
    const isWhole = content.from === 'document' && /\d{4}/.test(phrase);
    const text = isWhole ? content.full : content.main;
    const near = nearIn(text);
    const hits = (near === null ? [findPhrase(text, phrase)] : findAllPhrases(text, phrase)).filter(
      (hit) => hit !== null,
    );
    isHalf ||= hits.length > 0;
    const hit = hits.find(
      (candidate) => near === null || near.some((other) => Math.abs(other.at - candidate.at) <= nearChars),
    );
    if (hit === undefined) continue;
    count++;
    const page = isWhole ? content.fullPageAt(hit.at) : content.pageAt(hit.at);
    first ??= { quote: quoteOf(text.original, hit.at, hit.end), page };
    if (count >= cue.min) return { found: true, ...first };
  }
  return isHalf && content.from === 'document' ? unsure : nothing;
}

function findForm(cue: Extract<Cue, { kind: 'form' }>, content: Content): CueFinding {
  for (const form of content.forms) {
    const text = prepareText([...form.fields, form.submit].join('\n'));
    const fields = cue.fields.filter((field) => findPhrase(text, field) !== null);
    if (fields.length >= cue.min)
      return { found: true, quote: form.fields.slice(0, 6).join(', ').slice(0, 120), page: null };
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
  return found.length >= cue.min ? { found: true, quote: null, page: null } : nothing;
}

function findImages(cue: Extract<Cue, { kind: 'images' }>, content: Content): CueFinding {
  const words = cue.alt;
  const images = content.images.filter((image) => {
    if (words === undefined) return true;
    const text = prepareText(`${image.alt}\n${safeDecode(image.url)}`);
    return words.some((word) => findPhrase(text, word) !== null);
  });
  if (images.length < cue.min) return nothing;
  return { found: true, quote: maskPersonalData(images[0]?.alt.slice(0, 120) ?? '') || null, page: null };
}

function findDates(cue: Extract<Cue, { kind: 'dates' }>, content: Content, fiscalYear: number): CueFinding {
  // A plan's years stand in its title, often nowhere else, and each piece of news is a title of its own.
  const titles = cue.within === 'span' || cue.within === 'calendar-year' ? titlesOf(content) : '';
  const mentions = findYears(`${titles}${content.main.original}`).filter((mention) => {
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
      case 'span':
        return (
          mention.kind === 'span' &&
          mention.from < mention.to &&
          mention.to - mention.from < maxSpanYears &&
          coversYear(mention, fiscalYear)
        );
    }
  });
  const first = mentions[0];
  if (first === undefined || mentions.length < cue.min) return nothing;
  const page = first.at < titles.length ? null : content.pageAt(first.at - titles.length);
  return { found: true, quote: maskPersonalData(first.quote) || null, page };
}

function titlesOf(content: Content): string {
  const titles = new Set([
    ...content.titles,
    ...(content.from === 'document' ? [content.full.original] : []),
  ]);
  return [...titles].map((title) => `${title}\n`).join('');
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
      return { found: true, quote: link.text.slice(0, 80) || place, page: null };
    }
  }
  for (const link of content.links) {
    if (link.text === '') continue;
    const text = prepareText(link.text);
    if (cue.labels.some((label) => findPhrase(text, label) !== null))
      return { found: true, quote: link.text.slice(0, 80), page: null };
  }
  return nothing;
}

/** "ยังไม่มีข้อมูลในหมวดหมู่นี้" is what a site says of a list without entries, and not that nothing was received. */
const emptyList =
  /ยังไม่(?:มี|พบ)ข้อมูล(?!การ|เกี่ยว|ผู้|เรื่อง)|ไม่(?:มี|พบ)(?:ข้อมูล|รายการ|เนื้อหา|เอกสาร|ไฟล์|บทความ)(?:ใด ?ๆ ?)?(?:ที่ค้นหา|ใน(?:หมวดหมู่|หมวด|แฟ้ม|โฟลเดอร์|หัวข้อ|หน้า|ส่วน|ระบบ)นี้)/gu;

/**
 * "ไม่มี" beside its subject; alone it may be anything (CONDUCT.md, gaming). A document must name the agency and,
 * where the item asks for one, the year: a sheet with nothing but "ไม่มี" serves every year and every agency.
 */
function findNoneStated(
  cue: Extract<Cue, { kind: 'none-stated' }>,
  content: Content,
  about: CueContext,
): CueFinding {
  const text = content.main;
  for (const subject of cue.subjects) {
    for (const hit of findAllPhrases(text, subject)) {
      const around = text.original.slice(Math.max(0, hit.at - 60), hit.end + 80).replaceAll(emptyList, ' ');
      if (/ไม่มี|ไม่พบ|ไม่ปรากฏ|ไม่ได้รับ|มิได้รับ|ยังไม่เคย|(?:^|\D)[0๐]\s*(?:เรื่อง|ราย|ครั้ง|บาท)/.test(around)) {
        if (content.from === 'document' && !isSigned(content, about)) return unsure;
        return { found: true, quote: quoteOf(text.original, hit.at, hit.end), page: content.pageAt(hit.at) };
      }
    }
  }
  return nothing;
}

function isSigned(content: Content, { fiscalYear, needsYear, properName }: CueContext): boolean {
  const whole = prepareText([...content.titles, content.full.original].join('\n'));
  const namesAgency = properName === null || findPhrase(whole, properName) !== null;
  const namesYear =
    !needsYear || findYears(whole.original).some((mention) => coversYear(mention, fiscalYear));
  return namesAgency && namesYear;
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
