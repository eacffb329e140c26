import { afterEach, describe, expect, it } from 'vitest';
import { serveDemo } from '../../src/demo/serve.ts';
import type { Result } from '../../src/result/schema.ts';
import { indexTable } from '../sites/index-table/site.ts';
import { oldPhp } from '../sites/old-php/site.ts';
import { runUrl } from '../sites/run-site.ts';
import { serveSite } from '../sites/serve-site.ts';
import type { Route, SiteFixture } from '../sites/site.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

interface Served {
  url: string;
  agency: SiteFixture['agency'];
}

async function openDemo(): Promise<Served> {
  const demo = await serveDemo();
  closers.push(() => demo.close());
  const { nameTh, type } = demo.agency;
  return { url: demo.url, agency: { name: nameTh, type } };
}

async function openFixture(fixture: SiteFixture): Promise<Served> {
  const site = await serveSite(fixture);
  closers.push(() => site.close());
  return { url: site.url, agency: fixture.agency };
}

/** The sample with so many news pages in its archive, twenty on each part of the list. */
function withArchive({ routes, ...fixture }: SiteFixture, news: number): SiteFixture {
  const page = (title: string, body: string): Route => ({
    body: `<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>${title}</title></head><body>
<nav><a href="/">หน้าหลัก</a> <a href="/news">ข่าวสาร</a></nav><main><h1>${title}</h1>${body}</main></body></html>`,
  });
  const added: [string, Route][] = [];
  const titleOf = (at: number): string => `พิธีทำบุญตักบาตรหมู่ที่ ${at + 1} บ้านสมมติ`;
  for (let first = 0; first < news; first += 20) {
    const shown = Array.from({ length: Math.min(20, news - first) }, (_, at) => first + at);
    const links = shown.map((at) => `<li><a href="/archive/${at}">${titleOf(at)}</a></li>`);
    const next = first + 20 < news ? `<a href="/news?page=${first / 20 + 2}">ถัดไป</a>` : '';
    const path = first === 0 ? '/news' : `/news?page=${first / 20 + 1}`;
    added.push([path, page('ข่าวสาร', `<ul>${links.join('')}</ul>${next}`)]);
    for (const at of shown)
      added.push([`/archive/${at}`, page(titleOf(at), '<p>ชาวบ้านร่วมทำบุญตักบาตรยามเช้า</p>')]);
  }
  return { ...fixture, routes: new Map([...routes, ...added]) };
}

function surelyPassed({ items }: Result): string[] {
  return items
    .filter(({ verdict, probability }) => verdict === 'pass' && (probability ?? 0) >= 0.9)
    .map(({ code }) => code);
}

const verdictsOf = ({ items }: Result): Record<string, string> =>
  Object.fromEntries(items.map(({ code, verdict }) => [code, verdict]));

const opened = ({ run }: Result): number => run.pagesFetched + run.documentsFetched;

const samples: [name: string, open: () => Promise<Served>][] = [
  ['the demo', openDemo],
  ...[indexTable, oldPhp].map((fixture): [string, () => Promise<Served>] => [
    fixture.name,
    () => openFixture(fixture),
  ]),
];

describe('a crawl whose items are all surely answered', () => {
  it.each(samples)('gives on %s the verdicts of an exhaustive one', async (_, open) => {
    const { url, agency } = await open();
    const whole = await runUrl(url, agency, true, { exhaustive: true });
    const items = surelyPassed(whole);
    expect(items.length).toBeGreaterThan(3);
    const early = await runUrl(url, agency, true, { items });
    const late = await runUrl(url, agency, true, { items, exhaustive: true });
    expect(late.run.stoppedBy).toBe('complete');
    expect(opened(early)).toBeLessThanOrEqual(opened(late));
    expect(verdictsOf(early)).toEqual(verdictsOf(late));
  });

  it('leaves an archive of 140 pages alone, and says what ended it', async () => {
    const { url, agency } = await openFixture(withArchive(indexTable, 140));
    const items = surelyPassed(await runUrl(url, agency, true, { exhaustive: true }));
    const early = await runUrl(url, agency, true, { items });
    const again = await runUrl(url, agency, true, { items });
    const late = await runUrl(url, agency, true, { items, exhaustive: true });
    expect(early.run.stoppedBy).toBe('answered');
    expect(opened(early)).toBeLessThan(60);
    expect(opened(again)).toBe(opened(early));
    expect(opened(late)).toBeGreaterThan(140);
    expect(verdictsOf(early)).toEqual(verdictsOf(late));
  });

  it('searches on while one item is wanting', async () => {
    const { url, agency } = await openFixture(withArchive(indexTable, 40));
    const whole = await runUrl(url, agency, true);
    expect(surelyPassed(whole).length).toBeLessThan(28);
    expect(whole.run.stoppedBy).toBe('complete');
    expect(opened(whole)).toBeGreaterThan(40);
  });
});
