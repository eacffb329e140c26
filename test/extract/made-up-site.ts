/** HTML as nobody writes it, the same for the same seed. */

const soundTags = 'div div ul li li span b a p h3 i section nav article main small header table tr td'.split(
  ' ',
);
const strangeTags =
  'div div ul li nav aside header footer section main p span b a a h1 h2 h3 table tr td th thead caption form label button select option details summary dl dd svg title desc math script style textarea noscript iframe object center body html xmp'.split(
    ' ',
  );
const plainTags = soundTags.filter((tag) => !/^(?:h3|t[dr]|table|p)$/.test(tag));
const soundSigns = [
  '',
  '',
  '',
  ' class="menu"',
  ' class="card"',
  ' class="dropdown"',
  ' class="dropdown-menu"',
].concat([
  ' class="content"',
  ' id="p1"',
  ' id="x"',
  ' class="card-header"',
  ' class="footer"',
  ' class="header"',
]);
const strangeSigns = [
  ...soundSigns,
  ' class="breadcrumb"',
  ' data-toggle="tab" href="#p1"',
  ' data-toggle="collapse" href="#p2"',
  ' id="p2"',
  ' role="main"',
  ' onclick="location.href=\'/oc\'"',
  ' data-href="/dh"',
  ' class=x',
  ' title="a > b"',
  ' data-x="&amp;&lt"',
  ' role="tab" aria-controls="p2"',
  ' aria-label="breadcrumb"',
  ' role="tabpanel"',
];
const addresses = [
  '/a',
  'b.html',
  '?q=1',
  '../c',
  '#d',
  'http://x.go.th/',
  '//y/',
  'javascript:go()',
  ' /sp ',
].concat([
  '\n/nl',
  '',
  'ไทย',
  'h.pdf',
  "javascript:location.href='/j'",
  'http:rel',
  'viewer.html?file=/x.pdf',
]);
const soundWords = [
  'คำ',
  'ข้อมูล ทั่วไป',
  'x',
  '\n',
  '&nbsp;',
  '&lt;b',
  'ประกาศ\n  รายชื่อ',
  '<br>',
  '<img src="/i.png" alt="รูป">',
  '<input name=q>',
  '<script>var a=1</script>',
  '<a href="/q">ก</a>',
  '<a>x</a>',
  '<h3>หัวข้อ</h3>',
  '<a href="r.html"><img alt="ข" src="z.png"></a>',
  '<table><tr><td>1</td><td><a href="/t">2</a></td></tr></table>',
  '<form><input name=w><button>go</button></form>',
  '<ul><li>ชื่อ<ul><li><a href="/m">m</a></li></ul></li></ul>',
];
const plainWords = soundWords.filter((word) => !word.includes('<h3'));
const strangeWords = [
  ...soundWords,
  '&amp',
  '< ',
  'a < b',
  '<!-- c -->',
  '</p>',
  '</br>',
  '</span>',
  '</div>',
  '</a>',
  '<td>',
  '<tr>',
  '</table>',

  '<meta name="generator" content="g">',
  '<base href="/bb/">',
  '<title>t</title>',
  '<![CDATA[ x ]]>',
  '<!x>',
  '<script>var a="<nav>";</script>',
  '<area href="/ar">',
  '<iframe src="/if"></iframe>',
  '<?p?>',
  '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"name":"ก"}]}</script>',
];
const roots = 'nav div ul li aside header footer section p form center main h2 table article'.split(' ');
const openings = [
  '<p>a</p>',
  '<div>ข</div>',
  '\n',
  '<h2>h</h2>',
  '<a href="/l">l</a> ',
  '<a href="/o">',
  '<table><tr><td>',
  '<table><tr><td>a<td>',
  '<table><tr>',
  '<ul><li>',
  '<ul><li>ชื่อ',
  '<form><label>',
  '<section>',
  '<noscript>',
  '<div class="card"><div class="card-header">หัว</div>',
  '<a data-toggle="tab" href="#x">แท็บ</a>',
  '</div>',
];
const urls = ['https://a.go.th/', 'https://a.go.th/x/y', 'https://a.go.th/x/z?q=2', 'http://b.go.th/x/'];

/** Pages of a site that have large elements in common, some byte for byte, some cut short, in all kinds of surroundings. */
export function makeUpSite(seed: number, pages: number): [url: string, html: string][] {
  const random = randomFrom(seed);
  const pick = <T>(all: readonly T[]): T => {
    const picked = all[Math.floor(random() * all.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  };
  const attributesOf = (tag: string, isSound: boolean): string => {
    const sign = pick(isSound ? soundSigns : strangeSigns);
    if (tag === 'a' && random() < 0.8) return `${sign} href="${pick(addresses)}"`;
    if (tag === 'form') return `${sign} action="${pick(addresses)}"`;
    return tag === 'option' ? `${sign} value="https://o.go.th/1"` : sign;
  };
  const endOf = (tag: string, isSound: boolean): string => {
    const luck = random();
    if (isSound || luck < 0.9) return `</${tag}>`;
    if (luck < 0.94) return `</${tag} >`;
    return luck < 0.97 ? `</${pick(strangeTags)}>` : '';
  };
  const write = (
    depth: number,
    count: number,
    isSound: boolean,
    words: readonly string[] | null = null,
  ): string => {
    let html = '';
    for (let at = 0; at < count; at++) {
      if (depth === 0 || random() > 0.6) {
        html += pick(words ?? (isSound || random() < 0.9 ? soundWords : strangeWords));
        continue;
      }
      const tag = pick(words !== null ? plainTags : isSound ? soundTags : strangeTags);
      const inner = write(depth - 1, 1 + Math.floor(random() * 5), isSound, words);
      html += `<${tag}${attributesOf(tag, isSound)}>${inner}${endOf(tag, isSound)}`;
    }
    return html;
  };
  const shared = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
    const isSound = random() < 0.8;
    // A heading tells on what follows it, so that nothing can be shared.
    const words = isSound && random() < 0.7 ? plainWords : null;
    const root = pick(roots);
    let inner = '';
    while (inner.length < 700 + random() * 2000)
      inner += write(2 + Math.floor(random() * 3), 4, isSound, words);
    return `<${root}${pick(soundSigns)}>${inner}</${root}>`;
  });
  const isSound = random() < 0.5;
  // The same surroundings come again, and others between them.
  const before = [1, 2, 3].map(() => (random() < 0.4 ? '' : pick(openings)));
  const signs = [1, 2, 3].map(() => pick(soundSigns));
  return Array.from({ length: pages }, (_, page) => {
    let html = random() < 0.5 ? '<html><head><title>x</title></head><body>' : '';
    for (const part of shared) {
      if (random() < 0.15) continue;
      const isWrapped = random() < 0.8;
      if (isWrapped) html += `<div${pick(signs)}>${pick(before)}`;
      else html += random() < 0.6 ? pick(openings) : write(2, Math.floor(random() * 3), isSound);
      html += random() < 0.03 ? part.slice(0, Math.floor(random() * part.length)) : part;
      if (isWrapped) html += `<a href="/after/${page}">หลัง</a></div>`;
    }
    html += write(2, 2, isSound);
    return [pick(urls), random() < 0.1 ? html.slice(0, Math.floor(random() * html.length)) : html];
  });
}

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
