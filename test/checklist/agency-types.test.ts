import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { guessAgencyType, loadAgencyPatterns, readAgencyPatterns } from '../../src/checklist/agency-types.ts';

const patterns = await readAgencyPatterns(
  fileURLToPath(new URL('../../checklists/agency-types.yaml', import.meta.url)),
);

describe('guessAgencyType', () => {
  test.each([
    ['องค์การบริหารส่วนตำบลบ้านใหม่ อำเภอเมือง จังหวัดเชียงใหม่', 'sao'],
    ['อบต.บ้านใหม่ อ.เมือง จ.เชียงใหม่', 'sao'],
    ['ที่ทำการ อบต. ท่าข้าม จังหวัดสงขลา', 'sao'],
    ['เทศบาลตำบลคำบง จังหวัดอุดรธานี', 'municipality'],
    ['เเทศบาล เทศบาลเมืองลำพูน', 'municipality'],
    ['สำนักงานเทศบาลนครเชียงใหม่', 'municipality'],
    ['ทต.น้ำโจ้', 'municipality'],
    ['ทน.ขอนแก่น', 'municipality'],
    ['องค์การบริหารส่วนจังหวัดระยอง', 'pao'],
    ['อบจ.ระยอง', 'pao'],
    ['กรุงเทพมหานคร', 'special-local'],
    ['สำนักงานเขตบางรัก กรุงเทพมหานคร', 'special-local'],
    ['เมืองพัทยา จังหวัดชลบุรี', 'special-local'],
    ['จังหวัดน่าน', 'province'],
    ['สำนักงานจังหวัดน่าน', 'province'],
    ['กรมอนามัย กระทรวงสาธารณสุข', 'department'],
    ['สำนักงานสาธารณสุขจังหวัดพัทลุง', 'department'],
    ['สำนักงานเขตพื้นที่การศึกษาประถมศึกษาร้อยเอ็ด เขต 1', 'department'],
    ['สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดเลย', 'department'],
    ['การไฟฟ้าส่วนภูมิภาค', 'state-enterprise'],
    ['สถาบันวิจัยและพัฒนาอัญมณีและเครื่องประดับแห่งชาติ (องค์การมหาชน)', 'public-organisation'],
    ['โรงพยาบาลบ้านแพ้ว (องค์การมหาชน)', 'public-organisation'],
    ['มหาวิทยาลัยราชภัฏวไลยอลงกรณ์ จังหวัดปทุมธานี', 'university'],
    ['วิทยาลัยเทคนิคแพร่', 'college'],
    ['โรงเรียนเทศบาล 1 เทศบาลเมืองน่าน', 'school'],
    ['โรงพยาบาลลำปาง', 'hospital'],
    ['โรงพยาบาลส่งเสริมสุขภาพตำบลบ้านใหม่', 'hospital'],
    ['สถานีตำรวจภูธรเนินขาม จังหวัดพิษณุโลก', 'police'],
    ['สน.บางพลัด', 'police'],
    ['สภ.ท่าพระ', 'police'],
    ['ศาลจังหวัดเชียงใหม่', 'court'],
    ['ศาลากลางจังหวัดเชียงใหม่', 'province'],
    ['อำเภอเมืองน่าน', 'other'],
    ['บ้านสวนสุขใจ', null],
    ['', null],
  ])('%s → %s', (name, type) => {
    expect(guessAgencyType(name, patterns)).toBe(type);
  });

  test('a wrong pattern file is named', () => {
    expect(() =>
      loadAgencyPatterns('a.yaml', 'patterns: [{ type: village, rank: normal, at: start, words: [x] }]'),
    ).toThrow('a.yaml');
  });
});
