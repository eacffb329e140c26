import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { z } from 'zod';
import { packWorkbook } from './pack-workbook.ts';

const workbooksSchema = z.record(
  z.string(),
  z.strictObject({ sheet: z.string(), rows: z.array(z.array(z.union([z.string(), z.number()]))) }),
);

/**
 * Makes the documents and pictures of the sample agency with an installed Chromium: one PDF or PNG per
 * fragment of `documentsFolder`, and the two workbooks. Run by hand when a fragment changes; the results are committed,
 * since Chromium's output differs between its versions.
 * @param executablePath Chromium to run, for example `/usr/bin/chromium`
 * @returns site-relative paths written
 */
export async function buildDocuments(
  documentsFolder: string,
  siteFolder: string,
  executablePath: string,
): Promise<string[]> {
  const written: string[] = [];
  const save = async (path: string, bytes: Uint8Array): Promise<void> => {
    await mkdir(dirname(join(siteFolder, path)), { recursive: true });
    await writeFile(join(siteFolder, path), bytes);
    written.push(path);
  };
  const fontFace = await renderFontFaces();
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage();
    for (const path of await listFragments(documentsFolder)) {
      const source = await readFile(join(documentsFolder, path), 'utf8');
      const picture = /^<!-- picture (\d+)x(\d+) -->/.exec(source);
      await page.setContent(
        `<!DOCTYPE html><html lang="th"><head>${fontFace}</head><body>${source}</body></html>`,
      );
      await page.evaluate('document.fonts.ready.then(() => true)');
      const stem = path.replace(/\.html$/, '');
      if (picture !== null) {
        await page.setViewportSize({ width: Number(picture[1]), height: Number(picture[2]) });
        await save(`${stem}.png`, await page.screenshot());
        continue;
      }
      const landscape = source.startsWith('<!-- landscape -->');
      await save(`${stem}.pdf`, freezeDates(await page.pdf({ format: 'A4', landscape })));
    }
  } finally {
    await browser.close();
  }
  const workbooks = workbooksSchema.parse(
    JSON.parse(await readFile(join(documentsFolder, 'workbooks.json'), 'utf8')),
  );
  for (const [path, { sheet, rows }] of Object.entries(workbooks))
    await save(path, packWorkbook(sheet, rows));
  return written;
}

async function listFragments(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}

async function renderFontFaces(): Promise<string> {
  const fonts = dirname(createRequire(import.meta.url).resolve('@fontsource/sarabun/package.json'));
  const faces: string[] = [];
  for (const weight of [400, 700]) {
    for (const [script, range] of [
      ['thai', 'U+0E01-0E5B, U+25CC'],
      ['latin', 'U+0000-00FF, U+2000-206F'],
    ] as const) {
      const bytes = await readFile(join(fonts, 'files', `sarabun-${script}-${weight}-normal.woff2`));
      faces.push(
        `@font-face{font-family:Sarabun;font-weight:${weight};unicode-range:${range};` +
          `src:url(data:font/woff2;base64,${bytes.toString('base64')})}`,
      );
    }
  }
  return `<style>${faces.join('')}body{font:15px/1.6 Sarabun}h1{font-size:21px}h2{font-size:18px}h3{font-size:16px}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #555;padding:4px 6px;vertical-align:top}.small{font-size:11px}</style>`;
}

/** Chromium stamps the wall clock into the file: the same length of digits keeps the offsets of the xref table right. */
function freezeDates(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  return Buffer.from(text.replaceAll(/\(D:\d{14}/g, '(D:20250401090000'), 'latin1');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const executablePath = process.argv[2];
  if (executablePath === undefined) throw new Error('give the path of a Chromium executable');
  const here = import.meta.dirname;
  const written = await buildDocuments(
    join(here, 'content', 'documents'),
    join(here, 'site'),
    executablePath,
  );
  process.stdout.write(`${written.join('\n')}\n`);
}
