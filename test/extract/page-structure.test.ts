import { describe, expect, it } from 'vitest';
import { extractPage } from '../../src/extract/page.ts';

const extract = (html: string) => extractPage(html, 'https://www.example.go.th/');

const furniture = (html: string) => {
  const facts = extract(html);
  return facts.chrome.map(([from, to]) => facts.text.slice(from, to).trim());
};

const yearItem = (year: string) => `<div class="accordion-item"><h2 class="accordion-header">
      <button class="accordion-button" data-bs-toggle="collapse" data-bs-target="#y${year}">ปี ${year}</button></h2>
      <div id="y${year}" class="accordion-collapse collapse"><h2>O7</h2><a href="/${year}">รายงาน</a></div></div>`;

describe('text', () => {
  it('has one line per block and folded space', () => {
    const facts = extract(
      '<title> ก &amp;\n ข </title><div>หนึ่ง&nbsp;&nbsp; สอง<p>สาม <b>สี่</b></p>ห้า<br>หก</div>',
    );
    expect(facts.title).toBe('ก & ข');
    expect(facts.text).toBe('หนึ่ง สอง\nสาม สี่\nห้า\nหก');
  });

  it('keeps the cells of a row on one line, however Word wraps them', () => {
    const facts = extract(
      '<table><tr><td><p>1</p></td><td><p>แผน</p><p>พัฒนา</p></td><td>x</td></tr><tr><td>2<td>ข</table>',
    );
    expect(facts.text).toBe('1\tแผน\nพัฒนา\tx\n2\tข');
  });

  it('leaves out what is not seen', () => {
    const html = `<style>p{}</style><script>var a="<p>s</p>"</script><template><p>t</p></template><noscript>n</noscript>
      <!-- c --><textarea>ta</textarea><svg><title>icon</title></svg><select><option>กระบี่</select><p style="display:none">ซ่อน</p>`;
    expect(extract(`<p><a href="/x">เห็น</a></p>${html}`).text).toBe('เห็น\nซ่อน');
  });

  it('reads noscript when there is nothing else', () => {
    const facts = extract(
      '<div id=root></div><noscript>กรุณาเปิดใช้งาน JavaScript</noscript><script src=a></script>',
    );
    expect(facts.text).toBe('กรุณาเปิดใช้งาน JavaScript');
  });

  it('keeps the words of mail and phone links', () => {
    expect(extract('<a href="tel:042">042-123456</a> <a href="mailto:a@b.th">a@b.th</a>').text).toBe(
      '042-123456 a@b.th',
    );
  });
});

describe('a page without headings', () => {
  const headingsOf = (html: string): string[] =>
    extract(html).headings.map(({ level, text }) => `${level} ${text}`);
  const blocks = [
    '<font size="3"><b>ผังเทศบาล</b></font><br>นายกเทศมนตรี ปลัดเทศบาล<hr>',
    '<p><strong>สถิติเรื่องกล่าวหา ปี 2567</strong></p><p>ไม่มีเรื่อง <b>แม้แต่เรื่องเดียว</b></p>',
    '<table><tr><td bgcolor="#fc0"><b>ของที่รับไว้</b></td></tr><tr><td>ไม่มี</td></tr></table>',
  ];

  it('is headed by the lines that stand out', () => {
    expect(headingsOf(blocks.join(''))).toEqual(['6 ผังเทศบาล', '6 สถิติเรื่องกล่าวหา ปี 2567', '6 ของที่รับไว้']);
    expect(headingsOf(`<h1>ข้อมูลสาธารณะ</h1>${blocks.join('')}`)).toHaveLength(4);
  });

  it('is not headed by one or two of them, nor where it has headings', () => {
    expect(headingsOf(blocks.slice(1).join(''))).toEqual([]);
    const own = '<h3>ก ข</h3>ค<h3>ง จ</h3>ฉ<h3>ช ซ</h3>';
    expect(headingsOf(own + blocks.join(''))).toEqual(['3 ก ข', '3 ง จ', '3 ช ซ']);
  });

  it.each([
    ['people', '<b>นายสมชาย ใจดี</b><br>นายก'],
    ['officers', '<b>พ.ต.อ. สมชาย ใจดี</b><br>ผู้กำกับการ'],
    ['a menu', '<nav><b>งานแผน</b><br>ดู<br><b>งานพัสดุ</b><br>ดู</nav>'],
    ['links', '<b><a href="/a">แผนพัฒนา</a></b><br>2568'],
    ['words within a line', '<p>กรอก <b>แบบคำขอ</b> ที่นี่</p>'],
    ['letters of the usual size', '<font size="2">แผนพัฒนา</font><br>2568'],
    ['sentences', `<b>${'เทศบาลขอแจ้งให้ทราบ '.repeat(6)}</b><br>2568`],
  ])('is not headed by %s', (_, html) => {
    expect(headingsOf(`<div>${html}</div>${blocks.join('')}`)).toHaveLength(blocks.length);
  });
});

