import { describe, expect, it } from 'vitest';
import { extractPage } from '../../src/extract/page.ts';

const base = 'https://www.example.go.th/web/index.php';
const linksOf = (html: string) => extractPage(html, base).links;
const urlsOf = (html: string) => linksOf(html).map((link) => link.url);

describe('where links are found', () => {
  it.each([
    ['a', '<a href="o1.pdf">O1</a>', 'https://www.example.go.th/web/o1.pdf'],
    ['a', '<a href="//cdn.example.go.th/x">x</a>', 'https://cdn.example.go.th/x'],
    ['a', '<a href=" /แผน/O1 \n">x</a>', 'https://www.example.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99/O1'],
    ['a', '<a href="?page=2#top">2</a>', 'https://www.example.go.th/web/index.php?page=2'],
    ['area', '<map><area href="ita.php" alt="ITA"></map>', 'https://www.example.go.th/web/ita.php'],
    ['iframe', '<iframe src="map.html">no frames</iframe>', 'https://www.example.go.th/web/map.html'],
    ['iframe', '<iframe src="about:blank" data-src="/m">x</iframe>', 'https://www.example.go.th/m'],
    ['frame', '<frameset><frame src="main.php"></frameset>', 'https://www.example.go.th/web/main.php'],
    [
      'object',
      '<object data="a.pdf" type="application/pdf"></object>',
      'https://www.example.go.th/web/a.pdf',
    ],
    ['embed', '<embed src="a.pdf">', 'https://www.example.go.th/web/a.pdf'],
    ['onclick', `<div onclick="location.href='o2.php'">O2</div>`, 'https://www.example.go.th/web/o2.php'],
    [
      'onclick',
      `<button onclick='window.open("/f/3.pdf","_blank")'>O3</button>`,
      'https://www.example.go.th/f/3.pdf',
    ],
    [
      'onclick',
      `<tr onclick="openPage('news.php?id=4', 2)"><td>ข่าว</td></tr>`,
      'https://www.example.go.th/web/news.php?id=4',
    ],
    ['onclick', `<a href="javascript:location='/o5'">O5</a>`, 'https://www.example.go.th/o5'],
    [
      'onclick',
      `<a href="#" onclick="document.location = '/o6'; return false">O6</a>`,
      'https://www.example.go.th/o6',
    ],
    [
      'onclick',
      `<input type="button" value="O7" onclick="self.location='/o7'">`,
      'https://www.example.go.th/o7',
    ],
    [
      'option',
      '<select onchange="MM_jumpMenu(this)"><option value="p.php?y=2568">2568</select>',
      'https://www.example.go.th/web/p.php?y=2568',
    ],
    [
      'meta-refresh',
      `<meta http-equiv="Refresh" content="3; URL='home/'">`,
      'https://www.example.go.th/web/home/',
    ],
  ])('%s: %s', (via, html, url) => {
    expect(linksOf(html).map((link) => [link.via, link.url])).toEqual([[via, url]]);
  });

  it.each([
    '<a href="#o1">O1</a>',
    '<a href="mailto:saraban@example.go.th">m</a>',
    '<a href="tel:042123456">042-123-456</a>',
    '<a href="javascript:void(0)">menu</a>',
    '<a href="data:text/html,x">d</a>',
    `<button onclick="openCity(event,'egp')">e-GP</button>`,
    `<a href="#" onclick="alert('/a/b.php')">x</a>`,
    `<div onclick="location.href='#service-details-2'">x</div>`,
    '<a href="http://[broken">x</a>',
    '<select><option value="10">กาฬสินธุ์</option></select>',
    '<template><a href="/t">t</a></template>',
    '<!-- <a href="/c">c</a> -->',
    '<script>document.write("<a href=/s>s</a>")</script>',
  ])('none in %s', (html) => {
    expect(urlsOf(`<p>x</p><a href="/kept">k</a>${html}`)).toEqual(['https://www.example.go.th/kept']);
  });

  it('prefers a real href over the handler that counts downloads', () => {
    const [link] = linksOf(
      `<a onclick="countUp('/Pages/increment_download_ita/5.php')" href="docs/file/x.pdf" download><img src="k.btn-download.png"></a>`,
    );
    expect(link).toMatchObject({
      url: 'https://www.example.go.th/web/docs/file/x.pdf',
      isDownload: true,
      via: 'a',
    });
  });

  it('obeys the first base', () => {
    const facts = extractPage('<base href="/sub/"><base href="/no/"><a href="x">x</a>', base);
    expect(facts.baseHref).toBe('/sub/');
    expect(facts.links[0]?.url).toBe('https://www.example.go.th/sub/x');
  });

  it('reports the meta refresh, and none that only reloads', () => {
    expect(extractPage('<meta http-equiv=refresh content="5;url=/home">', base).metaRefresh).toEqual({
      url: 'https://www.example.go.th/home',
      delaySeconds: 5,
    });
    expect(extractPage('<meta http-equiv=refresh content="300">', base).metaRefresh).toBeNull();
  });

  it('ends an unclosed anchor at the next one', () => {
    const links = linksOf('<p><a href="/1">หนึ่ง <b><a href="/2">สอง</a></b></p>');
    expect(links.map((link) => link.text)).toEqual(['หนึ่ง', 'สอง']);
  });

  it('counts anchors that lead nowhere, not toggles and targets', () => {
    const html = `<a>1</a><a href="#">2</a><a href="javascript:void(0)">3</a><a name="x"></a>
      <a href="#" data-toggle="dropdown">t</a><a href="#o1">f</a><a href="tel:1">p</a>`;
    expect(extractPage(html, base).counts.deadAnchors).toBe(3);
  });
});

