import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createFactsRecogniser,
  createOcr,
  findOcr,
  needsOcr,
  type Ocr,
  type OcrDeps,
} from '../../src/document/ocr/index.ts';
import { createDocumentReader } from '../../src/document/reader.ts';
import { defaultDocumentLimits } from '../../src/document/types.ts';
import { isReadable } from '../../src/document/ocr/readable.ts';
import { findToolHere, letterAccuracy, makeImagePdf } from './ocr-support.ts';

const data = fileURLToPath(new URL('../data/documents/', import.meta.url));
const jpegPath = join(data, 'scan', 'prose_150_dirty.jpg');
const pdfPath = join(data, 'scan', 'lo_norasi_200_dirty.pdf');
const hasTesseract = findToolHere('tesseract') !== null;
const hasPoppler = findToolHere('pdftoppm') !== null;
const slowMs = 100_000;
const never = new AbortController().signal;

vi.setConfig({ testTimeout: slowMs + 10_000 });

let root = '';
let prose = '';
const open: Ocr[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'oit-ocr-'));
  await mkdir(join(root, 'work'));
  prose = await readFile(join(data, 'scan', 'prose.txt'), 'utf8');
});

afterEach(async () => {
  for (const ocr of open.splice(0)) await ocr.close();
  expect(await readdir(join(root, 'work'))).toEqual([]);
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

function deps(change: Partial<OcrDeps> = {}): OcrDeps {
  return {
    findTool: findToolHere,
    environment: process.env,
    workDir: join(root, 'work'),
    dataDir: join(root, 'data'),
    ...change,
    // the tests' machine may be busy
    limits: { pageTimeoutMs: slowMs, ...change.limits },
  };
}

async function start(change: Partial<OcrDeps>): Promise<Ocr> {
  const ocr = await createOcr(deps(change));
  if (ocr === null) throw new Error('no engine');
  open.push(ocr);
  return ocr;
}

/** Digits left out: the masked ones are counted elsewhere. */
function withoutDigits(text: string): string {
  return text.replaceAll(/[๐-๙0-9□]/gu, '');
}

/** The upper third of the scan's page put into a PDF that says how it is turned. */
async function writeJpegPdf(rotate: number): Promise<string> {
  const jpeg = await readFile(jpegPath);
  const image = {
    widthPx: 1260,
    heightPx: 1768,
    entries: '/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode',
    data: jpeg,
  };
  const path = join(root, `turned-${rotate}.pdf`);
  const entries = `/CropBox[0 533 600 800]/Rotate ${rotate}`;
  await writeFile(path, makeImagePdf([image], 'q 600 0 0 800 0 0 cm /I0 Do Q', entries));
  return path;
}

describe.skipIf(!hasTesseract)('the tesseract of this machine', () => {
  it('reads a dirty scan', async () => {
    const ocr = await start({ engine: 'system' });
    expect(ocr.name).toMatch(/^tesseract \d/u);
    const page = await ocr.recogniseImage(jpegPath, never);
    expect(page).toMatchObject({ page: 1, problem: null });
    expect(page.confidence).toBeGreaterThan(0.9);
    expect(isReadable(page)).toBe(true);
    expect(letterAccuracy(withoutDigits(prose), withoutDigits(page.text))).toBeGreaterThan(0.97);
    expect(page.text).not.toMatch(/[๐-๙]/u);
  });

  it.skipIf(!hasPoppler)('reads a page that lies upside down', async () => {
    const ocr = await start({ engine: 'system', pictures: 'poppler' });
    const [page] = await ocr.recognisePdf(await writeJpegPdf(180), [1], never);
    expect(page?.confidence).toBeGreaterThan(0.88);
    expect(page?.text).toMatch(/^รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส/u);
  });

  it('is killed past its time', async () => {
    const ocr = await start({ engine: 'system', limits: { pageTimeoutMs: 150 } });
    expect(await ocr.recogniseImage(jpegPath, never)).toMatchObject({ text: '', problem: 'took-too-long' });
  });

  it.skipIf(findToolHere('prlimit') === null)('does not outgrow its memory', async () => {
    const ocr = await start({ engine: 'system', limits: { maxMemoryBytes: 24 * 1024 * 1024 } });
    const page = await ocr.recogniseImage(jpegPath, never);
    expect(page.text).toBe('');
    expect(['took-too-much-memory', 'unreadable']).toContain(page.problem);
  });
});

describe('the bundled engine', () => {
  it('reads a scan out of a PDF with no program of the machine', async () => {
    const ocr = await start({ findTool: () => null });
    expect(ocr.name).toMatch(/^tesseract\.js \d/u);
    const pages = await ocr.recognisePdf(pdfPath, [1, 7], never);
    const truth = await readFile(join(data, 'pdf', 'truth.txt'), 'utf8').catch(() => null);
    expect(pages[0]).toMatchObject({ page: 1, problem: null });
    expect(pages[0]?.confidence).toBeGreaterThan(0.9);
    expect(pages[0]?.text).toContain('แผนปฏิบัติการป้องกันการทุจริต');
    if (truth !== null) {
      expect(letterAccuracy(withoutDigits(truth), withoutDigits(pages[0]?.text ?? ''))).toBeGreaterThan(0.85);
    }
    expect(pages[1]).toMatchObject({ page: 7, text: '', problem: 'unreadable' });
  });

  it('is killed past its time and starts again for the next page', async () => {
    const ocr = await start({ engine: 'bundled', pictures: 'embedded', limits: { pageTimeoutMs: 400 } });
    const [late] = await ocr.recognisePdf(pdfPath, [1], never);
    expect(late).toMatchObject({ problem: 'took-too-long' });
    const damaged = join(root, 'damaged.pdf');
    await writeFile(damaged, '%PDF-1.4\nnothing');
    const [next] = await ocr.recognisePdf(damaged, [1], never);
    expect(['unreadable', 'took-too-long']).toContain(next?.problem);
  });

  it('is killed past its memory', async () => {
    const ocr = await start({ engine: 'bundled', limits: { maxMemoryBytes: 90 * 1024 * 1024 } });
    expect(await ocr.recogniseImage(jpegPath, never)).toMatchObject({ problem: 'took-too-much-memory' });
  });

  it('stops when it is told to', async () => {
    const ocr = await start({ engine: 'bundled' });
    const controller = new AbortController();
    const reading = ocr.recogniseImage(jpegPath, controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), 200);
    await expect(reading).rejects.toThrow('enough');
  });
});

describe('pictures that are not worth reading', () => {
  it('says why', async () => {
    const ocr = await start({ engine: 'bundled' });
    const read = async (name: string, bytes: Uint8Array): Promise<unknown> => {
      const path = join(root, name);
      await writeFile(path, bytes);
      return ocr.recogniseImage(path, never);
    };
    const gif = (width: number, height: number): Uint8Array => {
      const bytes = Buffer.alloc(64);
      bytes.write('GIF89a', 0, 'latin1');
      bytes.writeUInt16LE(width, 6);
      bytes.writeUInt16LE(height, 8);
      return bytes;
    };
    expect(await read('icon.gif', gif(120, 600))).toMatchObject({
      problem: 'too-small',
      detail: '120 × 600 px',
    });
    expect(await read('rule.gif', gif(900, 20))).toMatchObject({ problem: 'too-small' });
    expect(await read('huge.gif', gif(60_000, 60_000))).toMatchObject({ problem: 'too-large' });
    expect(await read('page.svg', Buffer.from('<svg/>'.repeat(20)))).toMatchObject({ problem: 'unreadable' });
  });
});

describe('findOcr', () => {
  it('names what would be used and why not the others', async () => {
    const none = await findOcr(deps({ findTool: () => null }));
    expect(none.engine).toMatchObject({ id: 'bundled', usable: true });
    expect(none.pictures).toMatchObject({ id: 'embedded', usable: true });
    expect(none.engines[0]).toEqual({
      id: 'system',
      name: 'tesseract',
      usable: false,
      whyNot: 'not-installed',
    });
    expect(none.pictureMakers[0]).toMatchObject({ id: 'poppler', whyNot: 'not-installed' });
  });

  it('offers nothing where only a missing program may be used', async () => {
    const wanted = deps({ findTool: () => null, engine: 'system' });
    expect(await findOcr(wanted)).toMatchObject({ engine: null });
    expect(await createOcr(wanted)).toBeNull();
  });

  it.skipIf(!hasTesseract)('prefers the program of the machine', async () => {
    const found = await findOcr(deps());
    expect(found.engine?.id).toBe('system');
    expect(found.engine?.name).toMatch(/^tesseract \d/u);
  });

  it('does not take a program for tesseract that does not answer like one', async () => {
    const found = await findOcr(
      deps({ findTool: (name) => (name === 'tesseract' ? process.execPath : null) }),
    );
    expect(found.engine?.id).toBe('bundled');
  });
});

describe.skipIf(findToolHere('pango-view') === null || !hasTesseract)('a page set in type', () => {
  it('keeps a year in Arabic digits and masks one in Thai digits', async () => {
    const source = join(root, 'page.txt');
    const picture = join(root, 'page.png');
    await writeFile(
      source,
      'แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568\nรายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n',
    );
    execFileSync('pango-view', [
      '--font=Norasi 16',
      '--dpi=150',
      '--margin=40',
      '--background=white',
      '-q',
      `--output=${picture}`,
      source,
    ]);
    const ocr = await start({ engine: 'system' });
    const page = await ocr.recogniseImage(picture, never);
    expect(page.text).toContain('พ.ศ. 2568');
    expect(page.text).toContain('ประจำปีงบประมาณ');
    expect(page.text).not.toMatch(/[๐-๙]/u);
    expect(page.text.match(/25\d\d/gu)).toEqual(['2568']);
  });
});

describe('with the document reader', () => {
  it('turns a scan without text into facts with text', async () => {
    const ocr = await start({});
    const limits = { ...defaultDocumentLimits, maxOcrPages: 1 };
    const reader = createDocumentReader({ findTool: findToolHere, ocr: createFactsRecogniser(ocr, limits) });
    try {
      const before = await reader.readText(pdfPath, null, never);
      expect(before).toMatchObject({ problem: 'no-text-layer', unreadPages: 1 });
      expect(needsOcr(before)).toBe(true);
      const after = await reader.recognise(pdfPath, before, never);
      expect(after).toMatchObject({ problem: null, unreadPages: 0, madeBy: { ocr: ocr.name } });
      expect(after.parts[0]).toMatchObject({ textFrom: 'ocr' });
      expect(after.parts[0]?.text).toContain('แผนปฏิบัติการป้องกันการทุจริต');
      expect(needsOcr(after)).toBe(false);
    } finally {
      await reader.close();
    }
  });
});
