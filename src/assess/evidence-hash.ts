import { createHash } from 'node:crypto';
import { canonicalKey } from '../crawl/canonical-url.ts';
import { mainContent } from '../extract/emptiness.ts';
import type { JudgedCandidate } from '../judge/candidate.ts';
import type { JudgedItem } from '../judge/item.ts';
import { tidy } from '../text/normalise.ts';

/** What counts visits, which changes with every visit, ours too. */
const counters =
  /(?:เข้าชม|ผู้ชม|เปิดอ่าน|อ่านแล้ว|อ่าน|ดาวน์โหลด|views?|hits?|downloads?)\s*:?\s*[\d,]+(?:\s*ครั้ง)?/giu;

/**
 * One hash of everything that the verdict of an item rests on: what its pages say and link to outside their menus, and
 * the bytes of the documents. Menus, tokens and visitor counters do not change it. Null where nothing could be opened.
 */
export function hashEvidence({
  chosen,
  supporting,
}: Pick<JudgedItem, 'chosen' | 'supporting'>): string | null {
  if (chosen === null || chosen.candidate.record?.outcome !== 'ok') return null;
  const lines = [chosen, ...supporting].flatMap(linesOf);
  return sha256([...new Set(lines)].toSorted().join('\n'));
}

function linesOf({ candidate, documents }: JudgedCandidate): string[] {
  const own = `${candidate.key} ${hashPlace(candidate)}`;
  return [
    own,
    ...documents.flatMap(({ key, record }) => (record?.sha256 == null ? [] : [`${key} ${record.sha256}`])),
  ];
}

function hashPlace({ page, section, record }: JudgedCandidate['candidate']): string {
  if (page === null) return record?.sha256 ?? '';
  const main = mainContent(page.facts);
  const text = section === null ? main.text : page.facts.text.slice(section.from, section.to);
  const links = main.links
    .filter(({ at }) => section === null || (at >= section.from && at < section.to))
    .map(({ url }) => canonicalKey(url) ?? url);
  return sha256([tidy(text.replace(counters, '')), ...links].join('\n'));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
