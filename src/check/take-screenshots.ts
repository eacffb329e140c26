import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Renderer } from '../browser/renderer.ts';
import type { Result, ResultEvidence, ResultItem } from '../result/schema.ts';

const folderName = 'screenshots';

export interface ScreenshotOptions {
  /** items with one of these topics show persons: no picture is taken */
  withoutTopics: readonly string[];
  folder: string;
  signal: AbortSignal;
}

/**
 * Takes a picture of the page that answers each item, the place marked, and writes it into `screenshots/` of the run's
 * folder. Gives the result back with the names of the pictures; a picture that could not be taken is left out.
 */
export async function takeScreenshots(
  result: Result,
  renderer: Pick<Renderer, 'picture'>,
  { withoutTopics, folder, signal }: ScreenshotOptions,
): Promise<Result> {
  const items: ResultItem[] = [];
  for (const item of result.items) {
    const first = item.evidence[0];
    const isWanted = !item.topics.some((topic) => withoutTopics.includes(topic));
    if (first === undefined || !isWanted || !isPicturable(first) || signal.aborted) {
      items.push(item);
      continue;
    }
    const picture = await renderer.picture({ url: first.finalUrl, marks: listMarks(item, first), signal });
    if (picture === null) {
      items.push(item);
      continue;
    }
    const name = `${folderName}/${item.code}.png`;
    await mkdir(join(folder, folderName), { recursive: true });
    await writeFile(join(folder, name), picture);
    items.push({ ...item, evidence: [{ ...first, screenshot: name }, ...item.evidence.slice(1)] });
  }
  return { ...result, items };
}

function isPicturable({ role, outcome, kind }: ResultEvidence): boolean {
  return role === 'accepted' && outcome === 'ok' && kind === 'html';
}

/** Words to look for on the page, the most telling first. */
function listMarks(item: ResultItem, evidence: ResultEvidence): string[] {
  const quotes = evidence.elements.flatMap(({ found, quote }) =>
    found === true && quote !== null ? [quote] : [],
  );
  return [...quotes, evidence.title ?? '', item.nameTh].filter((words) => words !== '');
}
