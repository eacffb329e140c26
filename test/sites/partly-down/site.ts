import { expectItem, pdfRoute, type Route, type SiteFixture } from '../site.ts';

const agency = 'สำนักงานทดลองระบบ';

function page(title: string, body: string): Route {
  return {
    body: `<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>${title}</title></head><body>
<nav><ul><li><a href="/">หน้าแรก</a></li><li><a href="/disclosure">ข้อมูลเปิดเผย ITA 2568</a></li><li><a href="/news">ข่าวประชาสัมพันธ์</a></li></ul></nav>
<main><h1>${title}</h1>${body}</main><footer>${agency}</footer></body></html>`,
  };
}

const disclosures: [href: string, text: string][] = [
  ['/structure', 'โครงสร้างและอำนาจหน้าที่'],
  ['/executives', 'ข้อมูลผู้บริหาร'],
  ['/slow', 'แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน'],
  ['/members/report', 'รายงานผลการดำเนินงานประจำปี 2567'],
  ['/closed/manual', 'คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่'],
  ['/drop/service', 'คู่มือการให้บริการ'],
  ['https://drive.google.com/file/d/AAA/view', 'รายการจัดซื้อจัดจ้างและความก้าวหน้า 2568'],
  ['https://drive.google.com/drive/folders/BBB', 'แผนการบริหารและพัฒนาทรัพยากรบุคคล 2568'],
  ['/moved/hr', 'รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี 2567'],
  ['/files/code.pdf', 'ประมวลจริยธรรมและการขับเคลื่อนจริยธรรม 2568'],
  ['/gone', 'แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ'],
  ['/teapot', 'ข้อมูลสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ 2567'],
  ['/loop', 'แผนปฏิบัติการป้องกันการทุจริต 2568'],
];

const notFoundWords = '<p>ขออภัย ไม่พบหน้าที่ท่านต้องการ หน้านี้อาจถูกลบหรือย้ายไปแล้ว กรุณาตรวจสอบที่อยู่อีกครั้ง</p>';

const routes = new Map<string, Route>([
  ['/robots.txt', { type: 'text/plain', body: 'User-agent: *\nDisallow: /closed/\n' }],
  ['/', page(agency, '<p>หน่วยงานนี้ตั้งขึ้นเพื่อทดลองระบบเท่านั้น ไม่มีอยู่จริง</p>')],
  [
    '/disclosure',
    page(
      'การเปิดเผยข้อมูลสาธารณะ ITA ประจำปี 2568',
      `<ul>${disclosures.map(([href, text]) => `<li><a href="${href}">${text}</a></li>`).join('')}</ul>`,
    ),
  ],
  ['/structure', { status: 500, body: '<h1>500 Internal Server Error</h1>' }],
  ['/executives', { status: 503, body: '<h1>Service Unavailable</h1>' }],
  ['/slow', { hangs: true, body: '' }],
  ['/members/report', { status: 302, location: '/login?next=report', body: '' }],
  [
    '/login?next=report',
    page(
      'เข้าสู่ระบบ',
      '<form method="post"><label>ชื่อผู้ใช้ <input name="u"></label><label>รหัสผ่าน <input type="password" name="p"></label><button>เข้าสู่ระบบ</button></form>',
    ),
  ],
  ['/closed/manual', page('คู่มือการปฏิบัติงาน', '<p>เนื้อหาที่ robots.txt ไม่ให้เปิด</p>')],
  ['/drop/service', { status: 403, body: '<h1>403 Forbidden</h1>' }],
  ['/moved/hr', page('ไม่พบหน้า', notFoundWords)],
  ['/files/code.pdf', pdfRoute('code')],
  ['/gone', { status: 410, body: '<h1>410 Gone</h1>' }],
  ['/teapot', { status: 429, body: '<h1>Too Many Requests</h1>' }],
  ['/loop', { status: 302, location: '/loop', body: '' }],
  [
    '/news',
    page(
      'ข่าวประชาสัมพันธ์',
      '<ul><li>7 พฤศจิกายน 2567 ประชุมคณะทำงานประจำเดือน</li><li>20 มกราคม 2568 ต้อนรับคณะศึกษาดูงานจากต่างจังหวัด</li><li>18 มีนาคม 2568 เปิดให้บริการศูนย์ข้อมูลแห่งใหม่</li></ul>',
    ),
  ],
]);

/** What cannot be opened, in every way: nothing here may be held against an item that nobody saw. */
export const partlyDown: SiteFixture = {
  name: 'partly-down',
  agency: { name: agency, type: 'department' },
  routes,
  obeysRobots: true,
  truth: {
    O1: expectItem(['review'], ['unreachable'], ['/structure']),
    O2: expectItem(['review'], ['unreachable'], ['/executives']),
    O3: expectItem(['review'], ['not-searched']),
    O4: expectItem(['pass'], [], ['/news']),
    O5: expectItem(['review'], ['unreachable'], ['/slow']),
    O6: expectItem(['review'], ['not-searched']),
    O7: expectItem(['fail'], ['login-required'], ['/members/report']),
    O8: expectItem(['review'], ['blocked', 'not-searched'], ['/closed/manual']),
    O9: expectItem(['review'], ['blocked', 'unreachable'], ['/drop/service']),
    O12: expectItem(
      ['review'],
      ['unreachable', 'not-searched'],
      ['https://drive.google.com/file/d/AAA/view'],
    ),
    O14: expectItem(
      ['review'],
      ['unreachable', 'not-searched'],
      ['https://drive.google.com/drive/folders/BBB'],
    ),
    O15: expectItem(['fail'], ['soft-404'], ['/moved/hr']),
    O16: expectItem(['review'], ['low-confidence', 'year-unclear'], ['/files/code.pdf']),
    O17: expectItem(['fail'], ['unreachable'], ['/gone']),
    O19: expectItem(['review'], ['blocked', 'unreachable'], ['/teapot']),
    O25: expectItem(['review', 'fail'], ['unreachable'], ['/loop']),
    O26: expectItem(['review'], ['not-searched']),
  },
};
