import { encodeWindows874 } from '../../../src/demo/windows-874.ts';
import { expectItem, pdfRoute, type Route, type SiteFixture } from '../site.ts';

const agency = 'องค์การบริหารส่วนตำบลเก่าแก่';
const session = 'PHPSESSID=0123456789abcdef0123456789abcdef';

const link = (page: string, text: string): string => `<a href="index.php?${page}&${session}">${text}</a>`;
const picture = (page: string, alt: string): string =>
  link(page, `<img src="images/btn_${page.replace(/\W/g, '')}.gif" alt="${alt}" border="0">`);

/** Tables all the way down, images for a menu, no word of its encoding. */
function page(title: string, body: string): Route {
  const left = [
    ['mod=structure', 'โครงสร้างองค์กร'],
    ['mod=boss', 'ผู้บริหาร'],
    ['mod=contact', 'ติดต่อหน่วยงาน'],
    ['cat=1', 'ข่าวกิจกรรม'],
    ['cat=2', 'การมีส่วนร่วมของประชาชน'],
    ['cat=3', 'ส่งเสริมจริยธรรม'],
    ['cat=4', 'No Gift Policy'],
    ['mod=download', 'ดาวน์โหลดเอกสาร'],
    ['mod=complain', 'แนวทางจัดการเรื่องร้องเรียนทุจริต'],
  ] as const;
  const text = `<html><head><title>${agency}</title></head><body bgcolor="#ffffff">
<table width="960" align="center"><tr><td colspan="2"><img src="images/head.jpg" alt=""></td></tr>
<tr><td width="180" valign="top" class="menu">${left.map(([href, alt]) => picture(href, alt)).join('<br>')}</td>
<td valign="top"><table width="100%"><tr><td class="title"><h1>${title}</h1></td></tr><tr><td>${body}</td></tr></table></td></tr>
<tr><td colspan="2" align="center">${agency} โทร 0-0000-0006</td></tr></table></body></html>`;
  return { type: 'text/html', body: encodeWindows874(text) };
}

const post = (id: number, day: string, text: string): string =>
  `<tr><td>${day}</td><td>${link(`news=${id}`, text)}</td></tr>`;

const routes = new Map<string, Route>();
const add = (query: string, route: Route): void => {
  routes.set(query === '' ? '/' : `/index.php?${query}`, route);
};

