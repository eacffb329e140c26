import { expect, describe, it } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';
import type { CrawlGuide } from '../../src/crawl/ports.ts';
import { createCrawlGuide } from '../../src/match/guide.ts';
import { createRelevanceRater } from '../../src/match/relevance.ts';
import { type Handler, links, page } from '../fixtures/site.ts';
import { createCrawlBench, pathsOf } from './support.ts';

const bench = createCrawlBench();
const { loaded, titles, words } = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);

function createGuide(): CrawlGuide {
  const { items } = loaded.checklist;
  const rater = createRelevanceRater(
    titles,
    items.map(({ code }) => code),
  );
  return createCrawlGuide(rater, words, items);
}

/** What every site here has behind the trap's link: a section, and in it what is looked for. */
const needles = ['/o11', '/o18', '/o24'];
const section = page(
  'เอกสารเผยแพร่',
  links({
    '/o11': 'ข้อมูลสถิติการให้บริการ ประจำปี 2568',
    '/o18': 'แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต',
    '/o24': 'การประเมินความเสี่ยงการทุจริต ประจำปี 2568',
  }),
);
const prose = `<p>${'ชาวบ้านร่วมกันพัฒนาหมู่บ้านเนื่องในวันสำคัญของชาติ '.repeat(6)}</p>`;

interface Trap {
  /** link to it on the home page, and its words */
  link: [path: string, words: string];
  handler: Handler;
}

/** Crawls a site with the trap: when each needle was asked for, and how many requests the trap had. */
async function fallInto(
  { link: [path, text], handler }: Trap,
  budget: { maxPages?: number; maxMinutes?: number } = {},
) {
  const needle = page('เอกสาร', prose);
  const site = await bench.serve(
    {
      '/': page('หน้าแรก', links({ [path]: text, '/section': 'เอกสารเผยแพร่' })),
      '/section': section,
      ...Object.fromEntries(needles.map((one) => [one, needle])),
      '/robots.txt': { status: 404, body: '' },
      '/sitemap.xml': { status: 404, body: '' },
    },
    { otherwise: handler },
  );
  const startMs = performance.now();
  const { end, fetches, journal } = await bench.crawl(site.url, {
    guide: createGuide(),
    maxPages: 120,
    ...budget,
  });
  const paths = pathsOf(fetches);
  return {
    end,
    fetches,
    journal,
    paths,
    elapsedMs: performance.now() - startMs,
    lastNeedle: Math.max(...needles.map((one) => (paths.includes(one) ? paths.indexOf(one) : Infinity))),
    trapped: site.requests.filter((one) => one.startsWith(path.split('?')[0] ?? path)).length,
  };
}

const parameters = (url: string | undefined): URLSearchParams => new URL(url ?? '/', 'http://x').searchParams;

