import { describe, expect, it } from 'vitest';
import { needsOcr, recogniseFacts } from '../../src/document/ocr/recognise.ts';
import type { Ocr, OcrPage } from '../../src/document/ocr/types.ts';
import type { DocumentFacts, DocumentPart } from '../../src/snapshot/document-facts.ts';
import { ocrPage } from './ocr-support.ts';

const text = 'รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ประจำปีงบประมาณ';
const limits = { maxOcrPages: 2, maxChars: 400_000 };

function part(page: number, change: Partial<DocumentPart> = {}): DocumentPart {
  return {
    page,
    name: null,
    text: '',
    textFrom: 'none',
    ocrConfidence: null,
    tables: [],
    headings: [],
    images: 1,
    ...change,
  };
}

function scan(pages: number, change: Partial<DocumentFacts> = {}): DocumentFacts {
  return {
    schemaVersion: 1,
    kind: 'pdf',
    madeBy: { text: 'unpdf 1.8.1', ocr: null },
    problem: 'no-text-layer',
    detail: null,
    title: null,
    producer: null,
    createdAt: null,
    modifiedAt: null,
    pageCount: pages,
    hasTextLayer: false,
    parts: Array.from({ length: pages }, (_, index) => part(index + 1)),
    unreadPages: pages,
    truncated: false,
    ...change,
  };
}

/** An engine that answers from a list and remembers what it was asked. */
function playOcr(answers: Record<number, Partial<OcrPage>>): Ocr & { asked: number[] } {
  const asked: number[] = [];
  const answer = (page: number): OcrPage => {
    asked.push(page);
    return ocrPage({ page, ...answers[page] });
  };
  return {
    asked,
    name: 'tesseract 5.3.0',
    recogniseImage: async () => answer(1),
    recognisePdf: async (_path, pages) => pages.map(answer),
    close: async () => {},
  };
}

const never = new AbortController().signal;

describe('recogniseFacts', () => {
  it('reads the first pages that have no text and counts the others as unread', async () => {
    const ocr = playOcr({ 1: { text, confidence: 0.93 }, 2: { text, confidence: 0.9 } });
    const facts = await recogniseFacts(scan(5), '/a.pdf', ocr, limits, never);
    expect(ocr.asked).toEqual([1, 2]);
    expect(facts).toMatchObject({ problem: null, unreadPages: 3, madeBy: { ocr: 'tesseract 5.3.0' } });
    expect(facts.parts.map(({ textFrom, ocrConfidence }) => [textFrom, ocrConfidence])).toEqual([
      ['ocr', 0.93],
      ['ocr', 0.9],
      ['none', null],
      ['none', null],
      ['none', null],
    ]);
    expect(facts.hasTextLayer).toBe(false);
  });

  it('leaves pages with text alone', async () => {
    const ocr = playOcr({ 2: { text, confidence: 0.93 } });
    const first = part(1, { text: 'ข้อความ', textFrom: 'text-layer' });
    const mixed = scan(2, { parts: [first, part(2)], unreadPages: 1, problem: null, hasTextLayer: true });
    const facts = await recogniseFacts(mixed, '/a.pdf', ocr, limits, never);
    expect(ocr.asked).toEqual([2]);
    expect(facts.parts[0]).toEqual(first);
    expect(facts).toMatchObject({ unreadPages: 0, problem: null });
  });

  it('spends no page on one that is blank where others hold pictures', async () => {
    const ocr = playOcr({ 3: { text, confidence: 0.93 } });
    const parts = [
      part(1, { text: 'ข้อความ', textFrom: 'text-layer', images: 0 }),
      part(2, { images: 0 }),
      part(3),
    ];
    const mixed = scan(3, { parts, unreadPages: 1, problem: null, hasTextLayer: true });
    const facts = await recogniseFacts(mixed, '/a.pdf', ocr, limits, never);
    expect(ocr.asked).toEqual([3]);
    expect(facts.unreadPages).toBe(0);
  });

  it('keeps a page unread that it could not read surely', async () => {
    const ocr = playOcr({ 1: { text, confidence: 0.7 } });
    const facts = await recogniseFacts(scan(1), '/a.pdf', ocr, limits, never);
    expect(facts).toMatchObject({ problem: 'no-text-layer', unreadPages: 1 });
    expect(facts.parts[0]).toMatchObject({ text: '', textFrom: 'none', ocrConfidence: 0.7 });
    expect(facts.detail).toContain('confidence 0.7');
  });

  it('keeps the problem and says why when OCR failed', async () => {
    const ocr = playOcr({ 1: { problem: 'took-too-long', detail: 'over 30000 ms' } });
    const facts = await recogniseFacts(scan(1), '/a.pdf', ocr, limits, never);
    expect(facts).toMatchObject({ problem: 'no-text-layer', unreadPages: 1 });
    expect(facts.detail).toContain('took-too-long');
    expect(facts.parts[0]?.ocrConfidence).toBeNull();
  });

  it('reads a picture as its one part', async () => {
    const ocr = playOcr({ 1: { text, confidence: 0.93 } });
    const facts = await recogniseFacts(
      scan(1, { kind: 'image', hasTextLayer: null, problem: null }),
      '/a.jpg',
      ocr,
      limits,
      never,
    );
    expect(facts).toMatchObject({ unreadPages: 0, problem: null });
    expect(facts.parts[0]).toMatchObject({ text, textFrom: 'ocr' });
  });

  it('asks nothing where nothing is unread, or where there is no page to give', async () => {
    const ocr = playOcr({});
    const read = scan(1, {
      parts: [part(1, { text, textFrom: 'text-layer' })],
      unreadPages: 0,
      problem: null,
    });
    expect(await recogniseFacts(read, '/a.pdf', ocr, limits, never)).toBe(read);
    const off = scan(1);
    expect(await recogniseFacts(off, '/a.pdf', ocr, { ...limits, maxOcrPages: 0 }, never)).toBe(off);
    expect(ocr.asked).toEqual([]);
  });
});

describe('needsOcr', () => {
  it('is for scans, garbled pages and pictures only', () => {
    expect(needsOcr(scan(1))).toBe(true);
    expect(needsOcr(scan(1, { problem: 'text-garbled' }))).toBe(true);
    expect(needsOcr(scan(1, { kind: 'image', problem: null }))).toBe(true);
    expect(needsOcr(scan(1, { problem: 'encrypted', parts: [] }))).toBe(false);
    expect(needsOcr(scan(1, { problem: 'damaged' }))).toBe(false);
    expect(needsOcr(scan(1, { kind: 'docx' }))).toBe(false);
    expect(needsOcr(scan(0))).toBe(false);
  });
});