add('', page('ยินดีต้อนรับ', '<p>องค์การบริหารส่วนตำบลเก่าแก่ ตั้งอยู่ในพื้นที่ราบลุ่มแม่น้ำ ประชาชนส่วนใหญ่ทำนา</p>'));
add(
  'mod=structure',
  page(
    'โครงสร้างองค์กร',
    '<p><img src="images/struct.jpg" alt="แผนภูมิโครงสร้างองค์การบริหารส่วนตำบลเก่าแก่"></p><p>ฝ่ายการเมือง นายก อบต. รองนายก อบต. สภา อบต. / ฝ่ายประจำ ปลัด อบต. สำนักปลัด กองคลัง กองช่าง</p>',
  ),
);
add(
  'mod=boss',
  page(
    'คณะผู้บริหาร',
    `<table><tr><td><img src="pic/a.jpg"></td><td>นายเก่ง เก่าแก่<br>นายกองค์การบริหารส่วนตำบล<br>โทร 08-1000-0001</td></tr>
<tr><td><img src="pic/b.jpg"></td><td>นายกล้า เก่าแก่<br>รองนายกองค์การบริหารส่วนตำบล</td></tr>
<tr><td><img src="pic/c.jpg"></td><td>นางแก้ว เก่าแก่<br>ปลัดองค์การบริหารส่วนตำบล<br>โทร 08-1000-0003</td></tr></table>`,
  ),
);
add(
  'mod=contact',
  page(
    'ติดต่อหน่วยงาน',
    `<p>ที่ทำการ อบต.เก่าแก่ หมู่ที่ 2 ต.เก่าแก่ อ.ริมน้ำ จ.สมมติ 98888</p><p>โทร 0-0000-0006 อีเมล kaokae@kaokae.example</p><p><img src="images/map.jpg" alt="แผนที่การเดินทาง"></p>
<p>ถามตอบกับเจ้าหน้าที่: ${link('mod=board', 'เว็บบอร์ด ถาม-ตอบ')}</p>`,
  ),
);
add(
  'mod=board',
  page(
    'เว็บบอร์ด ถาม-ตอบ',
    '<table><tr><th>คำถาม</th><th>คำตอบ</th></tr><tr><td>น้ำประปาไม่ไหลครับ หมู่ 2</td><td>เจ้าหน้าที่: ซ่อมแล้วครับ</td></tr></table><form action="index.php?mod=board_add" method="post">ชื่อ <input name="name"> ข้อความ <textarea name="msg"></textarea><input type="submit" value="ตั้งกระทู้"></form>',
  ),
);
add(
  'cat=1',
  page(
    'ข่าวกิจกรรม',
    `<table>${post(11, '5 ธันวาคม 2567', 'กิจกรรมวันพ่อแห่งชาติ')}${post(12, '9 มกราคม 2568', 'กิจกรรมวันเด็กแห่งชาติ')}${post(13, '2 เมษายน 2568', 'พ่นหมอกควันป้องกันไข้เลือดออก หมู่ 3')}</table>`,
  ),
);
add(
  'cat=2',
  page(
    'การมีส่วนร่วมของประชาชน',
    `<table>${post(21, '17 กุมภาพันธ์ 2568', 'ประชาคมหมู่บ้าน ปี 2568')}${post(22, '8 มีนาคม 2567', 'ประชาคมหมู่บ้าน ปี 2567')}</table>`,
  ),
);
add(
  'cat=3',
  page(
    'ส่งเสริมจริยธรรม',
    `<table>${post(31, '21 มกราคม 2568', 'อบรมคุณธรรมจริยธรรมพนักงานส่วนตำบล')}${post(32, '3 กุมภาพันธ์ 2568', 'สวดมนต์ไหว้พระประจำสัปดาห์')}</table>`,
  ),
);
add(
  'cat=4',
  page(
    'No Gift Policy',
    `<table>${post(41, '15 มกราคม 2567', 'อบต.เก่าแก่ ประกาศเจตนารมณ์ No Gift Policy ปี 2567')}</table>`,
  ),
);
const news: [id: number, title: string, text: string][] = [
  [11, 'กิจกรรมวันพ่อแห่งชาติ', '5 ธันวาคม 2567 นายก อบต. นำข้าราชการและประชาชนร่วมถวายราชสักการะ ณ ลานหน้าที่ทำการ'],
  [12, 'กิจกรรมวันเด็กแห่งชาติ', '9 มกราคม 2568 อบต. มอบของรางวัลและทุนการศึกษาแก่เด็กในตำบลกว่าสองร้อยคน'],
  [13, 'พ่นหมอกควันป้องกันไข้เลือดออก', '2 เมษายน 2568 เจ้าหน้าที่พ่นหมอกควันกำจัดยุงลายทุกหลังคาเรือนในหมู่ที่ 3'],
  [
    21,
    'ประชาคมหมู่บ้าน ปี 2568',
    '17 กุมภาพันธ์ 2568 ประเด็น: ทบทวนโครงการพัฒนาในแผนท้องถิ่น ผู้เข้าร่วม: ประชาชน 7 หมู่บ้าน จำนวน 140 คน ผลการมีส่วนร่วม: เลือกโครงการขุดลอกคลองเป็นอันดับหนึ่ง การนำผลไปใช้: อบต. นำไปปรับปรุงแผนและตั้งงบประมาณแล้ว',
  ],
  [22, 'ประชาคมหมู่บ้าน ปี 2567', '8 มีนาคม 2567 จัดประชาคมหมู่บ้านเพื่อรับฟังความเห็น มีผู้เข้าร่วม 98 คน'],
  [
    31,
    'อบรมคุณธรรมจริยธรรมพนักงานส่วนตำบล',
    '21 มกราคม 2568 ณ ห้องประชุม อบต. มีพนักงานเข้าร่วม 45 คน วิทยากรบรรยายเรื่องการทำงานอย่างซื่อสัตย์',
  ],
  [32, 'สวดมนต์ไหว้พระประจำสัปดาห์', '3 กุมภาพันธ์ 2568 พนักงานทุกคนร่วมสวดมนต์ก่อนเริ่มงาน เป็นกิจกรรมประจำของหน่วยงาน'],
  [
    41,
    'อบต.เก่าแก่ ประกาศเจตนารมณ์ No Gift Policy ปี 2567',
    '15 มกราคม 2567 นายก อบต. พร้อมพนักงานประกาศไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่',
  ],
];
for (const [id, title, text] of news) add(`news=${id}`, page(title, `<p>${text}</p><p>อ่าน 55 ครั้ง</p>`));
add(
  'mod=download',
  page(
    'ดาวน์โหลดเอกสาร',
    `<table><tr><td>แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570)</td><td><a href="upload/a1.pdf"><img src="images/pdf.gif" alt="pdf"></a></td></tr>
<tr><td>รายงานผลการดำเนินงานประจำปี พ.ศ. 2567</td><td><a href="upload/a2.pdf"><img src="images/pdf.gif" alt="pdf"></a></td></tr>
<tr><td>แผนอัตรากำลัง 3 ปี 2567-2569</td><td><a href="upload/a3.pdf"><img src="images/pdf.gif" alt="pdf"></a></td></tr>
<tr><td>รายงานการประเมินผลการควบคุมภายใน 2567</td><td><a href="upload/a4.pdf"><img src="images/pdf.gif" alt="pdf"></a></td></tr>
<tr><td>รายงานผลการดำเนินการป้องกันการทุจริต ประจำปี พ.ศ. 2567</td><td><a href="upload/a5.pdf"><img src="images/pdf.gif" alt="pdf"></a></td></tr></table>`,
  ),
);
add(
  'mod=complain',
  page(
    'แนวทางจัดการเรื่องร้องเรียนทุจริต',
    '<p>1. ผู้ร้องยื่นหนังสือหรือโทรศัพท์แจ้งที่ งานกฎหมายและคดี สำนักปลัด ซึ่งเป็นผู้รับผิดชอบ</p><p>2. เจ้าหน้าที่ลงทะเบียนรับเรื่อง ใช้เวลา 1 วัน</p><p>3. คณะกรรมการตรวจสอบข้อเท็จจริง ใช้เวลา 20 วัน</p><p>4. แจ้งผลการพิจารณาต่อผู้ร้องเรียน ใช้เวลา 5 วัน</p>',
  ),
);
for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) routes.set(`/upload/${name}.pdf`, pdfRoute(name));

