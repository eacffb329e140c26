import { describe, expect, it } from 'vitest';
import { page } from '../fixtures/site.ts';
import { chromiumPath, createBrowserBench, hasChromium, scripted } from './support.ts';

const bench = createBrowserBench({ isShared: true });

/** The names of the items, as a script would fetch them. */
const list = (titles: string[]): { headers: Record<string, string>; body: string } => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(titles.map((title, at) => ({ title, url: `/item/${at + 1}` }))),
});

const show = `const show = (items, into) => { for (const { title, url } of items) {
  const a = document.createElement('a'); a.href = url; a.textContent = title;
  const li = document.createElement('li'); li.append(a); document.querySelector(into).append(li); } };`;

describe.skipIf(!hasChromium)(`a page in a browser (${chromiumPath})`, () => {
  it('is seen as its scripts build it from what they fetch', async () => {
    const site = await bench.serve({
      '/': `<!doctype html><title>อบต.ตัวอย่าง</title><div id="app"></div><script src="/app.js"></script>`,
      '/app.js': {
        headers: { 'content-type': 'text/javascript' },
        body: `document.querySelector('#app').innerHTML = '<nav><ul></ul></nav><main><h1>การเปิดเผยข้อมูลสาธารณะ</h1></main>';
          ${show} fetch('/api').then((answer) => answer.json()).then((items) => setTimeout(() => show(items, 'ul'), 300));`,
      },
      '/api': list(['โครงสร้างหน่วยงาน', 'ข้อมูลผู้บริหาร']),
    });
    const seen = await bench.see(site.url);
    expect(seen.problem).toBeNull();
    expect(seen.texts).toEqual(['โครงสร้างหน่วยงาน → /item/1', 'ข้อมูลผู้บริหาร → /item/2']);
    expect(seen.facts.headings.map(({ text }) => text)).toEqual(['การเปิดเผยข้อมูลสาธารณะ']);
    expect(seen.facts.counts.scripts).toBe(0);
    expect(seen.browser).toMatch(/^Chromium \d+/);
    expect(seen.requests).toBe(3);
  });

  it('shows a menu that a script builds when the pointer comes near, and one behind a button', async () => {
    const site = await bench.serve({
      '/': scripted(
        '<nav><ul id="menu"><li id="top">เมนู</li></ul></nav><button id="burger" class="hamburger" aria-label="เมนู">≡</button><div id="drawer"></div>',
        `${show}
        document.querySelector('#top').addEventListener('mouseenter', () => show([{title: 'แผนพัฒนา', url: '/plan'}], '#menu'), { once: true });
        document.querySelector('#burger').addEventListener('click', () => { document.querySelector('#drawer').innerHTML = '<a href="/contact">ติดต่อเรา</a>'; });`,
      ),
    });
    const { texts } = await bench.see(site.url);
    expect(texts.toSorted()).toEqual(['ติดต่อเรา → /contact', 'แผนพัฒนา → /plan']);
  });

  it('learns where words without an address lead, and sends nothing to learn it', async () => {
    const site = await bench.serve({
      '/': scripted(
        `<div onclick="go(5)">O5 ข้อมูลการติดต่อ</div><a href="#" onclick="openDoc('o7'); return false">รายงานผล</a>
         <a class="by-listener">แผนการใช้จ่าย</a><span role="link" id="route">ประกาศจัดซื้อ</span>
         <a onclick="fetch('/vote?x=1'); location.href='/after'">ผลสำรวจ</a>
         <a onclick="bye()">ออกจากระบบ</a><form><a onclick="go(9)">ส่งคำร้อง</a></form>`,
        `function bye() { location.href = '/logout'; }
         function go(id) { location.href = '/detail/' + id; }
         function openDoc(name) { window.open('/files/' + name + '.pdf'); }
         document.querySelector('.by-listener').addEventListener('click', () => location.assign('/spend'));
         document.querySelector('#route').addEventListener('click', () => history.pushState({}, '', '/buy'));`,
      ),
    });
    const { texts } = await bench.see(site.url);
    expect(texts).toEqual([
      'O5 ข้อมูลการติดต่อ → /detail/5',
      'รายงานผล → /files/o7.pdf',
      'แผนการใช้จ่าย → /spend',
      'ประกาศจัดซื้อ → /buy',
      'ผลสำรวจ → /after',
    ]);
    expect(site.requests.filter((path) => path !== '/')).toEqual([]);
  });

  it('opens an accordion that fetches what it shows', async () => {
    const site = await bench.serve({
      '/': scripted(
        '<button aria-expanded="false" aria-controls="p1">O1 โครงสร้าง</button><ul id="p1"></ul><details id="d"><summary>O2 ผู้บริหาร</summary><ul id="p2"></ul></details>',
        `${show} const get = (into) => fetch('/api').then((answer) => answer.json()).then((items) => show(items, into));
        document.querySelector('button').onclick = (event) => { event.target.setAttribute('aria-expanded', 'true'); get('#p1'); };
        document.querySelector('#d').addEventListener('toggle', () => get('#p2'), { once: true });`,
      ),
      '/api': list(['เอกสาร']),
    });
    const { texts, facts } = await bench.see(site.url);
    expect(texts).toEqual(['เอกสาร → /item/1', 'เอกสาร → /item/1']);
    expect(facts.links.map(({ headings }) => headings.at(-1))).toEqual(['O1 โครงสร้าง', 'O2 ผู้บริหาร']);
  });

  it('keeps what each tab shows, under its words, where they share one place', async () => {
    const site = await bench.serve({
      '/': scripted(
        `<ul class="nav-tabs" role="tablist"><li><a role="tab" aria-selected="true" href="#" data-y="2568">ปีงบประมาณ 2568</a></li><li><a role="tab" aria-selected="false" href="#" data-y="2567">ปีงบประมาณ 2567</a></li></ul><div id="years"><p><a href="/r/2568">รายงาน 2568</a></p></div>`,
        `for (const tab of document.querySelectorAll('[role=tab]')) tab.onclick = (event) => { event.preventDefault();
          for (const other of document.querySelectorAll('[role=tab]')) other.setAttribute('aria-selected', String(other === tab));
          fetch('/y/' + tab.dataset.y).then((answer) => answer.text()).then((html) => { document.querySelector('#years').innerHTML = html; }); };`,
      ),
      '/y/2567': '<p><a href="/r/2567">รายงาน 2567</a></p>',
    });
    const { texts, facts } = await bench.see(site.url);
    expect(texts.filter((text) => text.includes('รายงาน')).toSorted()).toEqual([
      'รายงาน 2567 → /r/2567',
      'รายงาน 2568 → /r/2568',
    ]);
    const older = facts.links.find(({ text }) => text === 'รายงาน 2568');
    expect(older?.headings.at(-1)).toBe('ปีงบประมาณ 2568');
  });

  it('asks for more as long as more comes', async () => {
    const site = await bench.serve({
      '/': scripted(
        '<ul id="list"></ul><button>โหลดเพิ่มเติม</button>',
        `${show} let n = 0; const more = () => fetch('/more?page=' + n).then((answer) => answer.json()).then((items) => { n++; show(items, '#list'); if (n === 4) document.querySelector('button').remove(); });
        document.querySelector('button').onclick = more; more();`,
      ),
      '/more': (request, response) => {
        const at = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page'));
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify([{ title: `ข่าว ${at}`, url: `/n/${at}` }]));
      },
    });
    const { texts } = await bench.see(site.url);
    expect(texts).toEqual([0, 1, 2, 3].map((at) => `ข่าว ${at} → /n/${at}`));
  });

  it('puts away what lies over the page, and never presses a link or sends a form', async () => {
    const site = await bench.serve({
      '/': scripted(
        `<div class="cookie-banner"><a href="/policy">ยอมรับ</a><button id="ok">ยอมรับทั้งหมด</button></div>
         <div role="dialog"><form method="post" action="/sent"><input name="a"><button>ปิด</button></form><button type="button" class="close">×</button></div>
         <form action="/search"><button>ดูเพิ่มเติม</button></form><div id="late"></div>`,
        `document.querySelector('#ok').onclick = () => { document.querySelector('.cookie-banner').remove(); document.querySelector('#late').innerHTML = '<a href="/o1">โครงสร้าง</a>'; };
         document.querySelector('.close').onclick = () => document.querySelector('[role=dialog]').remove();`,
      ),
    });
    const { texts, html } = await bench.see(site.url);
    expect(texts).toEqual(['โครงสร้าง → /o1']);
    expect(html).not.toContain('cookie-banner');
    expect(html).not.toContain('role="dialog"');
    expect(site.requests).toEqual(['/']);
  });

  it('reads into shadow roots and into frames that the page wrote itself', async () => {
    const site = await bench.serve({
      '/': scripted(
        '<x-menu><span slot="s">สลอต</span></x-menu><iframe id="f"></iframe><iframe src="/framed"></iframe>',
        `const root = document.querySelector('x-menu').attachShadow({ mode: 'open' }); root.innerHTML = '<a href="/in">ในเงา</a><slot name="s"></slot>';
         document.querySelector('#f').contentDocument.body.innerHTML = '<a href="/framed-link">ในกรอบ</a>';`,
      ),
      '/framed': page('กรอบ', '<p>ในกรอบอื่น</p>'),
    });
    const { texts, facts } = await bench.see(site.url);
    expect(texts).toEqual(['ในเงา → /in', 'ในกรอบ → /framed-link', ' → /framed']);
    expect(facts.text).toContain('สลอต');
  });

  it('follows a script that sends the visitor on within the site, not elsewhere', async () => {
    const site = await bench.serve({
      '/': scripted('', `location.replace('/home')`),
      '/home': page('หน้าแรก', '<a href="/a">ก</a>'),
      '/away': scripted('<p>ยินดีต้อนรับสู่เว็บไซต์</p>', `location.replace('https://example.com/')`),
    });
    const seen = await bench.see(site.url);
    expect(seen.finalUrl).toBe(`${site.url}/home`);
    expect(seen.texts).toEqual(['ก → /a']);
    const away = await bench.see(site.url, '/away');
    expect(away.finalUrl).toBe(`${site.url}/away`);
    expect(away.facts.text).toContain('ยินดีต้อนรับ');
  });

  it('gives the same page the same facts', async () => {
    const site = await bench.serve({
      '/': scripted(
        '<ul id="list"></ul><button>โหลดเพิ่มเติม</button><details><summary>ก</summary>ข</details>',
        `${show} let n = 0; document.querySelector('button').onclick = () => fetch('/api').then((answer) => answer.json()).then((items) => { if (n++ < 3) show(items, '#list'); });`,
      ),
      '/api': list(['หนึ่ง', 'สอง']),
    });
    const first = await bench.see(site.url);
    const second = await bench.see(site.url);
    expect(second.html).toBe(first.html);
  });

  it('says that it saw a page in part when a request of its scripts fails', async () => {
    const site = await bench.serve({
      '/': scripted(
        '<div id="app"></div>',
        `fetch('/api').then((answer) => { if (!answer.ok) throw new Error(); })`,
      ),
      '/api': { status: 500, body: 'x' },
    });
    const seen = await bench.see(site.url);
    expect(seen.problem).toBe('partly');
    // So that an empty page still reads as one that its scripts did not finish.
    expect(seen.facts.counts.scripts).toBe(1);
  });
});
