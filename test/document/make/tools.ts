import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { escapeXml } from './docx.ts';
import { type Block, type DocumentSource, readSourceText } from './source.ts';

const run = promisify(execFile);

/** The Chromium that the tests use; null where the machine has none. */
export function findChromium(): string | null {
  const path = process.env['OIT_TEST_CHROMIUM'] ?? '/usr/bin/chromium';
  return existsSync(path) ? path : null;
}

/** A tool of the system by its name; null where the machine has none. */
export function findSystemTool(name: 'pango-view' | 'soffice' | 'pdftoppm'): string | null {
  const path = `/usr/bin/${name}`;
  return existsSync(path) ? path : null;
}

/** A PDF as a browser prints it, with the fonts of the machine. */
export async function printPdf(source: DocumentSource, executablePath: string): Promise<Uint8Array> {
  return await inTemporaryFolder(async (folder) => {
    const path = join(folder, 'source.html');
    await writeFile(path, renderHtml(source));
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(path).href);
      return new Uint8Array(await page.pdf({ format: 'A4', landscape: source.landscape === true }));
    } finally {
      await browser.close();
    }
  });
}

/** A PDF by Pango and cairo: the words of the source without its tables' lines, all on one page. */
export async function makePangoPdf(source: DocumentSource, pangoView: string): Promise<Uint8Array> {
  return await inTemporaryFolder(async (folder) => {
    const [text, pdf] = [join(folder, 'source.txt'), join(folder, 'source.pdf')];
    await writeFile(text, readSourceText(source));
    await run(pangoView, [
      '-q',
      '--font=Norasi, Sarabun, TH Sarabun New 14',
      '--width=480',
      `--output=${pdf}`,
      text,
    ]);
    return new Uint8Array(await readFile(pdf));
  });
}

/** What LibreOffice makes of a file: `pdf`, `doc`, `odt`, … Slow (seconds); for measuring and for making fixtures by hand. */
export async function convertWithLibreOffice(
  bytes: Uint8Array,
  from: string,
  to: string,
  soffice: string,
): Promise<Uint8Array> {
  return await inTemporaryFolder(async (folder) => {
    const source = join(folder, `source.${from}`);
    await writeFile(source, bytes);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    await run(soffice, [profile, '--headless', '--convert-to', to, '--outdir', folder, source]);
    return new Uint8Array(await readFile(join(folder, `source.${to}`)));
  });
}

async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'oit-make-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function renderHtml(source: DocumentSource): string {
  const body = source.blocks.map(renderBlock).join('\n');
  return `<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>${escapeXml(source.title)}</title>
<style>body{font:13pt/1.5 Norasi,Sarabun,sans-serif}h1{font-size:17pt;text-align:center}
table{border-collapse:collapse;width:100%;font-size:11pt}td,th{border:1px solid #333;padding:3px;text-align:left;vertical-align:top}
.photo{background:#b3b3b8;width:72pt}.break{break-before:page}</style></head><body>${body}</body></html>`;
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h1>${escapeXml(block.text)}</h1>`;
    case 'paragraph':
      return `<p>${escapeXml(block.text)}</p>`;
    case 'table': {
      const row = (cells: readonly string[], tag: string): string =>
        `<tr>${block.header.map((_, column) => `<${tag}>${escapeXml(cells[column] ?? '')}</${tag}>`).join('')}</tr>`;
      return `<table>${row(block.header, 'th')}${block.rows.map((cells) => row(cells, 'td')).join('')}</table>`;
    }
    case 'photo':
      return `<div class="photo" style="height:${block.heightPt}pt"></div>`;
    case 'page-break':
      return '<div class="break"></div>';
  }
}
