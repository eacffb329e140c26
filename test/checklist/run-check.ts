import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPackageRoot, loadResources, type Result } from '../../src/index.ts';
import { checkSite } from '../fixtures/check-site.ts';
import { openTestReader } from '../fixtures/reader.ts';
import type { SiteFixture } from '../sites/site.ts';

/** Crawls and judges what stands at an address of this machine, by any checklist. */
export async function runCheck(
  startUrl: string,
  checklist: string,
  given: { asOf: string; agency?: SiteFixture['agency'] },
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'oit-year-'));
  try {
    const { result } = await checkSite(startUrl, folder, {
      crawl: { render: 'auto' },
      fetch: { timeouts: { connectMs: 1000, headersMs: 1000, idleBodyMs: 1000, totalMs: 3000 } },
      asOf: given.asOf,
      agency: { id: null, name: given.agency?.name ?? null, type: given.agency?.type ?? null },
      formats: ['html', 'md', 'csv'],
      deps: {
        resources: await loadResources(findPackageRoot(import.meta.dirname), checklist, 2568),
        reader: await openTestReader(),
      },
    });
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
