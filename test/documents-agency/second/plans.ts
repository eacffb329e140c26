import {
  type DocumentSource,
  grid,
  heading,
  pageBreak,
  paragraphs,
  photo,
} from '../../document/make/source.ts';

/** Documents of O1–O9: another town, other words, right where the first agency is wrong and the other way round. */

const town = 'เทศบาลตำบลแบบอย่างพัฒนา';

/** The chart without a word on duties and powers. */
export const chartOnly: DocumentSource = {
  title: 'ผังองค์กร',
  landscape: true,
  blocks: [
    heading(`แผนภูมิการแบ่งส่วนราชการ ${town}`),
    grid(
      `ฝ่ายการเมือง | ฝ่ายประจำ
นายกเทศมนตรี | ปลัดเทศบาล
รองนายกเทศมนตรี 2 คน | รองปลัดเทศบาล
สภาเทศบาล 12 คน | สำนักปลัดเทศบาล กองคลัง กองช่าง กองสาธารณสุขและสิ่งแวดล้อม กองการศึกษา`,
    ),
  ],
};

/** The council's side only, and no telephone. */
export const politiciansOnly: DocumentSource = {
  title: 'ผู้บริหาร',
  blocks: [
    heading(`คณะผู้บริหาร${town}`),
    photo(),
    ...paragraphs('นายอุทาหรณ์ ดีพร้อม นายกเทศมนตรี'),
    photo(),
    ...paragraphs('นางเทียบเคียง งามตา รองนายกเทศมนตรี'),
  ],
};

/** News of the year before. */
export const oldNews: DocumentSource = {
  title: 'ข่าว',
  blocks: [
    heading(`วารสาร${town} ปีที่ 5 ฉบับที่ 2`),
    ...paragraphs(
      'วันที่ 14 เมษายน 2566 จัดพิธีรดน้ำดำหัวผู้สูงอายุ ณ ลานหน้าเทศบาล',
      'วันที่ 3 พฤษภาคม 2566 ออกหน่วยฉีดวัคซีนสุนัขและแมว ชุมชนริมคลอง',
    ),
  ],
};

/** A plan that ended. */
export const endedPlan: DocumentSource = {
  title: 'แผนพัฒนา',
  blocks: [
    heading(`แผนพัฒนาท้องถิ่น (พ.ศ. 2561 - 2565) ${town}`),
    ...paragraphs('ยุทธศาสตร์ที่ 1 การพัฒนาเมืองน่าอยู่', 'เป้าหมาย: ถนนทุกสายในเขตเทศบาลมีไฟส่องสว่าง'),
    ...paragraphs('ตัวชี้วัด: จำนวนจุดติดตั้งไฟส่องสว่าง 120 จุด ภายในปี 2565'),
  ],
};

/** How far the projects of six months are, and not what they have cost. */
export const progressWithoutSpending: DocumentSource = {
  title: 'ความก้าวหน้า',
  blocks: [
    heading('รายงานการกำกับติดตามการดำเนินงานตามแผน รอบ 6 เดือน ประจำปีงบประมาณ พ.ศ. 2568'),
    ...paragraphs(town, 'ข้อมูลตั้งแต่เดือนตุลาคม 2567 ถึงเดือนมีนาคม 2568'),
    grid(
      `ที่ | โครงการ | ความก้าวหน้า
1 | ปรับปรุงตลาดสดเทศบาล | อยู่ระหว่างก่อสร้าง ร้อยละ 60
2 | รณรงค์ป้องกันโรคไข้เลือดออก | ยังไม่เริ่ม`,
      [1, 4, 4],
    ),
  ],
};

/** The plan, complete as a plan. */
export const plan2568: DocumentSource = {
  title: 'แผนดำเนินงาน',
  landscape: true,
  blocks: [
    heading(`แผนการดำเนินงานประจำปีงบประมาณ พ.ศ. 2568 ${town}`),
    grid(
      `ที่ | โครงการ | รายละเอียดของกิจกรรม | งบประมาณ (บาท) | สถานที่ดำเนินการ | หน่วยงานรับผิดชอบ | ระยะเวลา
1 | ปรับปรุงตลาดสดเทศบาล | เปลี่ยนหลังคาและทาสี | 480,000 | ชุมชนตลาด | กองช่าง | ก.พ. - เม.ย. 2568
2 | รณรงค์ป้องกันโรคไข้เลือดออก | พ่นหมอกควัน 3 รอบ | 60,000 | ทุกชุมชน | กองสาธารณสุขฯ | พ.ค. - ส.ค. 2568`,
      [1, 4, 4, 2, 2, 2, 3],
    ),
  ],
};

