import { describe, expect, it } from 'vitest';
import { type Handler, links, page } from '../fixtures/site.ts';
import { createCrawlBench, pathsOf } from './support.ts';

const bench = createCrawlBench();
const words = '<p>องค์การบริหารส่วนตำบลตัวอย่าง ยินดีต้อนรับ</p>';

/** XML that names addresses of the site that serves it. */
function xml(write: (base: string) => string): Handler {
  return (request, response) => {
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(write(`http://${request.headers.host}`));
  };
}

describe('what a crawl follows', () => {
  it('goes past a splash page, at no cost in clicks', async () => {
    const site = await bench.serve({
      '/': page('ถวายพระพร', '<a href="/main"><img src="/k.jpg" alt="เข้าสู่เว็บไซต์"></a>'),
      '/main': page('หน้าหลัก', links({ '/a': 'ข่าว' })),
      '/a': page('ข่าว', words),
    });
    const { fetches, end } = await bench.crawl(site.url);
    expect(end.stoppedBy).toBe('complete');
    const main = fetches.find(({ url }) => url.endsWith('/main'));
    expect(main).toMatchObject({ depth: 0, outcome: 'ok', linkText: 'เข้าสู่เว็บไซต์' });
    expect(fetches.find(({ url }) => url.endsWith('/a'))?.depth).toBe(1);
  });

  it('goes past a splash page that stands in front of its own address by another name', async () => {
    const site = await bench.serve({
      '/': page('ถวายพระพร', '<a href="/default.asp">เข้าสู่เว็บไซต์</a>'),
      '/default.asp': page('หน้าหลัก', links({ '/default.asp?id=2': 'ข่าว', '/default.asp': 'หน้าแรก' })),
      '/default.asp?id=2': page('ข่าว', words),
    });
    const { fetches } = await bench.crawl(site.url);
    const opened = pathsOf(fetches.filter(({ purpose }) => purpose === 'start' || purpose === 'page'));
    expect(opened).toEqual(['/', '/default.asp', '/default.asp?id=2']);
    expect(fetches.find(({ url }) => url.endsWith('id=2'))?.depth).toBe(1);
  });

  it('goes past a meta refresh', async () => {
    const site = await bench.serve({
      '/': '<html><head><meta http-equiv="refresh" content="0; url=/web/index.php"></head><body></body></html>',
      '/web/index.php': page('หน้าแรก', links({ 'a.php': 'ข่าว' })),
      '/web/a.php': page('ข่าว', words),
    });
    const { fetches } = await bench.crawl(site.url);
    expect(fetches.find(({ url }) => url.endsWith('/web/index.php'))?.depth).toBe(0);
    expect(fetches.find(({ url }) => url.endsWith('/web/a.php'))).toMatchObject({ depth: 1, outcome: 'ok' });
  });

  it('reads the frames of a frameset as the page itself', async () => {
    const site = await bench.serve({
      '/': '<html><head><title>อบต.</title></head><frameset cols="20%,80%"><frame src="/menu.html"><frame src="/body.html"></frameset></html>',
      '/menu.html': page('เมนู', links({ '/a.html': 'ข้อมูลพื้นฐาน' })),
      '/body.html': page('เนื้อหา', words),
      '/a.html': page('ข้อมูลพื้นฐาน', words),
    });
    const { fetches } = await bench.crawl(site.url);
    const depths = Object.fromEntries(fetches.map(({ url, depth }) => [new URL(url).pathname, depth]));
    expect(depths).toMatchObject({ '/': 0, '/menu.html': 0, '/body.html': 0, '/a.html': 1 });
  });

  it('opens what an iframe, a map, an onclick, an object and a list to choose from lead to', async () => {
    const site = await bench.serve({
      '/': page(
        'หน้าแรก',
        `${links({ '/plain': 'หนึ่ง' })}<iframe src="/framed"></iframe>
         <map name="m"><area href="/mapped" alt="สอง"></map>
         <div onclick="window.location='/clicked'">สาม</div>
         <object data="/embedded" type="text/html"></object>
         <select onchange="location=this.value"><option value="/chosen">สี่</option></select>`,
      ),
      ...Object.fromEntries(
        ['/plain', '/framed', '/mapped', '/clicked', '/embedded', '/chosen'].map((path) => [
          path,
          page(path, words),
        ]),
      ),
    });
    await bench.crawl(site.url);
    expect(site.requests).toEqual(
      expect.arrayContaining(['/plain', '/framed', '/mapped', '/clicked', '/embedded', '/chosen']),
    );
  });

  it('never asks for an address that would change something', async () => {
    const dangers = {
      '/counter.php?id=1': 'ตัวนับ [0.9 O1]',
      '/webboard/delete.php?id=3': 'ลบ [0.9 O3]',
      '/logout': 'ออกจากระบบ [hub]',
      '/poll.php?vote=2': 'โหวต [0.9 O4]',
      '/wp-admin/': 'ผู้ดูแล [hub]',
    };
    const site = await bench.serve(
      { '/': page('หน้าแรก', links({ ...dangers, '/safe': 'ข่าว' })), '/safe': page('ข่าว', words) },
      { otherwise: (_, response) => response.end(page('เปิดแล้ว', words)) },
    );
    await bench.crawl(site.url, { declaredUrls: [] });
    expect(site.requests).toContain('/safe');
    for (const path of Object.keys(dangers)) expect(site.requests).not.toContain(path);
  });

  it('loads no style sheet, script, font or film', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/a.css': 'แบบ', '/b.js': 'คำสั่ง', '/c.mp4': 'หนัง [0.9 O1]', '/d': 'ข่าว' })),
      '/d': page('ข่าว', words),
    });
    await bench.crawl(site.url);
    expect(site.requests.filter((path) => /css|js|mp4/.test(path))).toEqual([]);
  });

  it('opens documents only where they may answer an item', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/plan.pdf': 'แผน [0.8 O5]', '/menu.pdf': 'รายการอาหาร' })),
      '/plan.pdf': { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.4\n%%EOF' },
    });
    const { fetches } = await bench.crawl(site.url);
    expect(fetches.filter(({ purpose }) => purpose === 'document')).toMatchObject([
      { kind: 'pdf', outcome: 'ok', linkText: 'แผน [0.8 O5]', hasBlob: false },
    ]);
    expect(site.requests).not.toContain('/menu.pdf');
  });

  it('always opens a document that a page shows in a frame, an object or a viewer', async () => {
    const pdf = { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.4\n%%EOF' };
    const shown = ['/framed.pdf', '/object.pdf', '/embed.pdf', '/viewed.pdf'];
    const site = await bench.serve({
      '/': page(
        'หน้าแรก',
        `<iframe src="/framed.pdf"></iframe><object data="/object.pdf"></object><embed src="/embed.pdf">
         <a href="/pdfjs/web/viewer.html?file=/viewed.pdf">ดู</a><a href="/linked.pdf">อื่น ๆ</a>`,
      ),
      ...Object.fromEntries([...shown, '/linked.pdf'].map((path) => [path, pdf])),
    });
    await bench.crawl(site.url);
    expect(site.requests).toEqual(expect.arrayContaining(shown));
    expect(site.requests).not.toContain('/linked.pdf');
  });

  it('opens each address once, however it is spelled', async () => {
    const site = await bench.serve(
      {
        '/': page(
          'หน้าแรก',
          links({
            '/a': 'x',
            '/a/': 'x',
            '/a#b': 'x',
            '/a?utm_source=line': 'x',
            '/a?PHPSESSID=1': 'x',
            '/index.php': 'x',
          }),
        ),
      },
      { otherwise: (_, response) => response.end(page('a', words)) },
    );
    const { fetches } = await bench.crawl(site.url);
    expect(pathsOf(fetches.filter(({ purpose }) => purpose === 'page'))).toEqual(['/a']);
  });

  it('follows an address elsewhere one hop, and only as evidence', async () => {
    const other = await bench.serve({
      '/plan': page('แผน', links({ '/next': 'ต่อ [0.9 O5]' })),
      '/ad': page('โฆษณา', words),
    });
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ [`${other.url}/plan`]: 'แผน [0.8 O5]', [`${other.url}/ad`]: 'โฆษณา' })),
    });
    const { fetches, end } = await bench.crawl(site.url);
    expect(other.requests.filter((path) => path !== '/robots.txt')).toEqual(['/plan']);
    expect(fetches.find(({ url }) => url === `${other.url}/plan`)).toMatchObject({
      outcome: 'ok',
      foundOn: `${site.url}/`,
    });
    expect(end.hosts).toEqual([new URL(site.url).host]);
  });

  it('crawls a second host that was named as part of the site', async () => {
    const other = await bench.serve({
      '/plan': page('แผน', links({ '/next': 'ต่อ' })),
      '/next': page('ต่อ', words),
    });
    const site = await bench.serve({ '/': page('หน้าแรก', links({ [`${other.url}/plan`]: 'แผน' })) });
    await bench.crawl(site.url, { alsoHosts: [new URL(other.url).host] });
    expect(other.requests).toContain('/next');
  });

  it('finds the pages that only a sitemap names', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', words),
      '/sitemap.xml': (request, response) => {
        const base = `http://${request.headers.host}`;
        response.writeHead(200, { 'content-type': 'application/xml' });
        response.end(
          `<urlset><url><loc>${base}/alone</loc></url><url><loc>${base}/plan.pdf</loc></url>` +
            `<url><loc>https://elsewhere.example.org/x</loc></url><url><loc>${base}/logout</loc></url></urlset>`,
        );
      },
      '/alone': page('หน้าเดี่ยว', words),
    });
    const { fetches } = await bench.crawl(site.url);
    expect(pathsOf(fetches.filter(({ purpose }) => purpose === 'page'))).toEqual(['/alone']);
    expect(site.requests).not.toContain('/logout');
  });

  it('reads the sitemaps that robots.txt names, an index with its parts', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', words),
      '/robots.txt': (request, response) => {
        response.writeHead(200, { 'content-type': 'text/plain' });
        response.end(`User-agent: *\nDisallow:\nSitemap: http://${request.headers.host}/maps/index.xml\n`);
      },
      '/maps/index.xml': xml(
        (base) => `<sitemapindex><sitemap><loc>${base}/maps/one.xml</loc></sitemap></sitemapindex>`,
      ),
      '/maps/one.xml': xml((base) => `<urlset><url><loc>${base}/deep</loc></url></urlset>`),
      '/deep': page('ลึก', words),
    });
    await bench.crawl(site.url);
    expect(site.requests).toContain('/deep');
    expect(site.requests).not.toContain('/sitemap.xml');
  });

  it('records what robots.txt forbids and does not open it', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/private/a': 'ลับ [0.9 O1]', '/open': 'เปิด' })),
      '/robots.txt': {
        headers: { 'content-type': 'text/plain' },
        body: 'User-agent: *\nDisallow: /private/\n',
      },
      '/private/a': page('ลับ', words),
      '/open': page('เปิด', words),
    });
    const { fetches } = await bench.crawl(site.url);
    expect(site.requests).not.toContain('/private/a');
    expect(fetches.find(({ url }) => url.endsWith('/private/a'))).toMatchObject({
      outcome: 'robots',
      detail: 'robots.txt line 2',
      httpStatus: null,
    });
    expect(fetches.find(({ url }) => url.endsWith('/open'))?.outcome).toBe('ok');
  });

  it('records a fetch that fails and goes on', async () => {
    const site = await bench.serve({
      '/': page(
        'หน้าแรก',
        links({ '/gone': 'หาย [0.9 O1]', '/cut': 'ขาด [0.8 O2]', '/loop': 'วน [0.7 O3]', '/fine': 'ดี' }),
      ),
      '/cut': (request) => request.socket.destroy(),
      '/loop': { status: 302, headers: { location: '/loop' } },
      '/fine': page('ดี', words),
    });
    const { fetches, end } = await bench.crawl(site.url, { maxMinutes: 0.5 });
    const outcomes = Object.fromEntries(fetches.map(({ url, outcome }) => [new URL(url).pathname, outcome]));
    expect(outcomes).toMatchObject({
      '/gone': 'http-error',
      '/cut': 'reset',
      '/loop': 'redirect-loop',
      '/fine': 'ok',
    });
    expect(end.stoppedBy).toBe('complete');
  });

  it('says that there is no site where nothing answers', async () => {
    const site = await bench.serve({});
    await site.close();
    const { end, fetches } = await bench.crawl(site.url);
    expect(end.stoppedBy).toBe('site-unreachable');
    expect(fetches).toMatchObject([
      { purpose: 'start', outcome: 'refused' },
      { purpose: 'start', outcome: 'refused', secondPass: true },
    ]);
  });

  it('opens declared addresses and the documents on them, and nothing else, when told so', async () => {
    const site = await bench.serve({
      '/': page('หน้าแรก', links({ '/a': 'ข่าว [0.9 O1]', '/b': 'แผน [hub]' })),
      '/report': page('รายงาน', links({ '/r.pdf': 'ไฟล์ [0.9 O7]', '/more': 'ต่อ [0.9 O7]' })),
      '/r.pdf': { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.4\n%%EOF' },
    });
    const { fetches, end } = await bench.crawl(site.url, {
      declaredUrls: [`${site.url}/report`],
      declaredOnly: true,
    });
    expect(pathsOf(fetches.filter(({ purpose }) => purpose !== 'probe'))).toEqual(['/', '/report', '/r.pdf']);
    expect(end.stoppedBy).toBe('complete');
  });

  it('goes past a splash page for declared addresses too, so that the way there can be told', async () => {
    const site = await bench.serve({
      '/': page('ถวายพระพร', '<a href="/main">เข้าสู่เว็บไซต์</a><a href="/x.pdf">แผน [0.9 O5]</a>'),
      '/main': page('หน้าหลัก', links({ '/a': 'ข่าว [0.9 O1]', '/y.pdf': 'แผน [0.9 O5]', '/report': 'รายงาน' })),
      '/report': page('รายงาน', words),
    });
    const { fetches } = await bench.crawl(site.url, {
      declaredUrls: [`${site.url}/report`],
      declaredOnly: true,
    });
    expect(pathsOf(fetches.filter(({ purpose }) => purpose !== 'probe'))).toEqual(['/', '/report', '/main']);
  });
});