describe('headings of accordions and tabs', () => {
  it('keeps two years of one page apart, and inner headings do not end the year', () => {
    const facts = extract(
      `<h1>ITA</h1><div class="accordion">${yearItem('2569')}${yearItem('2568')}</div><a href="/end">z</a>`,
    );
    expect(facts.links.map((link) => link.headings)).toEqual([
      ['ITA', 'ปี 2569', 'O7'],
      ['ITA', 'ปี 2568', 'O7'],
      ['ITA'],
    ]);
  });

  it.each([
    ['<details><summary>OIT 1</summary><a href="/x">x</a></details>'],
    ['<div class="card"><div class="card-header">OIT 1</div><a href="/x">x</a></div>'],
    [
      '<div class="panel"><div class="panel-heading" role="tab"><h4 class="panel-title"><a data-toggle="collapse" href="#c" aria-controls="c">OIT 1</a></h4></div><div id="c"><a href="/x">x</a></div></div>',
    ],
    ['<button class="accordion">OIT 1</button><div class="panel"><a href="/x">x</a></div>'],
    [
      '<div class="lightweight-accordion"><div class="lightweight-accordion-title"><span>OIT 1</span></div><div class="lightweight-accordion-body"><a href="/x">x</a></div></div>',
    ],
    [
      '<ul class="nav nav-tabs"><li><a role="tab" data-toggle="tab" href="#c">OIT 1</a><li><a role="tab" href="#d">OIT 2</a></ul><div class="tab-content"><div class="tab-pane" id="c"><a href="/x">x</a></div></div>',
    ],
  ])('%s', (html) => {
    const facts = extract(html);
    expect(facts.links.find((link) => link.url.endsWith('/x'))?.headings).toEqual(['OIT 1']);
    expect(facts.headings.map((heading) => heading.text)).toContain('OIT 1');
    expect(facts.links.find((link) => link.url.endsWith('/x'))?.inChrome).toBe(false);
  });

  it('does not take a menu button for a caption', () => {
    const html =
      '<button class="navbar-toggle" data-toggle="collapse" data-target="#m">Toggle navigation</button><div id="m">x</div>';
    expect(extract(html).headings).toEqual([]);
  });
});

