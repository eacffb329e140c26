import { describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';
import type { CrawlGuide } from '../../src/crawl/ports.ts';
import { createCrawlGuide } from '../../src/match/guide.ts';
import { createRelevanceRater } from '../../src/match/relevance.ts';
import { links, page, type PageSource } from '../fixtures/site.ts';
import { createCrawlBench, pathsOf } from './support.ts';

const bench = createCrawlBench();
const { loaded, titles, words } = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);

function createGuide(): CrawlGuide {
  const { items } = loaded.checklist;
  const codes = items.map(({ code }) => code);
  return createCrawlGuide(createRelevanceRater(titles, codes, 'telling'), words, items);
}

const prose = `<p>${'ชาวบ้านร่วมกันพัฒนาหมู่บ้านเนื่องในวันสำคัญของชาติ '.repeat(6)}</p>`;
const numbered = (prefix: string): string[] =>
  Array.from({ length: 20 }, (_, index) => `${prefix}${index + 1}`);

async function openedOn(routes: Record<string, PageSource>): Promise<string[]> {
  const site = await bench.serve({ '/robots.txt': { status: 404, body: '' }, ...routes });
  const { fetches } = await bench.crawl(site.url, { guide: createGuide() });
  return pathsOf(fetches);
}

describe('a page that answers an item', () => {
  it('speaks for the others of its folder, of which only the sitemap knows', async () => {
    const boards = numbered('/board/');
    const opened = await openedOn({
      '/': page(
        'หน้าแรก',
        links({
          '/page/11': 'ข้อมูลสถิติการให้บริการ ประจำปี 2568',
          '/page/18': 'แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต',
        }),
      ),
      '/page/11': page('ข้อมูลสถิติการให้บริการ ประจำปี 2568', prose),
      '/page/18': page('แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต', prose),
      ...Object.fromEntries([...boards, '/page/24'].map((path) => [path, page('เรื่อง', prose)])),
      '/sitemap.xml': (request, response) => {
        const at = (path: string): string => `<url><loc>http://${request.headers.host}${path}</loc></url>`;
        response.setHeader('content-type', 'application/xml');
        response.end(`<urlset>${[...boards, '/page/24'].map(at).join('')}</urlset>`);
      },
    });
    expect(opened).toContain('/board/1');
    expect(opened.indexOf('/page/24')).toBeLessThan(opened.indexOf('/board/1'));
  });

  it('is followed at once to what it links to by the same name', async () => {
    const menu = numbered('/m/');
    const name = 'แผนการบริหารและพัฒนาทรัพยากรบุคคล';
    const nav = `<nav>${links(Object.fromEntries(menu.map((path) => [path, `ข่าวประชาสัมพันธ์ หมู่ที่ ${path.slice(3)}`])))}</nav>`;
    const opened = await openedOn({
      '/': page('หน้าแรก', nav + links({ '/hr': name })),
      '/hr': page(name, nav + prose + links({ '/hr/whole': name })),
      ...Object.fromEntries([...menu, '/hr/whole'].map((path) => [path, page('เรื่อง', nav + prose)])),
      '/sitemap.xml': { status: 404, body: '' },
    });
    expect(opened).toContain('/hr/whole');
    expect(opened.indexOf('/hr/whole')).toBeLessThan(opened.indexOf('/m/2'));
  });
});
