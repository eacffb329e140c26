import { existsSync } from 'node:fs';
import { afterAll, afterEach } from 'vitest';
import type { BrowserCandidate } from '../../src/browser/find-browser.ts';
import { createRenderer, type Renderer, type RendererOptions } from '../../src/browser/renderer.ts';
import type { RenderedPage } from '../../src/crawl/ports.ts';
import { extractPage } from '../../src/extract/page.ts';
import { createAddressGuard } from '../../src/fetch/address-guard.ts';
import { realClock } from '../../src/fetch/clock.ts';
import { createPacer } from '../../src/fetch/pace.ts';
import type { PageFacts } from '../../src/snapshot/page-facts.ts';
import { type FixtureSite, type PageSource, serveSite, type SiteOptions } from '../fixtures/site.ts';

export const chromiumPath = process.env['OIT_TEST_CHROMIUM'] ?? '/usr/bin/chromium';
export const hasChromium = existsSync(chromiumPath);

export const testCandidates = async (): Promise<BrowserCandidate[]> => [
  { origin: 'named', path: chromiumPath, args: [] },
];

/** A page in the browser, with the facts that the crawl would take from it. */
export interface Seen extends RenderedPage {
  facts: PageFacts;
  texts: string[];
}

type Changes = Partial<Omit<RendererOptions, 'clock' | 'guard' | 'pacer'>> & { resolve?: string[] };

/**
 * Fixture sites, closed after each test, and renderers that may open one of them alone. With `isShared` one browser
 * serves all tests of the file that ask for nothing special.
 */
export function createBrowserBench({ isShared = false } = {}): {
  serve(pages: Record<string, PageSource>, options?: SiteOptions): Promise<FixtureSite>;
  open(startUrl: string, changes?: Changes): Renderer;
  see(startUrl: string, path?: string): Promise<Seen>;
} {
  const closers: (() => Promise<void>)[] = [];
  let shared: Renderer | null = null;
  afterEach(async () => {
    for (const close of closers.splice(0).toReversed()) await close();
  });
  afterAll(async () => {
    await shared?.close();
  });
  const open = (startUrl: string, changes: Changes = {}): Renderer => {
    const { resolve = [], ...others } = changes;
    return createRenderer({
      clock: realClock,
      guard: createAddressGuard({
        clock: realClock,
        startUrl,
        startMayBePrivate: true,
        allowAddresses: [],
        resolve,
        lookup: async (hostname) => {
          throw Object.assign(new Error(`no such name: ${hostname}`), { code: 'ENOTFOUND' });
        },
      }),
      pacer: createPacer({ clock: realClock, concurrencyPerHost: 8, delayMs: 0 }),
      userAgent: 'oit-checker/0.1 (+https://example.org)',
      ownSite: true,
      requireSandbox: false,
      candidates: testCandidates,
      ...others,
    });
  };
  const openOwn = (startUrl: string, changes: Changes = {}): Renderer => {
    const renderer = open(startUrl, changes);
    closers.push(() => renderer.close());
    return renderer;
  };
  return {
    async serve(pages, options) {
      const site = await serveSite(pages, options);
      closers.push(() => site.close());
      return site;
    },
    open: openOwn,
    async see(startUrl, path = '/') {
      // The guard lets a bare address use any port from 1024 up of the machine that it names.
      if (isShared) shared ??= open(startUrl);
      return await look(shared ?? openOwn(startUrl), startUrl, path);
    },
  };
}

export async function look(renderer: Renderer, startUrl: string, path: string): Promise<Seen> {
  const rendered = await renderer.render({
    url: startUrl + path,
    mayGoTo: (url) => url.startsWith(startUrl),
    signal: new AbortController().signal,
  });
  const facts = extractPage(rendered.html ?? '', rendered.finalUrl);
  return {
    ...rendered,
    facts,
    texts: facts.links.map(({ text, url }) => `${text} → ${url.replace(startUrl, '')}`),
  };
}

/** Enough words for a page not to pass for one that is still to be built. */
export const words = '<p>องค์การบริหารส่วนตำบลตัวอย่าง อำเภอตัวอย่าง จังหวัดตัวอย่าง</p>';

/** A page around a script. */
export function scripted(body: string, script: string): string {
  return `<!doctype html><html lang="th"><head><meta charset="utf-8"><title>หน้าทดสอบ</title></head><body>${words}${body}<script>${script}</script></body></html>`;
}
