import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeDocx } from '../test/document/make/docx.ts';
import type { Faces } from '../test/document/make/layout.ts';
import { makePdf } from '../test/document/make/pdf.ts';
import { makePng } from '../test/document/make/scan.ts';
import { makeCsv, makeOds, makeXls, makeXlsx, type SheetRows } from '../test/document/make/sheet.ts';
import { type Block, type DocumentSource, readSourceText } from '../test/document/make/source.ts';
import {
  convertWithLibreOffice,
  findChromium,
  findSystemTool,
  makePangoPdf,
  printPdf,
} from '../test/document/make/tools.ts';
import { complaintStatistics } from '../test/documents-agency/first/openness.ts';
import { ethics } from '../test/documents-agency/first/people.ts';
import { citizenManual, developmentPlan, manualPermit } from '../test/documents-agency/first/work.ts';

const run = promisify(execFile);

/** One made document on disk, with what stands in it. */
export interface Sample {
  /** who made it: `pdf-lib`, `Chromium`, … */
  producer: string;
  path: string;
  /** null where only speed is measured */
  text: string | null;
}

const sources = { ethics, citizenManual, developmentPlan, manualPermit, complaintStatistics } as const;

/** The same five documents by every producer that this machine has. */
export async function makePdfSamples(folder: string, faces: Faces): Promise<Sample[]> {
  const [chromium, pango, soffice] = [
    findChromium(),
    findSystemTool('pango-view'),
    findSystemTool('soffice'),
  ];
  const producers: [string, ((source: DocumentSource) => Promise<Uint8Array>) | null][] = [
    ['pdf-lib', (source) => makePdf(source, faces)],
    ['Chromium', chromium === null ? null : (source) => printPdf(source, chromium)],
    ['Pango', pango === null ? null : (source) => makePangoPdf(source, pango)],
    [
      'LibreOffice',
      soffice === null ? null : (source) => convertWithLibreOffice(makeDocx(source), 'docx', 'pdf', soffice),
    ],
  ];
  const samples: Sample[] = [];
  for (const [producer, make] of producers) {
    if (make === null) continue;
    for (const [name, source] of Object.entries(sources)) {
      const path = join(folder, `${name}-${producer}.pdf`);
      await writeFile(path, await make(source));
      samples.push({ producer, path, text: readSourceText(source) });
    }
  }
  return samples;
}

/** One long report: as many pages as a reader takes of one document. */
export async function makeLongPdf(folder: string, faces: Faces): Promise<Sample> {
  const body: Block[] = [];
  for (let chapter = 1; chapter <= 24; chapter++) {
    body.push({ kind: 'heading', text: `บทที่ ${chapter}` }, ...developmentPlan.blocks, { kind: 'page-break' });
  }
  const path = join(folder, 'long.pdf');
  await writeFile(path, await makePdf({ title: 'ยาว', blocks: body }, faces));
  return { producer: 'pdf-lib', path, text: null };
}

/** Word processors' files of one source; .doc and .odt only where LibreOffice is. */
export async function makeOfficeSamples(folder: string): Promise<Sample[]> {
  const docx = makeDocx(developmentPlan);
  const text = readSourceText(developmentPlan);
  const samples: Sample[] = [{ producer: 'own writer', path: join(folder, 'plan.docx'), text }];
  await writeFile(join(folder, 'plan.docx'), docx);
  const soffice = findSystemTool('soffice');
  for (const kind of soffice === null ? [] : ['doc', 'odt']) {
    const path = join(folder, `plan.${kind}`);
    await writeFile(path, await convertWithLibreOffice(docx, 'docx', kind, soffice ?? ''));
    samples.push({ producer: 'LibreOffice', path, text });
  }
  return samples;
}

/** One sheet of 2,000 purchases in 16 columns, in every format. */
export async function makeSheetSamples(folder: string, header: readonly string[]): Promise<Sample[]> {
  const rows: SheetRows = [
    header,
    ...Array.from({ length: 2_000 }, (_, row) =>
      header.map((name, column) =>
        column === 0 ? row + 1 : column % 4 === 0 ? row * 100 : `${name} ${row}`,
      ),
    ),
  ];
  const files: [string, string, Uint8Array][] = [
    ['xlsx', 'hucre', await makeXlsx('ITA-o13', rows)],
    ['xls', 'SheetJS', makeXls('ITA-o13', rows)],
    ['ods', 'hucre', await makeOds('ITA-o13', rows)],
    ['csv', 'own writer', makeCsv(rows)],
  ];
  const samples: Sample[] = [];
  for (const [kind, producer, bytes] of files) {
    const path = join(folder, `purchases.${kind}`);
    await writeFile(path, bytes);
    samples.push({ producer, path, text: null });
  }
  return samples;
}

/** First pages as pictures at 150 dots per inch: painted by ourselves, and rendered from the other producers' PDFs. */
export async function makePictureSamples(
  folder: string,
  faces: Faces,
  pdfs: readonly Sample[],
): Promise<Sample[]> {
  const text = readSourceText(complaintStatistics);
  const painted = join(folder, 'painted.png');
  await writeFile(painted, makePng(complaintStatistics, faces));
  const samples: Sample[] = [{ producer: 'own painter, Sarabun', path: painted, text }];
  const pdftoppm = findSystemTool('pdftoppm');
  for (const { producer, path } of pdfs) {
    if (pdftoppm === null || producer === 'pdf-lib' || !path.includes('complaintStatistics')) continue;
    const stem = path.replace(/\.pdf$/, '');
    await run(pdftoppm, ['-r', '150', '-gray', '-png', '-singlefile', path, stem]);
    samples.push({ producer, path: `${stem}.png`, text });
  }
  return samples;
}
