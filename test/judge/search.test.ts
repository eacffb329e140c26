import { describe, expect, it } from 'vitest';
import { createSiteScope } from '../../src/crawl/site-scope.ts';
import { judgeItem, type Search } from '../../src/judge/item.ts';
import { createSearchJudge } from '../../src/judge/search.ts';
import { loadSite } from '../../src/match/pages.ts';
import type { Snapshot } from '../../src/snapshot/reader.ts';
import type { EndRecord, FetchRecord, SkippedRecord } from '../../src/snapshot/schema.ts';
import { buildItem, buildRecord, buildSkipped, judgeContext, siteUrl } from './build.ts';

const home =
  '<title>หน่วยงาน</title><main><h1>หน่วยงาน</h1><p>ยินดีต้อนรับสู่เว็บไซต์ของหน่วยงานเรา มีข่าวสารและบริการ</p></main>';
const shell = '<html><body><div id="app"></div><script src="/app.js"></script></body></html>';

function search(given: {
  fetches?: FetchRecord[];
  skipped?: SkippedRecord[];
  stoppedBy?: EndRecord['stoppedBy'] | null;
  body?: string;
  /** the home page is all that was seen */
  isAlone?: boolean;
}): Search {
  const start = buildRecord({
    purpose: 'start',
    url: siteUrl,
    key: siteUrl,
    finalUrl: siteUrl,
    sha256: 'home',
  });
  const second = buildRecord({ url: `${siteUrl}second`, key: `${siteUrl}second`, sha256: 'home' });
  const snapshot: Snapshot = {
    manifest: {
      schemaVersion: 1,
      tool: { name: 'oit-checker', version: '0' },
      runId: 'r',
      startedAt: '2025-06-15T00:00:00.000Z',
      asOf: '2025-06-15',
      startUrl: siteUrl,
      alsoHosts: [],
      checklistId: 'ita-2568',
      items: null,
      agency: { id: null, name: null, type: null },
      declared: [],
      options: {},
    },
    fetches: [start, ...(given.isAlone === true ? [] : [second]), ...(given.fetches ?? [])],
    skipped: given.skipped ?? [],
    end:
      given.stoppedBy === null
        ? null
        : {
            type: 'end',
            stoppedBy: given.stoppedBy ?? 'complete',
            finishedAt: '2025-06-15T00:01:00.000Z',
            requests: 1,
          },
    bodyOf: (sha256) => (sha256 === 'home' ? (given.body ?? home) : null),
    factsOf: () => null,
    resumes: [],
  };
  return createSearchJudge(snapshot, loadSite(snapshot), createSiteScope(siteUrl, []))('O7');
}

const failing = (outcome: FetchRecord['outcome'], url: string): FetchRecord =>
  buildRecord({ outcome, url, key: url, finalUrl: url, hasBlob: false, httpStatus: null, kind: null });

