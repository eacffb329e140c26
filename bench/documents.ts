/**
 * Measures the reading of documents: `npm run bench:documents`. Makes its own documents in a temporary folder, so
 * needs no network; producers and tools that the machine lacks are left out of the table.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { findTool } from '../src/cli/find-tool.ts';
import { createOcr } from '../src/document/ocr/index.ts';
import { createDocumentReader } from '../src/document/reader.ts';
import type { DocumentReader } from '../src/document/types.ts';
import type { DocumentFacts } from '../src/snapshot/document-facts.ts';
import { readFaces } from '../test/document/make/layout.ts';
import { procurementHeader } from '../test/documents-agency/first/people.ts';
import { type Accuracy, compareTexts } from './accuracy.ts';
import { watchChildren } from './children.ts';
import {
  makeLongPdf,
  makeOfficeSamples,
  makePdfSamples,
  makePictureSamples,
  makeSheetSamples,
  type Sample,
} from './samples.ts';

/** Rounds that are timed; the middle one counts, since other work may run beside. */
const repeats = 5;
const signal = new AbortController().signal;
const table: string[][] = [];

const folder = await mkdtemp(join(tmpdir(), 'oit-bench-'));
try {
  const faces = readFaces();
  const pdfs = await makePdfSamples(folder, faces);
  const long = await makeLongPdf(folder, faces);
  for (const pdf of ['poppler', 'unpdf'] as const) {
    if (pdf === 'poppler' && findTool('pdftotext') === null) continue;
    await withReader(pdf, async (reader) => {
      for (const [producer, samples] of Map.groupBy(pdfs, (sample) => sample.producer)) {
        await measureReading(reader, 'PDF', producer, samples);
      }
      await measureReading(reader, 'PDF, long', long.producer, [long]);
    });
  }
  await withReader('unpdf', async (reader) => {
    const samples = [
      ...(await makeOfficeSamples(folder)),
      ...(await makeSheetSamples(folder, procurementHeader)),
    ];
    for (const sample of samples) {
      await measureReading(reader, extname(sample.path).slice(1), sample.producer, [sample]);
    }
  });
  await measureOcr(await makePictureSamples(folder, faces, pdfs));
} finally {
  await rm(folder, { recursive: true, force: true });
}
printTable();

async function withReader(
  pdf: 'poppler' | 'unpdf',
  work: (reader: DocumentReader) => Promise<void>,
): Promise<void> {
  const reader = createDocumentReader({ pdf, findTool });
  try {
    await work(reader);
  } finally {
    await reader.close();
  }
}

async function measureReading(
  reader: DocumentReader,
  what: string,
  producer: string,
  samples: readonly Sample[],
): Promise<void> {
  const accuracies: Accuracy[] = [];
  const times: number[] = [];
  let pages = 0;
  let backEnd = '';
  await reader.readText(samples[0]?.path ?? '', null, signal);
  const { peakBytes, cpuMs } = await watchChildren(async () => {
    for (let round = 0; round < repeats; round++) {
      const startedMs = performance.now();
      const read: DocumentFacts[] = [];
      for (const { path } of samples) read.push(await reader.readText(path, null, signal));
      times.push(performance.now() - startedMs);
      if (round > 0) continue;
      for (const [index, facts] of read.entries()) {
        const sample = samples[index];
        if (facts.problem !== null) throw new Error(`${sample?.path}: ${facts.problem} ${facts.detail}`);
        pages += facts.parts.length;
        backEnd = facts.madeBy.text;
        if (typeof sample?.text === 'string') accuracies.push(compareTexts(sample.text, textOf(facts)));
      }
    }
  });
  const middle = times.toSorted((a, b) => a - b)[Math.floor(repeats / 2)] ?? 0;
  table.push([
    what,
    producer,
    backEnd,
    String(pages),
    (middle / pages).toFixed(1),
    cpuMs === null ? '–' : (cpuMs / repeats / pages).toFixed(1),
    mebibytes(peakBytes),
    ...share(accuracies),
  ]);
}

async function measureOcr(samples: readonly Sample[]): Promise<void> {
  const workDir = join(folder, 'ocr');
  await mkdir(workDir);
  for (const engine of ['system', 'bundled'] as const) {
    const dataDir = join(folder, `ocr-data-${engine}`);
    const ocr = await createOcr({ findTool, environment: process.env, workDir, dataDir, engine });
    if (ocr === null) continue;
    try {
      for (const sample of samples) {
        await ocr.recogniseImage(sample.path, signal);
        const startedMs = performance.now();
        const { value, peakBytes, cpuMs } = await watchChildren(() =>
          ocr.recogniseImage(sample.path, signal),
        );
        const accuracy = compareTexts(sample.text ?? '', value.text);
        const ms = (performance.now() - startedMs).toFixed(0);
        table.push([
          'picture, 150 dpi',
          sample.producer,
          ocr.name,
          '1',
          ms,
          cpuMs?.toFixed(0) ?? '–',
          mebibytes(peakBytes),
          ...share([accuracy]),
        ]);
      }
    } finally {
      await ocr.close();
    }
  }
}

function textOf(facts: DocumentFacts): string {
  return facts.parts.map(({ text }) => text).join('\n');
}

function share(accuracies: readonly Accuracy[]): string[] {
  if (accuracies.length === 0) return ['–', '–'];
  const mean = (pick: (accuracy: Accuracy) => number): string =>
    ((sum(accuracies.map(pick)) / accuracies.length) * 100).toFixed(1);
  return [mean(({ characters }) => characters), mean(({ words }) => words)];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mebibytes(bytes: number | null): string {
  return bytes === null ? '–' : (bytes / 2 ** 20).toFixed(0);
}

function printTable(): void {
  const header = [
    'what',
    'made by',
    'read by',
    'pages',
    'ms a page',
    'CPU ms a page',
    'memory MiB',
    'characters %',
    'words %',
  ];
  const rows = [header, header.map(() => '---'), ...table];
  process.stdout.write(`${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`);
}
