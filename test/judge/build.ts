import { readFileSync } from 'node:fs';
import { readElementModels } from '../../src/judge/element-models.ts';
import { createElementLikeness } from '../../src/judge/likeness.ts';
import { readFactWeights } from '../../src/judge/fact-weights.ts';
import { type Checklist, checklistSchema, type ChecklistItem } from '../../src/checklist/schema.ts';
import { extractPage } from '../../src/extract/page.ts';
import type { JudgeContext } from '../../src/judge/seen.ts';
import type { AttachedTarget, Candidate } from '../../src/match/candidate.ts';
import type { Label } from '../../src/match/link-labels.ts';
import type { LoadedPage } from '../../src/match/pages.ts';
import type { FetchRecord, SkippedRecord } from '../../src/snapshot/schema.ts';
import { preparePhrase } from '../../src/text/phrase.ts';

export const siteUrl = 'https://agency.example/';

type ItemInput = Partial<Omit<ChecklistItem, 'elements'>> & {
  elements?: (Partial<ChecklistItem['elements'][number]> & { id: string })[];
};

/** An item of which only what is given matters; one strict element that asks for "สาระสำคัญ" by default. */
export function buildItem(given: ItemInput = {}): ChecklistItem {
  const { elements = [{ id: 'substance' }], ...rest } = given;
  const made = {
    code: 'O7',
    topics: ['annual-report'],
    nameTh: 'รายงานผลการดำเนินงานประจำปี',
    nameEn: 'Annual report',
    shortTh: 'รายงานประจำปี',
    subIndicator: '9.2',
    subIndicatorConfidence: 'high',
    year: { want: 'any', confidence: 'high' },
    kind: 'report',
    confidence: 'high',
    elementsConfidence: 'high',
    labels: { right: ['รายงานผลการดำเนินงานประจำปี'], other: [] },
    accepts: { kinds: ['html', 'pdf', 'xlsx'], needsOneOf: [], externalHosts: [] },
    scoreLevels: [100, 0],
    responsibleUnitTh: 'สำนักปลัด',
    responsibleUnitEn: 'Office',
    adviceTh: 'ทำให้ครบ',
    adviceEn: 'Complete it',
    ...rest,
    elements: elements.map((element) => ({
      nameTh: `องค์ประกอบ ${element.id}`,
      nameEn: element.id,
      strict: true,
      confidence: 'high',
      cues: [{ kind: 'phrases', any: ['สาระสำคัญ'], min: 1 }],
      ...element,
    })),
  };
  return checklistSchema.shape.items.element.parse(made);
}

export function buildRecord(given: Partial<FetchRecord> = {}): FetchRecord {
  const url = given.url ?? `${siteUrl}page`;
  return {
    type: 'fetch',
    seq: 1,
    purpose: 'page',
    url,
    key: url,
    finalUrl: url,
    redirects: [],
    outcome: 'ok',
    detail: null,
    httpStatus: 200,
    contentType: 'text/html',
    kind: 'html',
    charset: 'utf-8',
    bytes: 100,
    sha256: null,
    hasBlob: true,
    fileName: null,
    lastModified: null,
    attempts: 1,
    elapsedMs: 1,
    retrievedAt: '2025-06-15T00:00:00.000Z',
    tlsProblem: null,
    depth: 1,
    foundOn: siteUrl,
    linkText: null,
    ...given,
  };
}

export function buildSkipped(given: Partial<SkippedRecord> = {}): SkippedRecord {
  return {
    type: 'skipped',
    url: `${siteUrl}skipped`,
    key: `${siteUrl}skipped`,
    reason: 'budget-pages',
    relevance: 0.8,
    items: ['O7'],
    foundOn: siteUrl,
    linkText: null,
    ...given,
  };
}

/** A page from its HTML; a body without `<main>` is put into one. */
export function buildPage(html: string, url = `${siteUrl}page`): LoadedPage {
  const record = buildRecord({ url, finalUrl: url, key: url });
  return { key: url, url, record, facts: extractPage(html, url) };
}

export function label(text: string, source: Label['source'] = 'text', trust = 1): Label {
  return { text, source, trust };
}

/** A candidate on the agency's own site with a sure title; a page where `html` is given, else a document. */
export function buildCandidate(
  given: Partial<Candidate> & { html?: string; title?: string } = {},
): Candidate {
  const { html, title, ...rest } = given;
  const url = rest.url ?? `${siteUrl}${html === undefined ? 'file.pdf' : 'page'}`;
  const page = html === undefined ? null : buildPage(html, url);
  return {
    code: 'O7',
    url,
    key: url,
    source: 'crawl',
    record: page?.record ?? buildRecord({ url, finalUrl: url, key: url, kind: 'pdf', purpose: 'document' }),
    skipped: null,
    page,
    opened: null,
    otherLabels: [],
    section: null,
    relevance: 0.9,
    factors: [],
    labels: [label(title ?? 'รายงานผลการดำเนินงานประจำปี')],
    indexYear: null,
    foundOn: siteUrl,
    linkText: title ?? null,
    clickPath: null,
    attached: [],
    onSite: true,
    ...rest,
  };
}

export function buildAttached(name: string, given: Partial<AttachedTarget> = {}): AttachedTarget {
  const url = given.url ?? `${siteUrl}files/${encodeURIComponent(name)}.pdf`;
  return {
    url,
    key: url,
    target: 'document',
    record: buildRecord({ url, finalUrl: url, key: url, kind: 'pdf', purpose: 'document' }),
    opened: null,
    otherLabels: [],
    labels: [label(name)],
    yearTexts: [name],
    relevance: 0.8,
    isForeign: false,
    onSite: true,
    ...given,
  };
}

const weightsPath = new URL('../../checklists/fact-weights.json', import.meta.url);

const modelsPath = new URL('../../checklists/element-weights.json', import.meta.url);

export const judgeContext: JudgeContext = {
  likeness: createElementLikeness(
    readElementModels('element-weights.json', readFileSync(modelsPath, 'utf8')),
  ),
  weights: readFactWeights('fact-weights.json', readFileSync(weightsPath, 'utf8')),
  checklistYear: 2568,
  asOf: '2025-06-15',
  agencyType: 'municipality',
  properName: 'คำบง',
  agencyWords: ['องค์การบริหารส่วนตำบล', 'เทศบาลตำบล'],
  beginsName: false,
  ownKindWords: [],
  areNeighboursNamed: false,
  agencyFollowers: ['มี', 'ได้', 'จัด'],
  superiors: [preparePhrase('สำนักงานตำรวจแห่งชาติ')],
  otherKinds: { words: ['กรม', 'สำนักงาน'], unless: ['ปลัด', 'ตำรวจแห่งชาติ'] },
  placeholders: ['กำลังปรับปรุง', 'ไม่พบข้อมูล'],
};

export type { Checklist };