describe('tables', () => {
  it('gives a link its whole row, spanned cells and later ones included', () => {
    const facts = extract(`<h2>OIT</h2><table><thead><tr><th>ข้อ<th>ชื่อ<th>ลิงก์<th>หมายเหตุ</thead>
      <tr><td rowspan="2">O1<td>โครงสร้าง<td><a href="/1">คลิกลิงค์ข้อมูล</a><td>ปี 2568
      <tr><td>ผู้บริหาร<td><a href="/2">รายละเอียด</a><td>ท้าย</table>`);
    expect(facts.links.map((link) => link.row)).toEqual([
      ['O1', 'โครงสร้าง', 'คลิกลิงค์ข้อมูล', 'ปี 2568'],
      ['O1', 'ผู้บริหาร', 'รายละเอียด', 'ท้าย'],
    ]);
    expect(facts.tables).toHaveLength(1);
    expect(facts.tables[0]).toMatchObject({
      header: ['ข้อ', 'ชื่อ', 'ลิงก์', 'หมายเหตุ'],
      headings: ['OIT'],
      rowCount: 2,
    });
  });

  it('names columns by both rows of a header', () => {
    const facts = extract(`<table><tr><th rowspan=2>โครงการ<th colspan=2>งบประมาณ</tr><tr><th>ตั้ง<th>ใช้</tr>
      <tr><td>ถนน<td>100<td>90</tr></table>`);
    expect(facts.tables[0]?.header).toEqual(['โครงการ', 'งบประมาณ ตั้ง', 'งบประมาณ ใช้']);
    expect(facts.tables[0]?.rows).toEqual([['ถนน', '100', '90']]);
  });

  it('takes a sentence in a cell of a header over nothing for content', () => {
    const lone = (cell: string) => extract(`<table><tr><th>ผู้แจ้ง</th><th>${cell}</th></tr></table>`).tables[0];
    expect(
      lone('ชื่อ เบอร์โทร และข้อมูลของท่านเก็บเป็นความลับ เห็นได้เฉพาะนิติกรกับปลัดเท่านั้น ไม่ส่งต่อให้ผู้ถูกร้อง'),
    ).toMatchObject({ header: [], rowCount: 1 });
    expect(lone('จำนวน')).toMatchObject({ header: ['ผู้แจ้ง', 'จำนวน'], rowCount: 0 });
  });

  it('finds a header in plain cells and a title above it', () => {
    const facts = extract(
      `<table><tr><td colspan=2>สถิติปี 2568</tr><tr><td>เดือนที่<td>จำนวน</tr><tr><td>1<td>20</tr><tr><td>2<td>30</tr></table>`,
    );
    expect(facts.tables[0]).toMatchObject({ caption: 'สถิติปี 2568', header: ['เดือนที่', 'จำนวน'], rowCount: 2 });
    expect(extract('<table><tr><td>1<td>ก</tr><tr><td>2<td>ข</tr></table>').tables[0]?.header).toEqual([]);
  });

  it('tells the inner table of a page laid out in tables, not the layout', () => {
    const facts = extract(`<table><tr><td class="leftmenu"><a href="/m">เมนู</a></td><td>
      <table><tr><td><table><tr><td>O1<td><a href="/1">x</a></tr><tr><td>O2<td><a href="/2">x</a></tr></table></td></tr></table>
      ${'เนื้อหา '.repeat(200)}</td></tr></table>`);
    expect(facts.tables.map((table) => table.rows)).toEqual([
      [
        ['O1', 'x'],
        ['O2', 'x'],
      ],
    ]);
    expect(facts.links.map((link) => link.row)).toEqual([null, ['O1', 'x'], ['O2', 'x']]);
    expect(facts.links.map((link) => link.inChrome)).toEqual([true, false, false]);
  });

  it('keeps 300 rows and counts them all', () => {
    const facts = extract(`<table><tr><th>ก<th>ข</tr>${'<tr><td>1<td>2</tr>'.repeat(450)}</table>`);
    expect(facts.tables[0]?.rows).toHaveLength(300);
    expect(facts.tables[0]?.rowCount).toBe(450);
  });
});

describe('furniture', () => {
  it.each([
    '<nav>เมนู</nav>',
    '<header>หัว</header>',
    '<footer>ท้าย</footer>',
    '<aside>ข้าง</aside>',
    '<div role="navigation">n</div>',
    '<div class="top-menu"><a href="/">m</a></div>',
    '<ul id="mainmenu"><li>m</ul>',
    '<div class="left-sidebar">s</div>',
    '<div class="site-footer">f</div>',
    '<td class="leftmenu">m</td>',
    '<div id="MainNav">n</div>',
  ])('%s', (html) => {
    expect(
      furniture(`<p>ก่อน</p>${html.startsWith('<td') ? `<table><tr>${html}</table>` : html}<p>หลัง</p>`),
    ).toHaveLength(1);
  });

  it.each([
    '<body class="has-sidebar right-sidebar"><p>x</p></body>',
    '<article><header>x</header></article>',
    '<div class="tab-content"><div class="tab-pane" id="nav-home">x</div></div>',
    '<div class="card-footer">x</div>',
    '<div class="page-header"><h1>x</h1></div>',
    '<ul class="nav nav-tabs"><li>x</ul>',
    '<div class="no-sidebar">x</div>',
  ])('not %s', (html) => {
    expect(furniture(html)).toEqual([]);
  });

  it('leaves the content in what is only named like a menu', () => {
    const facts = extract(
      `<div class="menu-wrapper"><a href="/m">m</a><main><p>เนื้อหา</p><nav>ใน</nav></main><a href="/n">n</a></div>`,
    );
    expect(facts.chrome.map(([from, to]) => facts.text.slice(from, to).trim())).toEqual(['m', 'ใน', 'n']);
  });

  it('does not believe a header that swallows the page', () => {
    expect(furniture(`<header><h1>อบต.</h1>${'<p>เนื้อหายาวที่ไม่มีลิงก์</p>'.repeat(200)}`)).toEqual([]);
    expect(furniture(`<div id="menu">${'<p>เนื้อหายาวที่ไม่มีลิงก์</p>'.repeat(40)}</div>`)).toEqual([]);
  });
});

