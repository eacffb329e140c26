import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseContents } from './parse.ts';
import type { BankHalf, Content, Half } from './types.ts';

/**
 * Reads the wordings of one half: `=== O7` begins an item in `o*.txt`, `== title` a page of `decoys.txt`.
 *
 * @throws Error naming what cannot be used
 */
export async function loadBankHalf(half: Half): Promise<BankHalf> {
  const folder = join(import.meta.dirname, half);
  const names = (await readdir(folder)).filter((name) => /^o\d.*\.txt$/u.test(name)).toSorted();
  const contents: Content[] = [];
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8');
    for (const section of text.split(/^=== /mu).slice(1)) {
      const end = section.indexOf('\n');
      contents.push(...parseContents(section.slice(end + 1), half, section.slice(0, end).trim()));
    }
  }
  const decoys = (await readFile(join(folder, 'decoys.txt'), 'utf8'))
    .split(/^== /mu)
    .slice(1)
    .map((entry) => {
      const end = entry.indexOf('\n');
      return { title: entry.slice(0, end).trim(), body: entry.slice(end + 1).trim() };
    });
  return { contents, decoys, cover: await readFile(join(folder, 'cover.txt'), 'utf8') };
}
