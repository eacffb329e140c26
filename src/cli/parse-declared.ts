import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Checklist, type DeclaredEntry, readDeclared } from '../index.ts';
import { requireCode } from './parse.ts';
import { UsageError } from './usage-error.ts';

/** How a file of declared addresses is called; anything else is meant as CODE=URL. */
const fileName = /\.(?:ya?ml|csv|tsv|txt|xlsx|xls|ods)$/i;

/** Whether it is `O7=https://…` and not the name of a file. */
export function isPair(text: string): boolean {
  return /^\s*o\d{1,2}\s*=/i.test(text);
}

/**
 * `--declared`, repeated: `O7=https://…`, or a file of them.
 *
 * @throws UsageError for what is neither; InputError with every wrong line of a file
 */
export async function parseDeclared(
  typed: readonly string[],
  checklist: Checklist,
  cwd: string,
): Promise<DeclaredEntry[]> {
  const all: DeclaredEntry[] = [];
  for (const text of typed) {
    if (fileName.test(text) && !isPair(text))
      all.push(...(await readDeclared(text, await readInput(text, cwd), checklist)));
    else all.push(parsePair(text, checklist));
  }
  for (const { code, have } of all) {
    if (!have && all.some((other) => other.code === code && other.have))
      throw new UsageError(
        `--declared: ${code} ระบุว่าไม่มีในที่หนึ่ง และมี URL ในอีกที่หนึ่ง · is declared as not there in one place and with an address in another.`,
      );
  }
  const seen = new Set<string>();
  return all.filter(({ code, url }) => {
    const key = `${code} ${url ?? ''}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** @throws UsageError naming the file that cannot be opened */
export async function readInput(name: string, cwd: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cwd, name));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`${name} เปิดไม่ได้ · cannot be opened (${reason}).`);
  }
}

function parsePair(text: string, checklist: Checklist): DeclaredEntry {
  const match = /^\s*(o\d{1,2})\s*=\s*(\S.*)$/i.exec(text);
  const code = match?.[1]?.toUpperCase();
  const url = match?.[2]?.trim();
  if (code === undefined || url === undefined || !/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new UsageError(
      `--declared "${text}": write it as CODE=URL, for example --declared O7=https://www.example.go.th/report, or name a file (.yaml, .csv, .xlsx).`,
    );
  }
  requireCode(code, checklist, '--declared');
  return { code, url: new URL(url).href, have: true, where: null };
}