describe('a search', () => {
  it('is complete when everything promising was opened', () => {
    expect(search({})).toMatchObject({ isComplete: true, endedBy: null });
    expect(
      search({ skipped: [buildSkipped({ reason: 'not-a-candidate' }), buildSkipped({ reason: 'off-site' })] })
        .isComplete,
    ).toBe(true);
  });

  it.each([
    'budget-pages',
    'budget-documents',
    'budget-depth',
    'budget-time',
    'budget-bytes',
    'interrupted',
    'robots',
  ] as const)('is not when %s kept a link of the item shut', (reason) => {
    expect(search({ skipped: [buildSkipped({ reason })] }).isComplete).toBe(false);
    expect(search({ skipped: [buildSkipped({ reason, items: ['*'] })] }).isComplete).toBe(false);
    expect(search({ skipped: [buildSkipped({ reason, items: ['O9'] })] }).isComplete).toBe(true);
  });

  it('is not when one page is all that was seen', () => {
    expect(search({ isAlone: true })).toMatchObject({ isComplete: false, endedBy: 'เห็นหน้าเว็บเพียงหน้าเดียว' });
    const file = buildRecord({
      purpose: 'document',
      url: `${siteUrl}a.pdf`,
      key: `${siteUrl}a.pdf`,
      kind: 'pdf',
    });
    expect(search({ isAlone: true, fetches: [file] }).isComplete).toBe(true);
  });

  it('is not when the crawl was cut off', () => {
    expect(search({ stoppedBy: null }).endedBy).toBe('interrupted');
    expect(search({ stoppedBy: 'interrupted' }).isComplete).toBe(false);
    expect(search({ stoppedBy: 'max-time', skipped: [buildSkipped()] }).endedBy).toBe('max-time');
  });

  it('is not when the site failed for many of its pages, and is when others’ hosts did', () => {
    expect(search({ fetches: [failing('timeout', `${siteUrl}a`)] }).isComplete).toBe(false);
    expect(search({ fetches: [failing('dns', 'https://other.example/a')] }).isComplete).toBe(true);
    expect(search({ fetches: [failing('robots', 'https://other.example/a')] }).isComplete).toBe(true);
  });

  it('is not when robots.txt shut a page of the site', () => {
    expect(search({ fetches: [failing('robots', `${siteUrl}closed`)] }).endedBy).toBe('robots.txt');
  });

  it('does not mind dead links', () => {
    const gone = buildRecord({
      outcome: 'http-error',
      httpStatus: 404,
      url: `${siteUrl}x`,
      key: `${siteUrl}x`,
      hasBlob: false,
    });
    expect(search({ fetches: [gone] }).isComplete).toBe(true);
  });

  it('is not of a site that scripts build', () => {
    expect(search({ body: shell }).isComplete).toBe(false);
  });
});

describe('an item of which nothing was found', () => {
  const complete: Search = { isComplete: true, endedBy: null, unopened: [], pages: 9, documents: 1 };
  const cut: Search = { ...complete, isComplete: false, endedBy: 'max-pages', unopened: [buildSkipped()] };
  const mention = {
    code: 'O7',
    pageUrl: `${siteUrl}ita`,
    label: 'O7 รายงานผลการดำเนินงานประจำปี',
    relevance: 0.9,
  };

  it('fails as not found after a complete search', () => {
    const judged = judgeItem(buildItem(), [], complete, judgeContext);
    expect(judged).toMatchObject({ verdict: 'fail', chosen: null, causes: [{ code: 'not-found' }] });
    expect(judged.elements.map(({ found }) => found)).toEqual([false]);
  });

  it('is reviewed as not searched after any other', () => {
    const judged = judgeItem(buildItem(), [], cut, judgeContext);
    expect(judged).toMatchObject({
      verdict: 'review',
      causes: [{ code: 'not-searched', url: `${siteUrl}skipped` }],
    });
    expect(judged.elements.map(({ found }) => found)).toEqual([null]);
  });

  it('fails as empty where an index row names it over nothing, and only after a complete search', () => {
    expect(judgeItem(buildItem(), [], complete, judgeContext, mention)).toMatchObject({
      verdict: 'fail',
      causes: [{ code: 'empty', url: mention.pageUrl, found: mention.label }],
    });
    expect(judgeItem(buildItem(), [], cut, judgeContext, mention).causes[0]?.code).toBe('not-searched');
  });
});

describe('a search over pages that were not seen as a whole', () => {
  const long = `<main>${'<a href="/x">ก</a>'.repeat(5_200)}</main>`;

  it('is not complete where links were cut off', () => {
    expect(search({ body: long })).toMatchObject({ isComplete: false, endedBy: 'หน้าเว็บยาวเกินกำหนด' });
  });

  it('is not complete where scripts build the menu and nobody ran them', () => {
    const second = { ...buildRecord({ url: `${siteUrl}a`, key: `${siteUrl}a` }), sha256: 'home' };
    const hidden: FetchRecord = {
      ...second,
      rendering: {
        why: 'script-menu',
        problem: 'not-wanted',
        browser: null,
        requests: 0,
        bytes: 0,
        elapsedMs: 0,
      },
    };
    expect(search({ fetches: [second] }).isComplete).toBe(true);
    expect(search({ fetches: [hidden] })).toMatchObject({
      isComplete: false,
      endedBy: 'หน้าเว็บสร้างด้วยสคริปต์',
    });
  });
});