describe('viewers', () => {
  const inner = 'https://www.example.go.th/files/%E0%B8%81.pdf';
  const encoded = encodeURIComponent(inner);
  it.each([
    `//docs.google.com/viewer?url=${encoded}&embedded=true`,
    `https://docs.google.com/gview?embedded=true&url=${encoded}`,
    `https://docs.google.com/viewerng/viewer?url=${encoded}`,
    `https://drive.google.com/viewerng/viewer?embedded=true&url=${encoded}`,
    `https://view.officeapps.live.com/op/embed.aspx?src=${encoded}`,
    `/js/pdfjs/web/viewer.html?file=${encoded}#page=2`,
    `/assets/pdfjs/web/viewer.html?file=../../../files/%E0%B8%81.pdf`,
    `/flowpaper/index.php?doc=/files/%E0%B8%81.pdf`,
    `https://www.google.com/url?q=${encoded}&sa=D`,
    `https://docs.google.com/viewer?url=${encodeURIComponent(`https://docs.google.com/gview?url=${encoded}`)}`,
  ])('unwraps %s', (src) => {
    const [link] = linksOf(`<iframe src="${src}"></iframe>`);
    expect(link?.url).toBe(inner);
    expect(link?.wrapper).not.toBeNull();
  });

  it.each([
    'https://docs.google.com/viewer?a=v&pid=sites&srcid=abc',
    'https://drive.google.com/file/d/abc/view',
    '/news/view.php?id=5&url=home',
    '/page?url=https://other.go.th/',
  ])('leaves %s', (src) => {
    expect(linksOf(`<iframe src="${src}"></iframe>`)[0]?.wrapper).toBeNull();
  });
});

describe('the words of a link', () => {
  it.each([
    ['<a href="/x" title="t"><b>แผน</b>&nbsp; <i>พัฒนา</i><img alt="a"></a>', 'แผน พัฒนา', 'text', ['t', 'a']],
    ['<a href="/x" title="เจตจำนงสุจริต" aria-label="l"><img alt="a"></a>', 'เจตจำนงสุจริต', 'title', ['a']],
    ['<a href="/x" aria-label="ดาวน์โหลด"><i class="fa"></i></a>', 'ดาวน์โหลด', 'aria', []],
    ['<a href="/x"><img src="i.png" alt=" ITA  2568 "></a>', 'ITA 2568', 'alt', []],
    ['<a href="/x">» <img alt="สารจากนายก"></a>', 'สารจากนายก', 'alt', []],
    ['<a href="/x"><img src="i.png"></a>', '', 'none', []],
    ['<area href="/x" alt="แผนที่">', 'แผนที่', 'alt', []],
  ])('%s', (html, text, textFrom, extra) => {
    expect(linksOf(html)[0]).toMatchObject({ text, textFrom, extra });
  });

  it('gives what stands before it in the same block', () => {
    const links = linksOf(
      '<p>ย่อหน้า</p><p>เอกสาร : <a href="/1">ดาวน์โหลด</a><br>แนบ <a href="/2">สอง</a></p>',
    );
    expect(links.map((link) => link.before)).toEqual(['เอกสาร :', 'เอกสาร : ดาวน์โหลด แนบ']);
    expect(linksOf(`<p>${'ก'.repeat(900)}<a href="/x">x</a></p>`)[0]?.before.length).toBe(200);
  });

  it('stands at its words', () => {
    const facts = extractPage('<h1>หัว</h1><p>ก่อน <a href="/x">ลิงก์</a> หลัง</p>', base);
    const at = facts.links[0]?.at ?? -1;
    expect(facts.text.slice(at, at + 5)).toBe('ลิงก์');
  });
});

describe('surroundings', () => {
  it('gives the labels of the menus above', () => {
    const html = `<nav><ul><li><a href="#">การดำเนินงาน</a><ul><li><a href="/ita">ITA</a>
      <ul><li><a href="/o1">โครงสร้าง</a></li></ul></li></ul></li><li><a href="/c">ติดต่อ</a></li></ul></nav>`;
    expect(linksOf(html).map((link) => [link.text, link.menu, link.inChrome])).toEqual([
      ['ITA', ['การดำเนินงาน'], true],
      ['โครงสร้าง', ['การดำเนินงาน', 'ITA'], true],
      ['ติดต่อ', [], true],
    ]);
  });

  it('knows the dropdowns of Bootstrap', () => {
    const html = `<div class="navbar"><div class="dropdown"><button>แผนงาน</button>
      <div class="dropdown-menu"><a href="/p">แผนพัฒนา</a></div></div><a href="/q">ถาม</a></div>`;
    expect(linksOf(html).map((link) => link.menu)).toEqual([['แผนงาน'], []]);
  });

  it('gives the headings above, and ends them at their level', () => {
    const html = `<h1>OIT</h1><h2>ตัวชี้วัด 9</h2><h3>9.1</h3><a href="/1">1</a><h2>ตัวชี้วัด 10</h2><a href="/2">2</a>`;
    expect(linksOf(html).map((link) => link.headings)).toEqual([
      ['OIT', 'ตัวชี้วัด 9', '9.1'],
      ['OIT', 'ตัวชี้วัด 10'],
    ]);
  });

  it('does not put the headings of a sidebar above the content', () => {
    const html = `<h1>หน้า</h1><div id="sidebar"><h3>เมนูหลัก</h3><a href="/m">m</a></div><a href="/c">c</a>`;
    expect(linksOf(html).map((link) => link.headings)).toEqual([['เมนูหลัก'], ['หน้า']]);
  });
});
