import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readImageSize } from './image-size.ts';
import type { OcrAttempt, OcrLimits } from './types.ts';

/**
 * Copies a picture that is worth reading into `folder` and gives the copy's path; else says why not. Icons, logos
 * and rules hold no disclosure, and a header may claim more pixels than any memory has.
 */
export async function prepareImage(
  path: string,
  folder: string,
  limits: OcrLimits,
): Promise<OcrAttempt<string>> {
  const bytes = await readFile(path);
  const size = readImageSize(bytes);
  if (size === null) return { ok: false, problem: 'unreadable', detail: 'not a picture of a known format' };
  const { widthPx, heightPx } = size;
  const detail = `${widthPx} × ${heightPx} px`;
  if (widthPx < limits.minWidthPx || heightPx < limits.minHeightPx)
    return { ok: false, problem: 'too-small', detail };
  if (widthPx * heightPx > limits.maxPixels) return { ok: false, problem: 'too-large', detail };
  const copy = join(folder, 'picture');
  await writeFile(copy, bytes);
  return { ok: true, value: copy };
}
