import { describe, expect, it } from 'vitest';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import type { AttachedTarget } from '../../src/match/candidate.ts';
import { buildCandidate, buildItem, judgeContext } from './build.ts';
import { buildDocument, buildDocumentCandidate, filler } from './build-documents.ts';

const item = buildItem({ contrary: [{ word: 'รอบ 6 เดือน', becomes: 'O6' }] });
const plan = { O6: 0.95, O7: 0.05 };
const body = `ถนนสิบสองสายและสะพานหนึ่งแห่ง ${filler}`;
const shown = `สาระสำคัญของรายงาน ${filler}`;
const doubtful = { says: ['ไตรมาสที่ 1'], unless: [], isSure: false, ofItsEntry: false };
const onPage = (attached: AttachedTarget[]) =>
  judgeCandidate(
    item,
    buildCandidate({ html: '<main><h1>รายงาน</h1><p>ดาวน์โหลด</p></main>', attached }),
    judgeContext,
  );
const alone = (text: string, named: Record<string, number>) =>
  judgeCandidate(item, buildDocumentCandidate([text], { named }), judgeContext);

describe('a document that calls itself another item’s', () => {
  const text = `แผนดำเนินงานประจำปี\n${body}`;

  it('is of the wrong kind, named by its own title', () => {
    for (const judged of [onPage([buildDocument([text], { named: plan })]), alone(text, plan)]) {
      expect(judged).toMatchObject({ verdict: 'fail', causes: [{ code: 'wrong-kind' }] });
      expect(judged.causes[0]?.found).toContain('แผนดำเนินงานประจำปี');
    }
  });

  it('is so too for an item that this one is not mistaken for, where something is missing in it', () => {
    expect(alone(text, { O1: 0.95 })).toMatchObject({
      verdict: 'fail',
      causes: [{ code: 'wrong-kind' }],
    });
  });

  it.each([plan, { O1: 0.95 }])('is for a person where it holds everything all the same', (named) => {
    const judged = alone(`แผนดำเนินงานประจำปี\n${shown}`, named);
    expect(judged).toMatchObject({ verdict: 'review', causes: [{ code: 'wrong-kind' }] });
  });

  it('is for a person where nothing is known to be missing in it', () => {
    const { elements } = buildItem({ elements: [{ id: 'progress', voidedBy: doubtful }] });
    const judged = judgeCandidate(
      { ...item, elements },
      buildDocumentCandidate([`แผนดำเนินงานประจำปี ไตรมาสที่ 1\n${shown}`], { named: plan }),
      judgeContext,
    );
    expect(judged.verdict).toBe('review');
  });

  it('is passed over where the right one stands beside it', () => {
    const judged = onPage([
      buildDocument([text], { named: plan, name: 'ก' }),
      buildDocument([shown], { name: 'ข' }),
    ]);
    expect(judged.verdict).toBe('pass');
    expect(judged.documents).toHaveLength(1);
  });

  it('is the item’s own where its title speaks of both', () => {
    expect(alone(`รายงานผลตามแผน\n${shown}`, { O6: 0.9, O7: 0.6 }).verdict).toBe('pass');
  });

  it('is a six-month follow-up where its title says so beside the item’s name', () => {
    const judged = alone(`รายงานผลการดำเนินงานประจำปี รอบ 6 เดือน\n${shown}`, {});
    expect(judged).toMatchObject({ verdict: 'review', causes: [{ code: 'wrong-kind' }] });
  });
});

describe('a law', () => {
  it('is for a person, though it has all the words', () => {
    const judged = alone(`พระราชบัญญัติรายงานผล พ.ศ. 2540\n${shown}`, {});
    expect(judged).toMatchObject({ verdict: 'review', causes: [{ code: 'wrong-kind' }] });
    expect(alone(`ประกาศเทศบาลตำบลคำบง เรื่อง รายงานผล\n${shown}`, {}).verdict).toBe('pass');
  });
});

