import { readFile, writeFile } from 'node:fs/promises';

const path = new URL('../../docs/crawl.md', import.meta.url);

/**
 * Replaces what stands between `<!-- name -->` and `<!-- /name -->` in docs/crawl.md.
 *
 * @throws Error when the marks are not there
 */
export async function writeSection(name: string, text: string): Promise<void> {
  const page = await readFile(path, 'utf8');
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`docs/crawl.md has no marks ${start} … ${end}`);
  await writeFile(path, `${page.slice(0, from + start.length)}\n\n${text}\n\n${page.slice(to)}`);
}
