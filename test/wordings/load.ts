import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { agencyTypes } from '../../src/result/vocabulary.ts';
import type { PageInput } from '../judge/build-documents.ts';

const entrySchema = z.strictObject({
  id: z.string(),
  /** shown on a page, or in a document on one */
  from: z.enum(['page', 'document']).default('page'),
  /** lines; "## " starts a heading, lines with " | " are rows of a table */
  text: z.string(),
  /** each with its header first */
  tables: z.array(z.array(z.array(z.string())).min(2)).default([]),
  /** alternative texts of pictures */
  images: z.array(z.string()).default([]),
  links: z.array(z.tuple([z.string(), z.string()])).default([]),
  /** labels of a form's fields */
  form: z.array(z.string()).default([]),
  agency: z.enum(agencyTypes).default('municipality'),
  has: z.array(z.string()),
  lacks: z.array(z.string()).default([]),
  half: z.enum(['tune', 'check']),
});

/** What an agency might show for an item, in its own words, and the elements that it holds and lacks. */
export type Wording = z.infer<typeof entrySchema>;

/** The wordings of every item that has a file, by its code. */
export function readWordings(): Map<string, Wording[]> {
  const files = readdirSync(import.meta.dirname).filter((name) => /^O\d+\.yaml$/.test(name));
  return new Map(
    files.map((name) => {
      const bytes = readFileSync(`${import.meta.dirname}/${name}`, 'utf8');
      const read = z.array(entrySchema).safeParse(parse(bytes));
      if (!read.success) throw new Error(`${name}: ${z.prettifyError(read.error)}`);
      return [name.replace('.yaml', ''), read.data];
    }),
  );
}

/** The wording as the page of a site that has nothing else on it. */
export function writeHtml(wording: Wording): string {
  const { tables, images, links, form } = wording;
  const body = [
    writeLines(wording.text),
    ...tables.map((rows) => writeTable(rows)),
    ...images.map((alt, index) => `<p><img src="/picture-${index}.jpg" alt="${escapeHtml(alt)}"></p>`),
    ...links.map(([text, url]) => `<p><a href="${escapeHtml(url)}">${escapeHtml(text)}</a></p>`),
    form.length === 0 ? '' : writeForm(form),
  ];
  return `<body><main>${body.join('\n')}</main></body>`;
}

/** The same as the only page of a document. */
export function writeDocumentPage(wording: Wording): PageInput {
  const blocks = readBlocks(wording.text);
  const rows = [...blocks.flatMap((block) => ('rows' in block ? [block.rows] : [])), ...wording.tables];
  const lines = blocks.flatMap((block) => ('line' in block ? [block.line] : []));
  return {
    text: lines.map((line) => line.replace(headingMark, '')).join('\n'),
    headings: lines.filter((line) => headingMark.test(line)).map((line) => line.replace(headingMark, '')),
    images: wording.images.length,
    tables: rows.map(([header = [], ...body]) => ({ header, rows: body })),
  };
}

const headingMark = /^## /;

function readBlocks(text: string): ({ line: string } | { rows: string[][] })[] {
  const blocks: ({ line: string } | { rows: string[][] })[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    if (!line.includes('|')) {
      blocks.push({ line });
      continue;
    }
    const cells = line
      .replaceAll(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim());
    const last = blocks.at(-1);
    if (last !== undefined && 'rows' in last) last.rows.push(cells);
    else blocks.push({ rows: [cells] });
  }
  return blocks;
}

function writeLines(text: string): string {
  const parts = readBlocks(text).map((block) => {
    if ('rows' in block) return writeTable(block.rows);
    return headingMark.test(block.line)
      ? `<h2>${escapeHtml(block.line.replace(headingMark, ''))}</h2>`
      : `<p>${escapeHtml(block.line)}</p>`;
  });
  return parts.join('\n');
}

function writeTable(rows: readonly string[][]): string {
  const written = rows.map((row, index) => {
    const tag = index === 0 ? 'th' : 'td';
    return `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell.trim())}</${tag}>`).join('')}</tr>`;
  });
  return `<table>${written.join('\n')}</table>`;
}

function writeForm(fields: readonly string[]): string {
  const inputs = fields.map(
    (field, index) => `<label>${escapeHtml(field)} <input type="text" name="field${index}"></label>`,
  );
  return `<form method="post" action="/send">${inputs.join('')}<button type="submit">ส่ง</button></form>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
