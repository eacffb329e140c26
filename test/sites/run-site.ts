import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckOptions } from '../../src/check/check.ts';
import type { Result } from '../../src/result/schema.ts';
import { checkSite } from '../fixtures/check-site.ts';
import { serveSite } from './serve-site.ts';
import type { SiteFixture } from './site.ts';

/** Serves, crawls and judges a fixture as `oit check --own-site` would. */
export async function runSite(fixture: SiteFixture): Promise<{ result: Result; origin: string }> {
  const site = await serveSite(fixture);
  try {
    const result = await runUrl(site.url, fixture.agency, fixture.obeysRobots !== true);
    return { result, origin: new URL(site.url).origin };
  } finally {
    await site.close();
  }
}

/** Crawls and judges what stands at an address of this machine. */
export async function runUrl(
  startUrl: string,
  agency: SiteFixture['agency'],
  ownSite: boolean,
  changes: Pick<Partial<CheckOptions>, 'items' | 'exhaustive'> = {},
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'oit-site-'));
  try {
    const timeouts = { connectMs: 1000, headersMs: 300, idleBodyMs: 300, totalMs: 1000 };
    const { result } = await checkSite(startUrl, folder, {
      fetch: { ownSite, timeouts },
      agency: { id: null, ...agency },
      ...changes,
    });
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
