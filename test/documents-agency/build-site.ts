import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { html, type Route } from '../sites/site.ts';

/** A row of the index page: code, title, and the files with the words of their links. */
export type IndexRow = readonly [
  code: string,
  title: string,
  files: readonly (readonly [name: string, text: string])[],
];

const types = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  csv: 'text/csv; charset=utf-8',
  zip: 'application/zip',
  png: 'image/png',
} as const;

/** A home page, an index page with a row for every item, and the files under `/files/`. */
export function buildSite(
  agency: string,
  index: readonly IndexRow[],
  files: ReadonlyMap<string, Uint8Array>,
): Map<string, Route> {
  const home = `<h2>ยินดีต้อนรับ</h2><p>${agency} อำเภอนาจำลอง จังหวัดสมมติบุรี</p><p><a href="/ita2568">การประเมินคุณธรรมและความโปร่งใส (ITA) ปี 2568</a></p>`;
  const routes = new Map<string, Route>([
    ['/', page(agency, home)],
    ['/ita2568', page(agency, renderIndex(index))],
  ]);
  for (const [name, bytes] of files) {
    const ending = name.slice(name.lastIndexOf('.') + 1) as keyof typeof types;
    routes.set(`/files/${name}`, { type: types[ending], body: bytes });
  }
  return routes;
}

/** A file that no library of ours can write, made once by hand. */
export async function readCommitted(name: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(join(import.meta.dirname, 'files', name)));
}

function renderIndex(index: readonly IndexRow[]): string {
  const rows = index.map(
    ([code, title, files]) =>
      `<tr><td>${code}</td><td>${title}</td><td>${files
        .map(([name, text]) => `<a href="/files/${name}" target="_blank">${text}</a>`)
        .join('<br>')}</td></tr>`,
  );
  return `<h2>การเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. 2568</h2>
<table><thead><tr><th>ข้อ</th><th>รายการ</th><th>เอกสาร</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function page(agency: string, body: string): Route {
  return {
    type: html,
    body: `<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>${agency}</title></head><body>
<header><a href="/">${agency}</a></header><nav><ul><li><a href="/">หน้าแรก</a></li><li><a href="/ita2568">ITA 2568</a></li></ul></nav>
<main>${body}</main><footer>${agency}</footer></body></html>`,
  };
}
