import { expectItem, pdfRoute, type Route, type SiteFixture, table } from '../site.ts';

const agency = 'เทศบาลตำบลเกือบใช่';

const menu: [text: string, href: string][] = [
  ['แผนและความก้าวหน้าการใช้งบประมาณ', '/budget'],
  ['รายงานผลการดำเนินงานประจำปี 2567', '/report'],
  ['รายการจัดซื้อจัดจ้าง 2568', '/buy'],
  ['แผนการบริหารและพัฒนาทรัพยากรบุคคล', '/hr'],
  ['ช่องทางแจ้งเรื่องร้องเรียนการทุจริต', '/complain'],
  ['No Gift Policy 2568', '/gift'],
  ['การประเมินความเสี่ยงการทุจริต 2568', '/risk'],
  ['รายงานผลการจัดการความเสี่ยงการทุจริต 2567', '/control'],
  ['แผนปฏิบัติการป้องกันการทุจริต 2568', '/anti'],
  ['โครงสร้างและอำนาจหน้าที่', '/structure'],
  ['มาตรการส่งเสริมคุณธรรมและความโปร่งใส', '/measures'],
  ['การเปิดโอกาสให้เกิดการมีส่วนร่วม 2568', '/part'],
];

function page(title: string, body: string): Route {
  return {
    body: `<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>${title} | ${agency}</title></head><body>
<nav><ul>${menu.map(([text, href]) => `<li><a href="${href}">${text}</a></li>`).join('')}</ul></nav><main><h1>${title}</h1>${body}</main>
<footer>${agency} <a href="https://line.me/ti/p/@kueab">LINE</a></footer></body></html>`,
  };
}

const list = (words: string[]): string => `<ul>${words.map((word) => `<li>${word}</li>`).join('')}</ul>`;

