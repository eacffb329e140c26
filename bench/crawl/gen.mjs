#!/usr/bin/env node
// @ts-nocheck
/* oxlint-disable */
// gen.mjs - deterministic generator of a realistic Thai municipal website (static files for nginx).
//   node gen.mjs --pages 2000 --seed 1 --host 127.0.0.2 --port 8099 --out DIR [--targets hub|partial|scattered]
//                [--legacy 0.02] [--doc-ratio 0.3] [--broken 0.02] [--redirects 0.02] [--hostile] [--plain] [--graph]
// Everything depends only on (pages, seed, host, port, flags): same arguments => byte-identical site.
// Writes   DIR/www/...           the files nginx serves
//          DIR/truth.json        ground truth: every page/doc/broken/redirect URL and the planted targets
//          DIR/urls.txt          all N page URLs in BFS order (for the "no crawl, just fetch" limits)
//          DIR/graph.json        with --graph: adjacency + anchor texts, for the harvest-curve measure
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values: A } = parseArgs({ options: {
  pages: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' },
  host: { type: 'string', default: '127.0.0.2' }, port: { type: 'string', default: '8099' },
  out: { type: 'string' }, targets: { type: 'string', default: 'partial' },
  legacy: { type: 'string', default: '0.02' }, 'doc-ratio': { type: 'string', default: '0.3' },
  broken: { type: 'string', default: '0.02' }, redirects: { type: 'string', default: '0.02' },
  hostile: { type: 'boolean', default: false }, plain: { type: 'boolean', default: false }, graph: { type: 'boolean', default: false },
} });
const N = +A.pages, SEED = +A.seed, BASE = `http://${A.host}:${A.port}`, OUT = A.out;
if (!OUT) throw new Error('--out needed');
const WWW = path.join(OUT, 'www');
fs.rmSync(OUT, { recursive: true, force: true });
fs.mkdirSync(WWW, { recursive: true });