describe('a document of another agency', () => {
  const owner = (text: string, textFrom: 'text-layer' | 'ocr' = 'text-layer') =>
    judgeCandidate(
      item,
      buildDocumentCandidate([{ text, textFrom, ocrConfidence: textFrom === 'ocr' ? 0.9 : null }]),
      judgeContext,
    );

  it('is for a person where its title names another and nothing names ours', () => {
    const judged = owner(`รายงานขององค์การบริหารส่วนตำบลหนองแวง\n${shown}`);
    expect(judged).toMatchObject({ verdict: 'review', causes: [{ code: 'wrong-owner' }] });
    expect(judged.causes[0]?.found).toContain('หนองแวง');
  });

  it.each([
    ['names ours too', `หนังสือถึงองค์การบริหารส่วนตำบลหนองแวง จาก อบต.คำบง\n${shown}`],
    ['names only a kind of agency', `คู่มือขององค์การบริหารส่วนตำบล\n${shown}`],
    ['names none', `รายงาน\n${shown}`],
    ['names whom it visited', `รายงาน\nดูงานบำบัดน้ำเสีย เทศบาลตำบลแสนสุข 32 คน\n${shown}`],
  ])('is ours where it %s', (_, text) => {
    expect(owner(text).verdict).toBe('pass');
  });

  it('is told under a page, too, of which the documents show most', () => {
    const two = buildItem({
      elements: [
        { id: 'name', cues: [{ kind: 'phrases', any: ['มาตรการ'], min: 1 }] },
        { id: 'owner', cues: [{ kind: 'phrases', any: ['ผู้รับผิดชอบ'], min: 1 }] },
        { id: 'period', cues: [{ kind: 'phrases', any: ['ระยะเวลา'], min: 1 }] },
      ],
    });
    const html = '<main><h1>รายงานผลการดำเนินงานประจำปี</h1><p>มาตรการ</p></main>';
    const read = (agency: string) => {
      const text = `มาตรการของ${agency}\nผู้รับผิดชอบ กองคลัง\nระยะเวลา ต.ค. 67 ถึง ก.ย. 68\n${filler}`;
      return judgeCandidate(
        two,
        buildCandidate({ html, attached: [buildDocument([text], { name: 'มาตรการ' })] }),
        judgeContext,
      );
    };
    expect(read('องค์การบริหารส่วนตำบลหนองแวง').causes[0]?.code).toBe('wrong-owner');
    expect(read('องค์การบริหารส่วนตำบลคำบง').verdict).toBe('pass');
  });

  it('is the body above, where its title names that and nothing names ours', () => {
    expect(owner(`แผนของสำนักงานตำรวจแห่งชาติ\n${shown}`).causes[0]?.code).toBe('wrong-owner');
    expect(owner(`ยุทธศาสตร์สำ นักงานตำ รวจแห่งชาติ 2566\n${shown}`).causes[0]?.code).toBe('wrong-owner');
    expect(owner(`แผนของสำนักงานตำรวจแห่งชาติ\nสภ.คำบง\n${shown}`).verdict).toBe('pass');
    expect(owner(`กรมพลังงานลม\nคู่มือการปฏิบัติงาน\n${shown}`).causes[0]?.code).toBe('wrong-owner');
    expect(owner(`รายงานประจำปี 2567\nกรมพลังงานลม เขตบางนา\n${shown}`).causes[0]?.code).toBe('wrong-owner');
    expect(owner(`รายงานประจำปี 2567\nส่งให้กรมพลังงานลม\n${shown}`).verdict).toBe('pass');
    const museum = 'พิพิธภัณฑ์เครื่องจักสานแห่งชาติ (องค์การมหาชน)';
    expect(owner(`แผนป้องกันการทุจริต 2568\n${museum}\n${shown}`).causes[0]?.code).toBe('wrong-owner');
    expect(owner(`แผนป้องกันการทุจริต 2568\n${museum}\nกับ อบต.คำบง\n${shown}`).verdict).toBe('pass');
    expect(owner(`กรมพลังงานลม\nถึง อบต.คำบง\n${shown}`).verdict).toBe('pass');
  });

  it('is told by its title alone where papers of the kind name neighbours', () => {
    const hospital = {
      ...judgeContext,
      properName: 'ท่าพระยา',
      agencyWords: ['โรงพยาบาล'],
      areNeighboursNamed: true,
    };
    const read = (text: string) => judgeCandidate(item, buildDocumentCandidate([text]), hospital).verdict;
    expect(read(`รายงานผล โรงพยาบาลวังสมมติ\n${shown}`)).toBe('review');
    expect(read(`รายงานผล\n${shown}\nส่งต่อผู้ป่วยไปโรงพยาบาลวังสมมติ 12 ราย`)).toBe('pass');
  });

  it('is told by the beginning of a name where the kind has no namesakes', () => {
    const department = {
      ...judgeContext,
      properName: 'ช่างไม้',
      agencyWords: ['กรม', 'สำนักงาน'],
      agencyFollowers: ['ปลัด', 'บัญชีกลาง'],
      areNeighboursNamed: true,
      beginsName: true,
    };
    const read = (title: string) =>
      judgeCandidate(item, buildDocumentCandidate([`${title}\n${shown}`]), department).verdict;
    expect(read('รายงานผล กรมพลังงานลม')).toBe('review');
    expect(read('รายงานผล กรมพลังงานลม เสนอ กรมช่างไม้')).toBe('pass');
    expect(read('รายงานผล สำนักงานปลัดกระทรวง')).toBe('pass');
    expect(read('รายงานผลกรมธรรม์ประกันภัย')).toBe('pass');
    expect(read('ผลงานของ กรม รอบปี')).toBe('pass');
  });

  it('is told by a name of its own kind that comes again and again where its title names none', () => {
    const station = {
      ...judgeContext,
      properName: 'ดอนกระโจม',
      agencyWords: ['สถานีตำรวจภูธร'],
      ownKindWords: ['สถานีตำรวจ', 'สภ.'],
      areNeighboursNamed: true,
      beginsName: true,
    };
    const read = (lines: string[]) =>
      judgeCandidate(item, buildDocumentCandidate([`รายงานผล\n${shown}\n${lines.join('\n')}`]), station)
        .verdict;
    const row = 'อบรมข้าราชการตำรวจ สภ.ภูเขาแก้ว';
    expect(read([row, 'ติดป้ายหน้า สภ.ภูเขาแก้ว', 'ผกก.สภ.ภูเขาแก้ว', 'ตามคำสั่ง สภ.ภูเขาแก้ว'])).toBe('review');
    expect(read([row, 'ประชุมร่วมกับ สภ.ท่าหิน', 'ตรวจร่วมกับ สภ.วังทอง'])).toBe('pass');
    expect(read([row, row, row, 'ลงชื่อ ผกก.สภ.ดอนกระโจม'])).toBe('pass');
  });

  it('is not accused by what OCR made of a name', () => {
    expect(owner(`รายงานขององค์การบริหารส่วนตำบลหนองแวง\n${shown}`, 'ocr').verdict).toBe('pass');
  });
});