const at = (query: string): string => `/index.php?${query}`;

/** A site of twenty years ago: image menus, layout tables, windows-874, posts filed under categories. */
export const oldPhp: SiteFixture = {
  name: 'old-php',
  agency: { name: agency, type: 'sao' },
  routes,
  truth: {
    O1: expectItem(['fail'], ['missing-element'], [at('mod=structure')]),
    O2: expectItem(['fail'], ['missing-element'], [at('mod=boss')]),
    O3: expectItem(['pass', 'review'], ['needs-a-person'], [at('mod=contact'), at('mod=board')]),
    O4: expectItem(['pass'], [], [at('cat=1'), at('news=11'), at('news=12'), at('news=13')]),
    O5: expectItem(['review'], ['low-confidence'], ['/upload/a1.pdf', at('mod=download')]),
    O7: expectItem(['review'], ['low-confidence'], ['/upload/a2.pdf', at('mod=download')]),
    O16: expectItem(['fail', 'review'], ['missing-element', 'not-found'], []),
    O17: expectItem(['pass'], [], [at('mod=complain')]),
    O18: expectItem(['fail', 'review']),
    O20: expectItem(['pass', 'review'], ['low-confidence', 'missing-element'], [at('cat=2'), at('news=21')]),
    O21: expectItem(['fail', 'review'], ['wrong-year'], [at('cat=4'), at('news=41')]),
    O26: expectItem(['review'], ['low-confidence'], ['/upload/a5.pdf', at('mod=download')]),
  },
};
