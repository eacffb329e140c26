import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MachineTools, openDocumentReader } from '../../src/document/open-reader.ts';
import type { Result } from '../../src/result/schema.ts';
import { checkSite } from '../fixtures/check-site.ts';
import { serveSite } from '../sites/serve-site.ts';
import type { SiteFixture } from '../sites/site.ts';

/**
 * Serves, crawls, reads and judges an agency as `oit check --own-site` would, documents and scans included.
 *
 * @param findTool absolute path of a program of the machine, null when it has none: what is read with poppler or unpdf,
 * the system's tesseract or the bundled one
 */
export async function runAgency(
  fixture: SiteFixture,
  findTool: MachineTools['findTool'],
): Promise<{ result: Result; origin: string }> {
  const site = await serveSite(fixture);
  const folder = await mkdtemp(join(tmpdir(), 'oit-documents-'));
  try {
    const tempFolder = join(folder, 'work');
    await mkdir(tempFolder);
    const reader = await openDocumentReader(
      { findTool, environment: process.env, tempFolder, dataFolder: join(folder, 'data') },
      'auto',
    );
    const { result } = await checkSite(site.url, join(folder, 'run'), {
      fetch: { timeouts: { connectMs: 2000, headersMs: 2000, idleBodyMs: 2000, totalMs: 5000 } },
      agency: { id: null, ...fixture.agency },
      deps: { reader },
    });
    return { result, origin: new URL(site.url).origin };
  } finally {
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}