describe('a trap', () => {
  it('that is a calendar without end costs two pages', async () => {
    const found = await fallInto({
      link: ['/calendar?month=1&year=2568', 'ปฏิทิน'],
      handler: (request, response) => {
        const month = Number(parameters(request.url).get('month'));
        const around = [-1, 1].map((by) => [`/calendar?month=${month + by}&year=2568`, `เดือน ${month + by}`]);
        response.end(page(`ปฏิทินเดือน ${month}`, links(Object.fromEntries(around)) + prose));
      },
    });
    expect(found.end.stoppedBy).toBe('complete');
    expect(found.trapped).toBeLessThanOrEqual(2);
    expect(found.lastNeedle).toBeLessThan(10);
  });

  it.each(['PHPSESSID', 'token'])(
    'of a session id named %s that is new on every page costs little',
    async (name) => {
      let given = 0;
      const found = await fallInto({
        link: ['/board', 'กระดานข่าว'],
        handler: (request, response) => {
          const { pathname } = new URL(request.url ?? '/', 'http://x');
          const at = (path: string): string => `${path}?${name}=k${((given += 7)).toString(36)}9x`;
          const body = links({
            [at('/board')]: 'กระดานข่าว',
            [at('/board/1')]: 'ทำบุญ',
            [at('/board/2')]: 'กีฬา',
            [at('/section')]: 'เอกสารเผยแพร่',
          });
          response.end(
            pathname === '/section' ? section : page(`กระดานข่าว ${pathname}`, body + pathname + prose),
          );
        },
      });
      expect(found.end.stoppedBy).toBe('complete');
      expect(found.trapped).toBeLessThanOrEqual(name === 'PHPSESSID' ? 3 : 12);
      expect(found.lastNeedle).toBeLessThan(20);
    },
  );

  it('of views for printing costs one page for each in vain until it is known', async () => {
    const found = await fallInto({
      link: ['/activity', 'ข่าวกิจกรรม'],
      handler: (request, response) => {
        const url = new URL(request.url ?? '/', 'http://x');
        if (url.pathname !== '/activity') {
          const views = { [`${url.pathname}?view=paper`]: 'ฉบับพิมพ์', [`${url.pathname}?print=1`]: 'พิมพ์' };
          response.end(page(`กิจกรรม ${url.pathname}`, `${url.pathname} ${prose}${links(views)}`));
          return;
        }
        const all = Array.from({ length: 30 }, (_, at) => [`/activity/${at}`, `เล่าเรื่องวันที่ ${at}`]);
        response.end(page('ข่าวกิจกรรม', links(Object.fromEntries(all))));
      },
    });
    expect(found.end.stoppedBy).toBe('complete');
    expect(found.paths.filter((path) => path.includes('print=1'))).toEqual([]);
    expect(found.paths.filter((path) => /^\/activity\/\d+$/.test(path))).toHaveLength(30);
    expect(found.lastNeedle).toBeLessThan(12);
  });

  it('of pages without end keeps nothing from being found, and ends at the depth', async () => {
    const found = await fallInto({
      link: ['/list?page=1', 'ข่าวทั่วไป'],
      handler: (request, response) => {
        const at = Number(parameters(request.url).get('page') ?? 1);
        response.end(page(`หน้า ${at}`, links({ [`/list?page=${at + 1}`]: 'ถัดไป' }) + prose + at));
      },
    });
    expect(found.end.stoppedBy).toBe('complete');
    expect(found.trapped).toBeLessThanOrEqual(8);
    expect(found.lastNeedle).toBeLessThan(10);
  });

  it('of a list with numbers without end is left for what is told by words', async () => {
    const found = await fallInto({
      link: ['/list?page=1', 'ข่าวทั่วไป'],
      handler: (request, response) => {
        const at = Number(parameters(request.url).get('page') ?? 1);
        const numbers = Array.from({ length: 10 }, (_, by) => [`/list?page=${at + by}`, String(at + by)]);
        response.end(page(`หน้า ${at}`, links(Object.fromEntries(numbers)) + prose + at));
      },
    });
    expect(found.fetches.length).toBeLessThanOrEqual(125);
    expect(found.lastNeedle).toBeLessThan(10);
  });

  it('of a list with filters is left for what is told by words', async () => {
    const names = {
      type: ['a', 'b', 'c'],
      unit: ['x', 'y', 'z'],
      sort: ['up', 'down'],
      show: ['few', 'all'],
    };
    const found = await fallInto({
      link: ['/find', 'ค้นหาข่าว'],
      handler: (request, response) => {
        const current = parameters(request.url);
        const shown = current.toString();
        const choices = Object.entries(names).flatMap(([name, values]) =>
          values.map((value) => {
            const next = new URLSearchParams(current);
            next.append(name, value);
            return [`/find?${next.toString()}`, `เลือก ${value}`];
          }),
        );
        response.end(page(`ผลการค้นหา ${shown}`, links(Object.fromEntries(choices)) + prose + shown));
      },
    });
    expect(found.fetches.length).toBeLessThanOrEqual(125);
    expect(found.lastNeedle).toBeLessThan(12);
  });

  it('of a redirect to itself that wants its cookie back is passed at once', async () => {
    const found = await fallInto({
      link: ['/gate', 'ข่าวด่วน'],
      handler: (request, response) => {
        if (request.url !== '/gate') response.writeHead(404).end();
        else if (request.headers.cookie?.includes('seen=1') === true) response.end(page('ข่าวด่วน', prose));
        else response.writeHead(302, { location: request.url, 'set-cookie': 'seen=1; path=/' }).end();
      },
    });
    expect(found.fetches.find(({ url }) => url.endsWith('/gate'))?.outcome).toBe('ok');
    expect(found.trapped).toBe(2);
  });

  it('of a redirect to itself without a way out is called that', async () => {
    const found = await fallInto({
      link: ['/gate', 'ข่าวด่วน'],
      handler: (request, response) => response.writeHead(302, { location: request.url }).end(),
    });
    expect(found.fetches.find(({ url }) => url.endsWith('/gate'))?.outcome).toBe('redirect-loop');
    expect(found.trapped).toBeLessThanOrEqual(20);
    expect(found.end.stoppedBy).toBe('complete');
  });

  it('of 100,000 links on a page hides nothing and is over in seconds', async () => {
    const all = Array.from({ length: 100_000 }, (_, at) => `<a href="/many/${at}">เรื่อง ${at}</a>`).join('\n');
    const found = await fallInto(
      {
        link: ['/many', 'ทั้งหมด'],
        handler: (request, response) =>
          response.end(request.url === '/many' ? page('ทั้งหมด', all) : page(request.url ?? '', prose)),
      },
      { maxPages: 60 },
    );
    expect(found.end.stoppedBy).toBe('max-pages');
    expect(found.lastNeedle).toBeLessThan(12);
    expect(found.elapsedMs).toBeLessThan(30_000);
    expect(found.journal.filter(({ type }) => type === 'skipped').length).toBeLessThanOrEqual(3_000);
  });

  it('of 100,000 tags inside each other is read as far as it goes', async () => {
    const deep = `${'<div>'.repeat(100_000)}${links({ '/behind': 'ข้างใน' })}`;
    const found = await fallInto({
      link: ['/deep', 'ข่าวซ้อน'],
      handler: (request, response) =>
        response.end(request.url === '/deep' ? page('ลึก', deep) : page('ข้างใน', prose)),
    });
    expect(found.fetches.find(({ url }) => url.endsWith('/deep'))?.outcome).toBe('ok');
    expect(found.lastNeedle).toBeLessThan(12);
    expect(found.elapsedMs).toBeLessThan(15_000);
  });

  it('of a page without an end is cut off by its size', async () => {
    const found = await fallInto({
      link: ['/endless', 'ข่าวยาว'],
      handler: (_, response) => {
        const chunk = '<p>ข่าว</p>'.repeat(20_000);
        const more = (): void => {
          while (!response.destroyed && response.write(chunk));
        };
        response.writeHead(200, { 'content-type': 'text/html' }).on('drain', more);
        more();
      },
    });
    const endless = found.fetches.find(({ url }) => url.endsWith('/endless'));
    expect(endless?.outcome).toBe('too-large');
    expect(endless?.bytes ?? 0).toBeLessThanOrEqual(64 * 1024 * 1024);
    expect(found.lastNeedle).toBeLessThan(12);
    expect(found.end.stoppedBy).toBe('complete');
  });

  it('of a page that drips is given up when the time is over at the latest', async () => {
    const found = await fallInto(
      {
        link: ['/drip', 'ของฝาก'],
        handler: (request, response) => {
          if (request.url !== '/drip') {
            response.writeHead(404).end();
            return;
          }
          response.writeHead(200, { 'content-type': 'text/html' });
          const timer = setInterval(() => response.write('<'), 50);
          response.on('close', () => clearInterval(timer));
        },
      },
      { maxMinutes: 0.15 },
    );
    expect(found.end.stoppedBy).toBe('max-time');
    expect(found.elapsedMs).toBeLessThan(15_000);
    expect(found.fetches.find(({ url }) => url.endsWith('/drip'))?.outcome).toBe('budget');
  });
});