// ---------------------------------------------------------------- PRNG (mulberry32 keyed by string)
function hash(s) { let h = 2166136261 >>> 0; for (let i = 0; i < s.length; i++) { h ^= s.charCodeAt(i); h = Math.imul(h, 16777619); } return h >>> 0; }
function rng(key) {
  let a = hash(`${SEED}|${A.host}|${key}`);
  const f = () => { a = (a + 0x6D2B79F5) | 0; let t = Math.imul(a ^ (a >>> 15), 1 | a); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
  f.int = (lo, hi) => lo + Math.floor(f() * (hi - lo + 1));
  f.pick = (arr) => arr[Math.floor(f() * arr.length)];
  f.normal = () => Math.sqrt(-2 * Math.log(1 - f())) * Math.cos(2 * Math.PI * f());
  return f;
}

// ---------------------------------------------------------------- vocabulary
const W = ('เทศบาล ตำบล อำเภอ จังหวัด ประชาชน โครงการ งบประมาณ แผนพัฒนา ท้องถิ่น ประกาศ ประชาสัมพันธ์ กิจกรรม การประชุม คณะกรรมการ นายกเทศมนตรี ปลัดเทศบาล ' +
  'กองคลัง กองช่าง กองการศึกษา กองสาธารณสุข สำนักปลัด ผู้อำนวยการ เจ้าหน้าที่ พนักงาน ลูกจ้าง ข้าราชการ การจัดซื้อ การจัดจ้าง พัสดุ ราคากลาง ประกวดราคา สอบราคา ' +
  'อิเล็กทรอนิกส์ ก่อสร้าง ปรับปรุง ซ่อมแซม ถนน คอนกรีต เสริมเหล็ก ลาดยาง ระบายน้ำ ประปา ไฟฟ้า สาธารณะ หมู่บ้าน ชุมชน ผู้สูงอายุ ผู้พิการ เด็กเล็ก ศูนย์พัฒนา โรงเรียน อนุบาล ' +
  'สุขภาพ ป้องกัน ควบคุมโรค ไข้เลือดออก ฉีดวัคซีน ขยะ สิ่งแวดล้อม รีไซเคิล ภาษี ที่ดิน สิ่งปลูกสร้าง ป้าย ชำระ ใบอนุญาต คำร้อง ร้องเรียน ร้องทุกข์ สายด่วน บริการ ออนไลน์ ' +
  'คู่มือ ขั้นตอน ระยะเวลา ค่าธรรมเนียม แบบฟอร์ม ดาวน์โหลด เอกสาร รายงาน ผลการดำเนินงาน ไตรมาส ประจำปี รายรับ รายจ่าย เทศบัญญัติ ข้อบัญญัติ ระเบียบ กฎหมาย ตรวจสอบภายใน ' +
  'ควบคุมภายใน ความเสี่ยง การทุจริต คุณธรรม จริยธรรม ความโปร่งใส เจตนารมณ์ สุจริต ไม่รับของขวัญ มาตรการ ส่งเสริม ประเมิน การมีส่วนร่วม ประชาคม ประชาพิจารณ์ ความคิดเห็น ' +
  'แบบสำรวจ ความพึงพอใจ วัฒนธรรม ประเพณี ลอยกระทง สงกรานต์ แห่เทียน กีฬา เยาวชน สภา สมาชิกสภา ประธานสภา สมัยประชุม วิสัยทัศน์ พันธกิจ ยุทธศาสตร์ โครงสร้าง อำนาจหน้าที่ ' +
  'ข้อมูล พื้นฐาน ทั่วไป ประวัติ สภาพ ภูมิศาสตร์ เศรษฐกิจ สังคม การเกษตร ข้าว ยางพารา อ้อย ตลาด สินค้า ผลิตภัณฑ์ ท่องเที่ยว วัด โบราณสถาน ภัยพิบัติ น้ำท่วม ภัยแล้ง บรรเทาสาธารณภัย').split(' ');
const CONN = 'และ ของ ใน ที่ เพื่อ ตาม โดย ให้ กับ ซึ่ง จาก ได้ จะ ต่อ ด้าน การ ความ เป็น มี ณ'.split(' ');
const MONTH = 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(' ');
const CATS = [['pr', 'ข่าวประชาสัมพันธ์'], ['activity', 'ข่าวกิจกรรม'], ['procurement', 'ประกาศจัดซื้อจัดจ้าง'], ['price', 'ประกาศราคากลาง'], ['plan', 'แผนการจัดซื้อจัดจ้าง'],
  ['job', 'รับสมัครงาน'], ['council', 'ข่าวสภาเทศบาล'], ['tax', 'ข่าวจัดเก็บภาษี'], ['health', 'ข่าวสาธารณสุข'], ['edu', 'ข่าวการศึกษา'], ['elder', 'เบี้ยยังชีพผู้สูงอายุ'], ['disaster', 'ป้องกันและบรรเทาสาธารณภัย'],
  ['eservice', 'บริการออนไลน์'], ['winner', 'ประกาศผู้ชนะการเสนอราคา'], ['km', 'การจัดการความรู้'], ['report', 'รายงานผล']];
const DOCCATS = [['plan', 'แผนพัฒนาท้องถิ่น'], ['budget', 'เทศบัญญัติงบประมาณ'], ['law', 'กฎหมายที่เกี่ยวข้อง'], ['manual', 'คู่มือประชาชน'], ['form', 'แบบฟอร์มคำร้อง'], ['report', 'รายงานประจำปี']];
const MENU_GROUPS = [['ข้อมูลทั่วไป', ['ประวัติความเป็นมา', 'วิสัยทัศน์และพันธกิจ', 'ข้อมูลสภาพทั่วไป', 'ตราสัญลักษณ์', 'แผนที่เทศบาล', 'สถานที่ท่องเที่ยว', 'ผลิตภัณฑ์ชุมชน', 'ข้อมูลชุมชน']],
  ['โครงสร้างหน่วยงาน', ['คณะผู้บริหารเทศบาล', 'สมาชิกสภาเทศบาล', 'หัวหน้าส่วนราชการ', 'สำนักปลัดเทศบาล', 'กองคลังเทศบาล', 'กองช่างเทศบาล', 'กองการศึกษา', 'กองสาธารณสุขและสิ่งแวดล้อม']],
  ['แผนงาน', ['แผนพัฒนาท้องถิ่น', 'แผนการดำเนินงาน', 'แผนพัฒนาบุคลากร', 'แผนอัตรากำลัง', 'แผนจัดเก็บรายได้', 'แผนป้องกันภัย', 'รายงานติดตามแผน']],
  ['กฎหมายและระเบียบ', ['พระราชบัญญัติเทศบาล', 'ระเบียบพัสดุ', 'เทศบัญญัติ', 'ระเบียบการคลัง', 'มาตรฐานทั่วไป', 'คำสั่งเทศบาล']],
  ['บริการประชาชน', ['คู่มือสำหรับประชาชน', 'แบบคำร้องทั่วไป', 'ร้องเรียนร้องทุกข์', 'ถาม-ตอบ', 'สายตรงนายก', 'จองคิวออนไลน์', 'ชำระภาษีออนไลน์', 'เบี้ยยังชีพ']],
  ['การเงินการคลัง', ['รายงานการเงิน', 'รายงานรายรับรายจ่าย', 'ภาษีที่ดินและสิ่งปลูกสร้าง', 'ภาษีป้าย', 'งบทดลอง', 'รายงานทรัพย์สิน']],
  ['ธรรมาภิบาล', ['มาตรฐานจริยธรรม', 'การบริหารความเสี่ยง', 'ตรวจสอบภายใน', 'ควบคุมภายใน', 'ประเมินประสิทธิภาพ', 'การจัดการความรู้', 'ส่งเสริมความโปร่งใส']],
  ['คลังภาพ', ['ภาพกิจกรรม', 'วีดิทัศน์', 'วารสารเทศบาล', 'ปฏิทินกิจกรรม', 'สาระน่ารู้', 'เว็บลิงก์']]];
// 28 plausible OIT-like target titles (only bench material - the product's own checklist is authoritative)
const TARGETS = ['โครงสร้าง อำนาจหน้าที่ และตำแหน่งทางบริหาร', 'ข้อมูลผู้บริหาร', 'ข้อมูลการติดต่อและช่องทางถามตอบ', 'ข่าวประชาสัมพันธ์ที่เกี่ยวข้องกับการดำเนินงาน', 'แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน', 'แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณประจำปี',
  'รายงานผลการดำเนินงานประจำปี พ.ศ. 2567', 'คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่', 'คู่มือหรือแนวทางการขอรับบริการสำหรับผู้รับบริการ', 'E-Service', 'ข้อมูลสถิติการให้บริการ', 'รายการการจัดซื้อจัดจ้างหรือการจัดหาพัสดุและความก้าวหน้า', 'ประกาศต่าง ๆ เกี่ยวกับการจัดซื้อจัดจ้าง', 'รายงานสรุปผลการจัดซื้อจัดจ้างประจำปี',
  'แผนการบริหารและพัฒนาทรัพยากรบุคคล', 'รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี', 'ประมวลจริยธรรมสำหรับเจ้าหน้าที่ของรัฐ', 'การขับเคลื่อนจริยธรรม', 'แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต', 'ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ', 'ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริต', 'การเปิดโอกาสให้เกิดการมีส่วนร่วม',
  'ประกาศเจตนารมณ์นโยบาย No Gift Policy', 'การสร้างวัฒนธรรม No Gift Policy', 'รายงานผลตามนโยบาย No Gift Policy', 'การประเมินความเสี่ยงการทุจริตประจำปี', 'รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต', 'มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน'];
const EXT = ['https://www.facebook.com/profile.php?id=1000', 'https://www.dla.go.th/servlet/DocumentServlet', 'https://www.nacc.go.th/', 'https://itas.nacc.go.th/', 'http://www.gprocurement.go.th/', 'https://www.admincourt.go.th/', 'https://line.me/R/ti/p/@bench', 'https://www.youtube.com/watch?v=x', 'https://info.go.th/', 'http://www.oag.go.th/'];
const esc = (s) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

function phrase(r, n) { let s = ''; for (let i = 0; i < n; i++) { s += r.pick(W); if (r() < 0.35) s += r.pick(CONN); if (r() < 0.18) s += ' '; } return s.trim(); }
function thaiDate(r) { return `${r.int(1, 28)} ${r.pick(MONTH)} ${r.int(2563, 2568)}`; }
// paragraph pool: Word-pasted markup, like real municipal CMS content
const PARAS = []; {
  const r = rng('paras');
  for (let i = 0; i < 1500; i++) {
    const k = r();
    if (k < 0.55) PARAS.push(`<p class="MsoNormal" style="text-align: justify; text-indent: 36.0pt; line-height: 150%;"><span lang="TH" style="font-size: 16.0pt; line-height: 150%; font-family: 'TH SarabunPSK', sans-serif;">${phrase(r, r.int(20, 70))}</span></p>\n`);
    else if (k < 0.8) PARAS.push(`<p><span style="font-size:14px;"><strong>${phrase(r, r.int(3, 8))}</strong>&nbsp;${phrase(r, r.int(25, 60))}</span></p>\n`);
    else if (k < 0.93) { let t = '<table class="table table-bordered" border="1" cellspacing="0" cellpadding="0"><tbody>\n'; const rows = r.int(3, 8); for (let j = 0; j < rows; j++) t += `<tr><td width="40" style="width:30.0pt;border:solid windowtext 1.0pt">${j + 1}</td><td>${phrase(r, r.int(3, 9))}</td><td align="right">${r.int(1000, 9999999).toLocaleString('en')}.00</td></tr>\n`; PARAS.push(t + '</tbody></table>\n'); }
    else PARAS.push(`<ul>\n${Array.from({ length: r.int(3, 7) }, () => `  <li>${phrase(r, r.int(4, 12))}</li>\n`).join('')}</ul>\n`);
  }
}
const PARA_BYTES = PARAS.map((p) => Buffer.byteLength(p));

// ---------------------------------------------------------------- page budget: exactly N pages reachable through plain <a href>
const nc = Math.min(16, Math.max(6, 6 + Math.floor(N / 800)));
const PER = 15, DPER = 20;
const B = Math.max(2, Math.round(N * +A.legacy));
const D = Math.round(N * +A['doc-ratio']);
const MAXMENU = MENU_GROUPS.reduce((a, g) => a + g[1].length, 0);
const M = Math.min(MAXMENU, Math.max(18, Math.round(N * 0.1)));
// targets
const mode = A.targets;
const targets = TARGETS.map((title, i) => {
  const r = rng('t' + i); const o = i + 1;
  let kind = o % 5 === 0 ? 'pdf' : 'page', status = 'ok';
  if (mode !== 'hub') { if (o % 9 === 7) status = 'broken'; else if (o % 14 === 13) status = 'missing'; }
  const url = kind === 'pdf' ? `/files/ita/o${o}-${r.int(1000, 9999)}.pdf` : `/page/${r.int(100000, 999999)}`;
  return { o, title, kind, status, url };
});
const T = targets.filter((t) => t.kind === 'page' && t.status === 'ok').length;
const HUB = mode === 'scattered' ? 0 : 2;            // /ita and /ita/2568
const dcs = DOCCATS.length;
const docsOf = (c) => Math.floor(D / dcs) + (c < D % dcs ? 1 : 0);
let DL = 0; for (let c = 0; c < dcs; c++) DL += Math.max(1, Math.ceil(docsOf(c) / DPER));
const detOf = (nd, c) => Math.floor(nd / nc) + (c < nd % nc ? 1 : 0);
let ND = N - 1 - M - T - HUB - B - DL - nc;
const lists = (nd) => { let s = 0; for (let c = 0; c < nc; c++) s += Math.max(1, Math.ceil(detOf(nd, c) / PER)); return s; };
while (1 + M + T + HUB + B + DL + ND + lists(ND) > N) ND--;
let filler = N - (1 + M + T + HUB + B + DL + ND + lists(ND)); // a few extra board pages make the sum exact
const BB = B + filler;
if (ND < nc) throw new Error(`N=${N} too small`);

// ---------------------------------------------------------------- URL tables
const menuPages = []; { let k = 0; outer: for (const [g, items] of MENU_GROUPS) for (const t of items) { if (k >= M) break outer; menuPages.push({ g, title: t, url: `/page/${rng('menu' + k).int(1000, 9999)}${k}` }); k++; } }
const details = Array.from({ length: ND }, (_, i) => ({ i, id: 1000 + i * 7, cat: i % nc, url: `/news/detail/${1000 + i * 7}`, title: phrase(rng('dt' + i), rng('dn' + i).int(4, 12)) }));
const byCat = Array.from({ length: nc }, (_, c) => details.filter((d) => d.cat === c));
const docs = Array.from({ length: D }, (_, i) => {
  const r = rng('doc' + i), c = i % dcs, ext = r() < 0.86 ? 'pdf' : r.pick(['docx', 'xlsx', 'zip', 'doc']);
  const title = phrase(r, r.int(3, 8)).replace(/\s+/g, ' '); const f = r();
  let href, file;
  if (f < 0.7) { href = `/files/${DOCCATS[c][0]}/${20000 + i}.${ext}`; file = href; }
  else if (f < 0.8) { file = `/files/${DOCCATS[c][0]}/${r.pick(W)} ${r.int(2563, 2568)}-${i}.${ext}`; href = file; }                          // raw Thai + space
  else if (f < 0.9) { file = `/files/${DOCCATS[c][0]}/${r.pick(W)}-${i}.${ext}`; href = file.split('/').map(encodeURIComponent).join('/'); }   // percent-encoded Thai
  else { href = `/download?id=${5000 + i}&amp;type=${DOCCATS[c][0]}`; file = `/dl/${5000 + i}.pdf`; }                                             // document without extension
  return { i, c, href, file, title, ext };
});
const docsCat = Array.from({ length: dcs }, (_, c) => docs.filter((d) => d.c === c));
const board = Array.from({ length: BB }, (_, i) => ({ url: `/board/${300 + i}.html`, title: phrase(rng('bd' + i), 5) }));
const nBroken = Math.max(4, Math.round(N * +A.broken)), nRedir = Math.max(3, Math.round(N * +A.redirects));
const broken = Array.from({ length: nBroken }, (_, i) => i % 3 === 0 ? `/files/missing/${i}.pdf` : i % 3 === 1 ? `/news/detail/${90000000 + i}` : `/page/removed-${i}`);
const redirs = Array.from({ length: nRedir }, (_, i) => { const d = details[(i * 37) % ND]; return i % 5 === 4 ? { url: `/old/${d.id}`, to: d.url, hops: 2 } : { url: `/go/${d.id}`, to: d.url, hops: 1 }; });

// ---------------------------------------------------------------- rendering
const EDGES = A.graph ? [] : null;
let curLinks = null;
const style = `<style>\n${Array.from({ length: 45 }, (_, i) => `.c${i} .item-${i}>li a:hover{color:#${(i * 9931 % 4096).toString(16).padStart(3, '0')};padding:${i}px ${i % 7}px;background:url(/assets/img/bg${i % 6}.png) no-repeat;font-family:'Prompt','Sarabun',sans-serif}`).join('\n')}\n</style>`;
const script = `<script>\n//<![CDATA[\nvar tpl='<li><a href="/decoy/js-'+i+'">x</a></li>';function menu(i){var a=document.getElementById('m'+i);if(a&&a.style.display=='none'&&1<2){a.style.display='block';}}\n${Array.from({ length: 25 }, (_, i) => `function slide${i}(n){var x=document.getElementsByClassName("s${i}");for(var j=0;j<x.length;j++){x[j].className=x[j].className.replace(" active","");}if(n>x.length)n=1;}`).join('\n')}\n//]]>\n</script>`;

function rel(from, to) { // relative link ../x from a page URL (works on paths without query)
  const a = from.split('?')[0].split('/').slice(1, -1), b = to.split('/').slice(1); let i = 0;
  while (i < a.length && i < b.length - 1 && a[i] === b[i]) i++;
  const out = '../'.repeat(a.length - i) + b.slice(i).join('/'); return out === '' ? './' : out;
}
function link(r, from, to, text, attrs = '') {
  const k = r(); let h = to;
  if (k < 0.22) h = BASE + to; else if (k < 0.34 && !to.includes('?')) h = rel(from, to); else if (k < 0.36) h = `//${A.host}:${A.port}${to}`;
  if (curLinks) curLinks.push([to.replace(/&amp;/g, '&'), text]);
  const q = A.plain ? 0 : r();   // --plain: only well quoted attributes (for peers whose parser breaks on real-life markup)
  if (q < 0.86) return `<a href="${h}"${attrs}>${esc(text)}</a>`;
  if (q < 0.93) return `<a${attrs} href='${h}' >${esc(text)}</a>`;
  if (q < 0.96) return `<A HREF="${h}"${attrs}>${esc(text)}</A>`;
  if (q < 0.98) return `<a href="\n${h} "${attrs}>${esc(text)}</a>`;
  return /[ '"]/.test(h) ? `<a href="${h}">${esc(text)}</a>` : `<a href=${h}${attrs}>${esc(text)}</a>`;
}
const SITE = `เทศบาลตำบล${rng('name').pick(['บ้านทดสอบ', 'หนองตัวอย่าง', 'โนนจำลอง', 'ท่าทดลอง', 'คลองต้นแบบ'])}`;
const menuTargets = mode === 'scattered' ? targets.filter((t) => t.status !== 'missing' && t.o % 4 === 1) : [];
const deepTargets = mode === 'scattered' ? targets.filter((t) => t.status !== 'missing' && t.o % 4 !== 1) : [];

function menuHtml(from) {
  const r = rng('menuhtml'); let h = '<div class="navbar navbar-default"><ul class="nav navbar-nav main-menu" id="main-menu">\n', gi = 0, k = 0;
  h += `<li class="first level1">${link(r, from, '/', 'หน้าแรก', ' class="home"')}</li>\n`;
  for (const [g] of MENU_GROUPS) {
    const items = menuPages.filter((m) => m.g === g); if (!items.length) continue;
    h += `<li class="dropdown level1 parent item-${100 + gi}"><a href="#" class="dropdown-toggle" onclick="menu(${gi})" data-toggle="dropdown" role="button" aria-haspopup="true">${g} <span class="caret"></span></a>\n<ul class="dropdown-menu level2" id="m${gi++}">\n`;
    for (const m of items) h += `  <li class="item-${200 + k++} level2"><i class="fa fa-angle-right"></i> ${link(r, from, m.url, m.title, ' class="menu-link"')}</li>\n`;
    h += '</ul></li>\n';
  }
  h += '<li class="dropdown level1"><a href="javascript:void(0);" class="dropdown-toggle">ข่าวสาร</a><ul class="dropdown-menu">\n';
  for (let c = 0; c < Math.min(nc, 8); c++) h += `  <li>${link(r, from, `/news/${CATS[c][0]}`, CATS[c][1])}</li>\n`;
  h += '</ul></li>\n<li class="dropdown level1"><a href="#" class="dropdown-toggle">เอกสารเผยแพร่</a><ul>\n';
  for (const [s, t] of DOCCATS) h += `  <li>${link(r, from, `/docs/${s}`, t)}</li>\n`;
  h += '</ul></li>\n';
  if (HUB) h += `<li class="level1">${link(r, from, '/ita', 'การประเมินคุณธรรมและความโปร่งใส (ITA)')}</li>\n`;
  for (const t of menuTargets) h += `<li class="level1">${link(r, from, t.url, t.title)}</li>\n`;
  h += `<li class="level1">${link(r, from, '/home', 'ระบบเดิม')}</li></ul></div>\n<!-- เมนูเก่า <ul><li><a href="/decoy/comment-1">เมนูเก่า</a></li><li><a href="/decoy/comment-2">ปิดใช้งาน</a></li></ul> -->\n`;
  return h;
}
function page(url, title, body, { legacy = false, size } = {}) {
  const r = rng('p' + url);
  const head = `<!DOCTYPE html>\n<html lang="th">\n<head>\n<meta charset="${legacy ? 'windows-874' : 'utf-8'}">\n<meta http-equiv="X-UA-Compatible" content="IE=edge">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${esc(title)} - ${SITE}</title>\n<meta name="description" content="${esc(title)} ${phrase(r, 12)}">\n<meta property="og:title" content="${esc(title)}">\n<link rel="shortcut icon" href="/assets/favicon.ico">\n<link rel="stylesheet" href="/assets/css/bootstrap.min.css?v=3.3.7">\n<link rel="stylesheet" href="/assets/css/style.css">\n<script src="/assets/js/jquery.min.js"></script>\n<script src="/assets/js/site.js" defer></script>\n${style}\n${script}\n</head>\n<body class="site com_content view-article">\n`;
  const top = `<div id="top-bar"><a href="javascript:void(0)" onclick="fontsize(1)">ก+</a> <a href="javascript:void(0)" onclick="fontsize(-1)">ก-</a> <a href="#content">ข้ามไปยังเนื้อหา</a> <a href="tel:042000000">โทร 042-000-000</a></div>\n<header><img src="/assets/img/logo.png" alt="ตราเทศบาล" width="120"><h1>${SITE}</h1></header>\n`;
  let side = '<aside class="sidebar col-md-3">\n<h3>ข่าวล่าสุด</h3><ul class="latest">\n';
  for (let i = 0; i < Math.min(8, ND); i++) { const d = details[i]; side += `<li><img src="/assets/img/new.gif" alt=""> ${link(r, url, d.url, d.title)} <small>${thaiDate(r)}</small></li>\n`; }
  side += '</ul><h3>หน่วยงานที่เกี่ยวข้อง</h3>\n';
  for (let i = 0; i < 6; i++) { const e = EXT[(i + r.int(0, 9)) % EXT.length]; side += `<a href="${e}" target="_blank" rel="noopener"><img src="/assets/img/banner${i}.jpg" alt="banner ${i}" width="200" height="60"></a>\n`; }
  side += '<form action="/search" method="get"><input name="q"><button>ค้นหา</button></form></aside>\n';
  // footer repeats a slice of the menu, as real sites do
  let foot = '<footer id="footer"><ul>\n'; for (let i = 0; i < Math.min(9, menuPages.length); i++) foot += `<li>${link(r, url, menuPages[i].url, menuPages[i].title)}</li>\n`;
  foot += `</ul><a href="mailto:saraban@example.go.th">saraban@example.go.th</a> <a href="#top">กลับขึ้นด้านบน</a> <p>ลิขสิทธิ์ &copy; ${SITE}</p></footer>\n</body>\n</html>\n`;
  curLinks = EDGES ? [] : null;
  const menu = menuHtml(url);
  const crumbs = `<ol class="breadcrumb"><li>${link(r, url, '/', 'หน้าแรก')}</li><li class="active">${esc(title)}</li></ol>\n`;
  const content = typeof body === 'function' ? body(r) : body;
  const want = size ?? Math.min(80000, Math.max(30000, 47000 * Math.exp(0.28 * r.normal())));
  const fixed = (legacy ? 0.42 : 1) * Buffer.byteLength(head + top + menu + crumbs + content + side + foot);
  let pad = '', left = want - fixed - 200, n = 0;
  const s0 = r.int(0, PARAS.length - 1), st = 1 + 2 * r.int(0, 700);
  while (left > 400 && n < 400) { const j = (s0 + n * st) % PARAS.length; pad += PARAS[j]; left -= PARA_BYTES[j] * (legacy ? 0.45 : 1); n++; if (n % 9 === 0) { pad += `<p><img src="/assets/img/photo${r.int(0, 39)}.jpg" alt="ภาพกิจกรรม" width="600"></p>\n`; } }
  const html = `${head}${top}${menu}<div class="container"><div class="row"><div class="col-md-9" id="content">\n${crumbs}<h2 class="title">${esc(title)}</h2>\n<div class="item-page"><p class="meta">เผยแพร่เมื่อ ${thaiDate(r)} จำนวนผู้เข้าชม ${r.int(10, 9999)} ครั้ง</p>\n${content}\n${pad}</div>\n</div>\n${side}</div></div>\n${foot}`;
  if (EDGES) { EDGES.push({ url, title, links: curLinks }); curLinks = null; }
  return html;
}
function cp874(s) { const b = Buffer.alloc(s.length); let n = 0; for (let i = 0; i < s.length; i++) { const c = s.charCodeAt(i); b[n++] = c < 128 ? c : c >= 0xE01 && c <= 0xE5B ? c - 0xE00 + 0xA0 : c === 0xA0 ? 0xA0 : 63; } return b.subarray(0, n); }

const made = new Set();
let bytes = 0, sizes = [];
function write(file, data) {
  const f = path.join(WWW, file), d = path.dirname(f);
  if (!made.has(d)) { fs.mkdirSync(d, { recursive: true }); made.add(d); }
  fs.writeFileSync(f, data); return data.length ?? 0;
}
const pageUrls = [];
function emit(url, file, title, body, opt = {}) {
  const html = page(url, title, body, opt), buf = opt.legacy ? cp874(html) : Buffer.from(html);
  write(file, buf); bytes += buf.length; sizes.push(buf.length); pageUrls.push(url);
}
const rot = (arr, i, n) => Array.from({ length: Math.min(n, arr.length) }, (_, k) => arr[(i + k) % arr.length]);
// spread broken links, redirects, board pages and deep targets over the detail pages deterministically
const brokenAt = new Map(), redirAt = new Map(), deepAt = new Map();
broken.forEach((b, i) => { const n = 1 + (i % 3); for (let k = 0; k < n; k++) { const d = (i * 53 + k * 17) % ND; (brokenAt.get(d) ?? brokenAt.set(d, []).get(d)).push(b); } });
redirs.forEach((b, i) => { const d = (i * 29 + 5) % ND; (redirAt.get(d) ?? redirAt.set(d, []).get(d)).push(b.url); });
deepTargets.forEach((t, i) => { // 1/3 under a related menu page, 2/3 inside a news detail page whose title mentions it
  if (i % 3 === 0) t.via = menuPages[(i * 5) % menuPages.length].url; else { const d = (i * 131 + 11) % ND; t.via = details[d].url; details[d].title = `${t.title.split(' ')[0]} ${details[d].title}`; }
  (deepAt.get(t.via) ?? deepAt.set(t.via, []).get(t.via)).push(t); });
const deep = (r, url) => (deepAt.get(url) ?? []).map((t) => `<p>${link(r, url, t.url, t.title)}</p>\n`).join('');
const docLink = (r, url, d) => link(r, url, d.href, `${d.title} (${d.ext.toUpperCase()})`, ' target="_blank"');

// home
emit('/', '/index.html', 'หน้าแรก', (r) => {
  let h = '<div id="carousel">' + Array.from({ length: 5 }, (_, i) => `<img src="/assets/img/slide${i}.jpg" alt="สไลด์">`).join('') + '</div>\n';
  for (let c = 0; c < nc; c++) { h += `<h3>${link(r, '/', `/news/${CATS[c][0]}`, CATS[c][1])}</h3><ul>\n`; for (const d of byCat[c].slice(0, 3)) h += `<li>${link(r, '/', d.url, d.title)}</li>\n`; h += '</ul>\n'; }
  h += `<iframe src="/hard/iframe-1" width="300"></iframe><map name="m"><area shape="rect" coords="0,0,10,10" href="/hard/area-1" alt="x"></map><button onclick="location.href='/hard/onclick-1'">คลิก</button>\n`;
  if (A.hostile) h += `<a href="/trap/cal/">ปฏิทิน</a> <a href="/loop/a">วน</a> <a href="/hang">ช้ามาก</a> <a href="/huge">ใหญ่</a> <a href="/soft404/x1">ไม่พบ</a>\n`;
  return h;
}, { size: 78000 });
if (HUB) {
  emit('/ita', '/ita.html', 'การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)', (r) => `<ul>${[2565, 2566, 2567].map((y) => `<li><a href="#y${y}">ITA ปีงบประมาณ ${y}</a></li>`).join('')}<li>${link(r, '/ita', '/ita/2568', 'OIT ประจำปีงบประมาณ พ.ศ. 2568')}</li></ul>`);
  emit('/ita/2568', '/ita/2568.html', 'แบบวัดการเปิดเผยข้อมูลสาธารณะ OIT ประจำปีงบประมาณ พ.ศ. 2568', (r) => '<table class="table"><tbody>' + targets.map((t) => `<tr><td>O${t.o}</td><td>${t.status === 'missing' ? esc(t.title) : link(r, '/ita/2568', t.url, t.title)}</td></tr>\n`).join('') + '</tbody></table>');
}
menuPages.forEach((m, i) => emit(m.url, m.url + '.html', m.title, (r) => deep(r, m.url) + (i === 0 ? '<ul>' + board.slice(0, 20).map((b) => `<li>${link(r, m.url, b.url, b.title)}</li>`).join('') + '</ul>' : '') + '<ul>' + (D ? rot(docs, i * 11, r.int(0, 5)).map((d) => `<li>${docLink(r, m.url, d)}</li>\n`).join('') : '') + '</ul>'));
for (const t of targets) if (t.kind === 'page' && t.status === 'ok') emit(t.url, t.url + '.html', `O${t.o} ${t.title} ประจำปีงบประมาณ พ.ศ. 2568`, (r) => `<p>${t.title} ${phrase(r, 20)}</p>` + (D ? '<ul>' + rot(docs, t.o * 13, 3).map((d) => `<li>${docLink(r, t.url, d)}</li>`).join('') + '</ul>' : ''));
function pager(r, url, basePath, k, K) {
  if (K < 2) return ''; const u = (p) => p === 1 ? basePath : `${basePath}?page=${p}`; let h = '<ul class="pagination">\n';
  h += `<li>${link(r, url, u(1), '« หน้าแรก')}</li><li>${link(r, url, u(Math.max(1, k - 1)), 'ก่อนหน้า')}</li>\n`;
  for (let p = Math.max(1, k - 3); p <= Math.min(K, k + 3); p++) h += `<li${p === k ? ' class="active"' : ''}>${link(r, url, u(p), String(p))}</li>\n`;
  return h + `<li>${link(r, url, u(Math.min(K, k + 1)), 'ถัดไป')}</li><li>${link(r, url, u(K), 'หน้าสุดท้าย »')}</li></ul>\n`;
}
for (let c = 0; c < nc; c++) {
  const K = Math.max(1, Math.ceil(byCat[c].length / PER)), bp = `/news/${CATS[c][0]}`;
  for (let k = 1; k <= K; k++) { const url = k === 1 ? bp : `${bp}?page=${k}`;
    emit(url, `/l${bp}/p${k}.html`, `${CATS[c][1]}${k > 1 ? ` หน้า ${k}` : ''}`, (r) => '<div class="news-list">\n' + byCat[c].slice((k - 1) * PER, k * PER).map((d) => `<div class="news-item"><img src="/assets/img/photo${d.i % 40}.jpg" alt="" width="120"><h4>${link(r, url, d.url, d.title)}</h4><p>${phrase(r, 14)}</p>${link(r, url, d.url, 'อ่านต่อ', ' class="btn btn-readmore"')} <span class="date">${thaiDate(r)}</span></div>\n`).join('') + '</div>\n' + pager(r, url, bp, k, K)); }
}
for (let c = 0; c < dcs; c++) {
  const K = Math.max(1, Math.ceil(docsCat[c].length / DPER)), bp = `/docs/${DOCCATS[c][0]}`;
  for (let k = 1; k <= K; k++) { const url = k === 1 ? bp : `${bp}?page=${k}`;
    emit(url, `/l${bp}/p${k}.html`, `${DOCCATS[c][1]}${k > 1 ? ` หน้า ${k}` : ''}`, (r) => '<table class="table table-striped"><tbody>\n' + docsCat[c].slice((k - 1) * DPER, k * DPER).map((d, j) => `<tr><td>${j + 1}</td><td><img src="/assets/img/pdf.png" alt=""> ${docLink(r, url, d)}</td><td>${thaiDate(r)}</td></tr>\n`).join('') + '</tbody></table>\n' + pager(r, url, bp, k, K)); }
}
board.forEach((b, i) => emit(b.url, b.url, b.title, (r) => '<ul>' + rot(board, i + 1, 20).map((x) => `<li>${link(r, b.url, x.url, x.title)}</li>`).join('') + '</ul>', { legacy: true }));
details.forEach((d, i) => {
  const cl = byCat[d.cat], at = Math.floor(i / nc);
  emit(d.url, d.url + '.html', d.title, (r) => {
    let h = deep(r, d.url);
    if (at > 0) h += `<p>${link(r, d.url, cl[at - 1].url, '‹ ข่าวก่อนหน้า')}</p>`; if (at < cl.length - 1) h += `<p>${link(r, d.url, cl[at + 1].url, 'ข่าวถัดไป ›')}</p>\n`;
    if (D && i < D * 3) h += '<ul class="attach">' + rot(docs, i, r.int(0, 3)).map((x) => `<li>${docLink(r, d.url, x)}</li>`).join('') + '</ul>\n';
    h += '<ul class="related">' + Array.from({ length: r.int(3, 10) }, () => { const x = details[r.int(0, ND - 1)]; return `<li>${link(r, d.url, x.url, x.title)}</li>\n`; }).join('') + '</ul>\n';
    for (const b of brokenAt.get(i) ?? []) h += `<p>${link(r, d.url, b, 'เอกสารแนบ')}</p>\n`;
    for (const b of redirAt.get(i) ?? []) h += `<p>${link(r, d.url, b, 'ข่าวที่เกี่ยวข้อง')}</p>\n`;
    return h; });
});
for (const n of ['iframe-1', 'area-1', 'onclick-1']) write(`/hard/${n}.html`, '<!doctype html><meta charset=utf-8><title>hard</title><p>หน้าที่เข้าถึงยาก</p>');
write('/soft404.html', '<!doctype html><meta charset=utf-8><title>ไม่พบหน้า</title><h1>ไม่พบหน้าที่ท่านต้องการ</h1>');
write('/trap.html', '<!doctype html><meta charset=utf-8><title>ปฏิทิน</title><a href="x/">เดือนถัดไป</a> <a href="/">หน้าแรก</a>');

// documents: hard links to a few templates (content is never looked at)
const TPL = path.join(OUT, 'tpl'); fs.mkdirSync(TPL, { recursive: true });
const tplSizes = [60e3, 120e3, 180e3, 200e3, 260e3, 500e3];
tplSizes.forEach((s, i) => { const r = rng('tpl' + i), b = Buffer.alloc(s); for (let k = 0; k < s; k++) b[k] = (k * 2654435761 >>> 13) ^ (k & 255); b.write('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 0, 'latin1'); b.write('\n%%EOF\n', s - 7, 'latin1'); fs.writeFileSync(path.join(TPL, `${i}.bin`), b); });
const putDoc = (file, i) => { const f = path.join(WWW, file), d = path.dirname(f); if (!made.has(d)) { fs.mkdirSync(d, { recursive: true }); made.add(d); } fs.linkSync(path.join(TPL, `${i % tplSizes.length}.bin`), f); };
for (const d of docs) putDoc(d.file, d.i);
for (const t of targets) if (t.kind === 'pdf' && t.status === 'ok') putDoc(t.url, t.o);
// assets
const blob = (n) => { const b = Buffer.alloc(n); for (let i = 0; i < n; i++) b[i] = (i * 31 + (i >> 3)) & 255; return b; };
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
for (const f of ['logo.png', 'new.gif', 'pdf.png', ...Array.from({ length: 6 }, (_, i) => `bg${i}.png`), ...Array.from({ length: 6 }, (_, i) => `banner${i}.jpg`), ...Array.from({ length: 5 }, (_, i) => `slide${i}.jpg`), ...Array.from({ length: 40 }, (_, i) => `photo${i}.jpg`)]) write(`/assets/img/${f}`, Buffer.concat([GIF, blob(/photo|slide/.test(f) ? 40000 : 3000)]));
write('/assets/css/bootstrap.min.css', Array.from({ length: 2500 }, (_, i) => `.b${i}{margin:${i % 9}px;color:#${(i * 7 % 4096).toString(16).padStart(3, '0')}}`).join(''));
write('/assets/css/style.css', Array.from({ length: 600 }, (_, i) => `.s${i} a{padding:${i % 9}px}`).join('\n'));
write('/assets/js/jquery.min.js', `(function(){var q=[];${Array.from({ length: 1200 }, (_, i) => `q[${i}]=function(a,b){return a*${i}+b};`).join('')}window.$=function(f){if(typeof f=='function')document.addEventListener('DOMContentLoaded',f)};})();`);
write('/assets/js/site.js', `document.addEventListener('DOMContentLoaded',function(){document.querySelectorAll('.dropdown-toggle').forEach(function(e){e.addEventListener('mouseover',function(){})});var d=document.createElement('div');d.id='js-visitor';d.textContent='ผู้เข้าชม';document.body.appendChild(d);});`);
write('/assets/favicon.ico', GIF);
write('/robots.txt', `User-agent: *\nDisallow: /admin/\nSitemap: ${BASE}/sitemap.xml\n`);
write('/sitemap.xml', `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pageUrls.slice(0, Math.min(200, pageUrls.length)).map((u) => `<url><loc>${BASE}${u}</loc></url>`).join('\n')}\n</urlset>\n`);

if (pageUrls.length !== N) throw new Error(`made ${pageUrls.length} pages, wanted ${N}`);
if (new Set(pageUrls).size !== N) throw new Error('duplicate page URL');
sizes.sort((a, b) => a - b);
const tb = targets.filter((t) => t.status === 'broken').map((t) => t.url);
const truth = { args: { pages: N, seed: SEED, host: A.host, port: A.port, targets: mode }, base: BASE, N, bytes, size: { min: sizes[0], p50: sizes[N >> 1], max: sizes[N - 1], mean: Math.round(bytes / N) },
  counts: { menu: M, targetPages: T, newsLists: lists(ND), docLists: DL, board: BB, details: ND, docs: D, broken: nBroken, redirects: nRedir },
  pages: pageUrls, docs: docs.map((d) => d.href.replace(/&amp;/g, '&')), targetDocs: targets.filter((t) => t.kind === 'pdf' && t.status === 'ok').map((t) => t.url), broken: [...broken, ...tb], redirects: redirs, targets };
fs.writeFileSync(path.join(OUT, 'truth.json'), JSON.stringify(truth));
fs.writeFileSync(path.join(OUT, 'urls.txt'), pageUrls.map((u) => BASE + u).join('\n') + '\n');
if (EDGES) fs.writeFileSync(path.join(OUT, 'graph.json'), JSON.stringify(EDGES));
console.log(JSON.stringify({ N, MB: +(bytes / 1e6).toFixed(1), ...truth.size, ...truth.counts }));