describe('breadcrumbs', () => {
  it.each([
    '<nav aria-label="breadcrumb"><ol class="breadcrumb"><li><a href="/">หน้าหลัก</a><li><a href="/i">ITA 2568</a><li>O1</ol></nav>',
    '<div class="breadcrumbs"><a href="/">หน้าหลัก</a> » <a href="/i">ITA 2568</a> » O1</div>',
    '<span class="breadcrumbs pathway"><a href="/">หน้าหลัก</a> / ITA 2568 / O1</span>',
    '<ul itemscope itemtype="https://schema.org/BreadcrumbList"><li>หน้าหลัก<li>ITA 2568<li>O1</ul>',
    '<script type="application/ld+json">{"@graph":[{"@type":"BreadcrumbList","itemListElement":[{"name":"หน้าหลัก"},{"item":{"name":"ITA 2568"}},{"name":"O1"}]}]}</script>',
  ])('%s', (html) => {
    expect(extract(html).breadcrumbs).toEqual(['หน้าหลัก', 'ITA 2568', 'O1']);
  });

  it('is not put off by broken JSON', () => {
    expect(extract('<script type="application/ld+json">{"BreadcrumbList":</script><p>x').breadcrumbs).toEqual(
      [],
    );
  });
});

describe('forms and images', () => {
  it('tells what a form asks for', () => {
    const facts =
      extract(`<form action="/send" method="POST"><input type=hidden name=t><label>ชื่อ</label><input name="fullname">
      <textarea name="q" placeholder="คำถาม"></textarea><input type="file" name="f"><button>ส่ง</button></form><input type="password">`);
    expect(facts.forms).toEqual([
      {
        at: 0,
        action: 'https://www.example.go.th/send',
        method: 'post',
        fields: ['ชื่อ', 'fullname', 'คำถาม', 'q', 'f'],
        hasTextarea: true,
        hasPassword: false,
        hasFile: true,
        submit: 'ส่ง',
      },
    ]);
    expect(facts.counts.passwordFields).toBe(1);
  });

  it('knows a field by the words or the cell before it, where nothing calls them its label', () => {
    const facts =
      extract(`<p>ขอเอกสาร</p><form><p>ชื่อ-สกุล <input name="n"></p><p>เลขประจำตัว</p><p><input name="i"></p>
      <table><tr><td>โทรศัพท์</td><td><input name="t"></td></tr></table><p>${'โปรดอ่านระเบียบก่อน '.repeat(9)}<input name="x"></p></form>`);
    expect(facts.forms[0]?.fields).toEqual(['n', 'ชื่อ-สกุล', 'i', 'เลขประจำตัว', 't', 'โทรศัพท์', 'x']);
  });

  it('survives a form in a form', () => {
    const facts = extract('<div><form><p><form><input name=a></form></p></div><h2>ต่อ</h2><a href="/x">x</a>');
    expect(facts.links[0]?.headings).toEqual(['ต่อ']);
  });

  it('finds lazy images, not pixels', () => {
    const facts =
      extract(`<img src="data:image/gif;base64,AA" data-src="/a.jpg" alt="ผังโครงสร้าง"><img src="/c.gif" width=1>
      <nav><img src="/logo.png"></nav><img srcset="/b.jpg 2x, /c.jpg">`);
    expect(facts.images.map((image) => [image.url, image.alt, image.inChrome])).toEqual([
      ['https://www.example.go.th/a.jpg', 'ผังโครงสร้าง', false],
      ['https://www.example.go.th/logo.png', '', true],
      ['https://www.example.go.th/b.jpg', '', false],
    ]);
  });
});
