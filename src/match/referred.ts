import type { Candidate, EmptyMention } from './candidate.ts';

/** "อ้างอิงจาก O12 (ตารางที่ 2)", "ดูข้อ O8", "ใช้ร่วมกับ O14" */
const refersTo =
  /(?:อ้างอิง|อ้างถึง|ดู|ใช้|เช่นเดียวกับ|เหมือน|รวมอยู่|รวมใน|ตาม)(?:จาก|ใน|ที่|กับ|ร่วม|ข้อมูล|เอกสาร|ไฟล์|ไปที่|\s)*(?:ข้อ|รายการ)?\s*O\s?-?(\d{1,2})(?!\d)/iu;

/** What is named as the answer by a row is as surely meant as what a row links to. */
const referredRelevance = 0.85;
const maxCandidates = 3;

/**
 * What a row that names an item and has no link refers to instead: the candidates of the other item, to be judged by what
 * this one asks for. Empty where it refers to nothing.
 *
 * @param found candidates by code, the likeliest of each first
 */
export function referredCandidates(
  mention: EmptyMention | null,
  found: ReadonlyMap<string, readonly Candidate[]>,
): Candidate[] {
  const number = mention === null ? undefined : refersTo.exec(mention.label)?.[1];
  if (mention === null || number === undefined) return [];
  const others = found.get(`O${Number(number)}`) ?? [];
  return others.slice(0, maxCandidates).map((candidate) => ({
    ...candidate,
    code: mention.code,
    relevance: Math.min(candidate.relevance, referredRelevance),
    labels: [{ text: mention.label, source: 'row', trust: 0.97 }, ...candidate.labels],
  }));
}