const routes = new Map<string, Route>([
  ['/', page(agency, '<p>เทศบาลตำบลเกือบใช่ มีทุกหัวข้อในเมนู แต่เนื้อหาไม่ใช่สิ่งที่หัวข้อบอก</p>')],
  [
    '/budget',
    page(
      'เทศบัญญัติงบประมาณรายจ่าย ประจำปี 2568',
      '<p><a href="/f/budget.pdf">เทศบัญญัติงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2568</a></p><p>สภาเทศบาลเห็นชอบเมื่อเดือนกันยายน 2567</p>',
    ),
  ],
  [
    '/report',
    page(
      'รายงานผลการดำเนินงานประจำปี 2567',
      list(['ผลการดำเนินการโครงการ', 'ผลการใช้จ่ายงบประมาณ', 'ปัญหาและอุปสรรค', 'ข้อเสนอแนะ']),
    ),
  ],
  [
    '/buy',
    page(
      'ประกาศจัดซื้อจัดจ้าง 2568',
      '<ul><li>5 มกราคม 2568 <a href="/f/n1.pdf">ประกาศผู้ชนะการเสนอราคาจ้างซ่อมรถ</a></li><li>9 กุมภาพันธ์ 2568 <a href="/f/n2.pdf">ประกาศราคากลางถนน</a></li></ul>',
    ),
  ],
  [
    '/hr',
    page(
      'แผนอัตรากำลัง 3 ปี (2567-2569)',
      table([
        ['ส่วนราชการ', 'ตำแหน่ง', 'จำนวน'],
        ['สำนักปลัด', 'นิติกร', '1'],
        ['กองช่าง', 'นายช่างโยธา', '2'],
      ]),
    ),
  ],
  [
    '/complain',
    page(
      'ร้องเรียนร้องทุกข์',
      '<p>แจ้งไฟฟ้าสาธารณะดับ ถนนชำรุด เหตุเดือดร้อนรำคาญ ได้ที่นี่</p><form method="post" action="/s"><label>ชื่อ <input name="n"></label><label>โทรศัพท์ <input name="t"></label><label>เรื่อง <input name="s"></label><label>รายละเอียด <textarea name="d"></textarea></label><button>ส่ง</button></form>',
    ),
  ],
  [
    '/gift',
    page(
      'No Gift Policy',
      '<p>งดรับ งดให้ ของขวัญและของกำนัลทุกชนิด</p><p><img src="/banner-nogift.png" alt="แบนเนอร์ No Gift Policy"></p>',
    ),
  ],
  [
    '/risk',
    page(
      'การประเมินความเสี่ยงการทุจริต 2568',
      '<p>ความเสี่ยงการทุจริตคือโอกาสที่จะเกิดการทุจริตในอนาคต ทุกหน่วยงานต้องประเมินและจัดทำมาตรการป้องกันตามคู่มือของสำนักงาน ป.ป.ช.</p>',
    ),
  ],
  [
    '/control',
    page(
      'รายงานการประเมินผลการควบคุมภายใน ปีงบประมาณ 2567',
      table([
        ['ภารกิจ', 'ความเสี่ยง', 'การควบคุมภายในที่มีอยู่', 'การปรับปรุงการควบคุม'],
        ['งานพัสดุ', 'เบิกจ่ายล่าช้า', 'มีคำสั่งแบ่งงาน', 'อบรมเพิ่มเติม'],
        ['งานการเงิน', 'เอกสารไม่ครบ', 'ใช้แบบตรวจสอบ', 'ตรวจซ้ำสองคน'],
      ]),
    ),
  ],
  [
    '/anti',
    page(
      'ประชุมจัดทำแผนปฏิบัติการป้องกันการทุจริต 2568',
      '<p>วันที่ 4 พฤศจิกายน 2567 เทศบาลจัดประชุมคณะทำงานเพื่อจัดทำแผนปฏิบัติการป้องกันการทุจริต โดยมีปลัดเทศบาลเป็นประธาน มีผู้เข้าร่วม 15 คน</p>',
    ),
  ],
  [
    '/structure',
    page(
      'อำนาจหน้าที่',
      '<p>พระราชบัญญัติเทศบาล พ.ศ. 2496 มาตรา 50 ภายใต้บังคับแห่งกฎหมาย เทศบาลตำบลมีหน้าที่ต้องทำในเขตเทศบาล รักษาความสงบเรียบร้อยของประชาชน ให้มีและบำรุงทางบกและทางน้ำ</p>',
    ),
  ],
  [
    '/measures',
    page(
      'มาตรการส่งเสริมคุณธรรมและความโปร่งใส',
      '<p>เทศบาลยึดมั่นในคุณธรรมและความโปร่งใส มุ่งมั่นบริหารงานด้วยความซื่อสัตย์สุจริตเพื่อประโยชน์สุขของประชาชนทุกคน</p>',
    ),
  ],
  [
    '/part',
    page(
      'การเปิดโอกาสให้เกิดการมีส่วนร่วม 2568',
      '<p>เทศบาลเปิดโอกาสให้ประชาชนเข้ามามีส่วนร่วมในการแสดงความคิดเห็น ติดตาม และตรวจสอบการทำงานได้ทุกวัน</p>',
    ),
  ],
]);
for (const name of ['budget', 'n1', 'n2']) routes.set(`/f/${name}.pdf`, pdfRoute(name));

const no = expectItem.bind(null, ['fail', 'review'], []);

/** Every right name in the menu and the wrong thing behind each: nothing here may pass. */
export const lookAlikes: SiteFixture = {
  name: 'look-alikes',
  agency: { name: agency, type: 'municipality' },
  routes,
  truth: {
    O1: expectItem(['fail'], ['missing-element'], ['/structure']),
    O6: no([]),
    O7: expectItem(['fail', 'review'], ['missing-element', 'empty'], ['/report']),
    O12: no([]),
    O14: no([]),
    O18: no([]),
    O20: expectItem(['fail'], ['missing-element'], ['/part']),
    O21: no([]),
    O23: no([]),
    O24: no([]),
    O25: no([]),
    O27: expectItem(['fail', 'review'], ['missing-element'], ['/measures']),
  },
};