/** The whole of what is wanted, for the whole year. */
export const annualReport2567: DocumentSource = {
  title: 'สรุปผลงานประจำปี',
  blocks: [
    heading(`รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2567`),
    heading(town),
    ...paragraphs('ตั้งแต่วันที่ 1 ตุลาคม 2566 ถึงวันที่ 30 กันยายน 2567 เทศบาลดำเนินโครงการตามเทศบัญญัติ รวม 4 โครงการ'),
    grid(
      `ลำดับ | ชื่อโครงการ | งบประมาณ | เบิกจ่าย | คงเหลือ | ผลการดำเนินการ
1 | ติดตั้งกล้องวงจรปิด | 490,000 | 488,000 | 2,000 | แล้วเสร็จ มี.ค. 2567
2 | แข่งขันกีฬาเยาวชน | 100,000 | 97,350 | 2,650 | แล้วเสร็จ ก.ค. 2567
3 | ขุดลอกคลองส่งน้ำ | 350,000 | 349,000 | 1,000 | แล้วเสร็จ มิ.ย. 2567
4 | อบรมกลุ่มสตรี | 30,000 | 0 | 30,000 | ยกเลิก`,
      [1, 4, 2, 2, 2, 4],
    ),
    pageBreak,
    heading('ปัญหา/อุปสรรค'),
    ...paragraphs('ผู้รับจ้างขาดแรงงานในช่วงฤดูเก็บเกี่ยว และราคาวัสดุสูงขึ้นจากที่ประมาณการไว้'),
    heading('ข้อเสนอแนะ'),
    ...paragraphs('ให้สืบราคาวัสดุใหม่ก่อนประกาศจัดจ้าง และเลื่อนงานขุดลอกไปทำก่อนฤดูฝน'),
  ],
};

/** Steps without time and without law. */
export const thinManual: DocumentSource = {
  title: 'คู่มืองานสารบรรณ',
  blocks: [
    heading('คู่มือการปฏิบัติงาน งานสารบรรณ'),
    ...paragraphs(
      'ขั้นตอนการรับหนังสือ',
      '1. เปิดซองและตรวจสอบเอกสาร 2. ลงทะเบียนรับ 3. เสนอหัวหน้าฝ่ายเพื่อพิจารณา 4. ส่งกองที่เกี่ยวข้อง',
    ),
  ],
};

/** A guide for citizens that leaves out the fee and the papers to bring. */
export const thinCitizenManual: DocumentSource = {
  title: 'คู่มือประชาชน',
  blocks: [
    heading('คู่มือสำหรับประชาชน งานขอใช้รถดับเพลิงส่งน้ำ'),
    ...paragraphs(
      'ติดต่อที่งานป้องกันและบรรเทาสาธารณภัย สำนักปลัดเทศบาล ทุกวัน ตลอด 24 ชั่วโมง',
      'ขั้นตอนการให้บริการ 1) แจ้งความประสงค์ 2) เจ้าหน้าที่ตรวจคิวรถ 3) ส่งน้ำถึงบ้าน',
      'ระยะเวลาให้บริการ ไม่เกิน 3 ชั่วโมง',
    ),
  ],
};

export const statisticsRows: (string | number)[][] = [
  [`สถิติผู้มารับบริการ ${town} ปีงบประมาณ 2567`],
  ['ประเภทงาน', 'จุดบริการ (Walk-in)', 'ออนไลน์ (E-Service)', 'รวม'],
  ['ชำระภาษี', 812, 46, 858],
  ['งานทะเบียนราษฎร', 1204, 0, 1204],
  ['คำร้องทั่วไป', 366, 121, 487],
  ['รวมทั้งสิ้น', 2382, 167, 2549],
];
