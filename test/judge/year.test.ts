import { describe, expect, it } from 'vitest';
import type { YearRule } from '../../src/checklist/schema.ts';
import { contentOf } from '../../src/judge/content.ts';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { documentYear, judgeYear, wantedYear } from '../../src/judge/year.ts';
import { buildAttached, buildCandidate, buildItem, judgeContext, label } from './build.ts';

const rule = (given: Partial<YearRule> = {}): YearRule => ({
  want: 'previous',
  confidence: 'high',
  orCalendarYear: false,
  orSpan: false,
  ...given,
});

/** State of the year of a page with this title and body, wanted 2567 (previous of 2568). */
function yearOfPage(
  title: string,
  body: string,
  given: Partial<YearRule> = {},
  indexYear: number | null = null,
) {
  const candidate = buildCandidate({
    html: `<title>${title}</title><main><h1>${title}</h1>${body}</main>`,
    title,
    indexYear,
  });
  return judgeYear(rule(given), candidate, contentOf(buildItem(), candidate), [], 2568);
}

const filler = '<p>เนื้อหาของรายงานฉบับนี้ยาวพอที่จะนับเป็นเนื้อหาได้จริง</p>';

describe('wanted year', () => {
  it('is relative to the checklist, and none where any will do', () => {
    expect(wantedYear(rule({ want: 'current' }), 2568)).toBe(2568);
    expect(wantedYear(rule({ want: 'previous' }), 2568)).toBe(2567);
    expect(wantedYear(rule({ want: 'any' }), 2568)).toBeNull();
    expect(yearOfPage('รายงาน ปี 2540', filler, { want: 'any' }).state).toBe('not-needed');
  });
});

describe('year of an item whose elements have years of their own', () => {
  const years = (want: 'any' | 'current') => ({
    want,
    confidence: 'high' as const,
    orCalendarYear: false,
    orSpan: false,
  });
  const element = (id: string, words: string, want: 'any' | 'current') => ({
    id,
    year: years(want),
    cues: [{ kind: 'phrases' as const, any: [words], min: 1 }],
  });
  const item = buildItem({
    year: years('current'),
    elements: [element('code', 'ประมวลจริยธรรม', 'any'), element('training', 'อบรมจริยธรรม', 'current')],
  });
  const stateOf = (body: string): string => {
    const html = `<title>ครองตน</title><main><h1>ครองตน</h1><p>ประมวลจริยธรรม ประกาศใช้เมื่อ พ.ศ. 2564</p>${filler.repeat(4)}${body}</main>`;
    return judgeCandidate(item, buildCandidate({ html, title: 'ครองตน' }), judgeContext).year.state;
  };

  it('is told by those that are dated', () => {
    expect(stateOf('<p>อบรมจริยธรรม 14 มีนาคม 2568</p>')).toBe('right');
    expect(stateOf('')).not.toBe('right');
  });
});

describe('year of a title', () => {
  it.each([
    ['รายงานผลการดำเนินงานประจำปี 2567', 'right'],
    ['รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. ๒๕๖๗', 'right'],
    ['รายงานผลการดำเนินงานประจำปี 2566', 'wrong'],
    ['รายงานผลการดำเนินงานประจำปี 2568', 'wrong'],
    ['รายงานผลการดำเนินงานประจำปี', 'unclear'],
    ['รายงานตาม พ.ร.บ. จัดซื้อจัดจ้าง พ.ศ. 2560', 'unclear'],
    ['MOIT 10 ปี 2568', 'unclear'],
  ])('%s is %s', (title, state) => {
    expect(yearOfPage(title, filler).state).toBe(state);
  });

  it('takes "ITA 2568" for the assessment and not for the content', () => {
    expect(yearOfPage('ITA 2568 รายงานผลการดำเนินงานประจำปี', filler).state).toBe('unclear');
    expect(yearOfPage('ITA68_รายงานผลการดำเนินงานประจำปี', filler).state).toBe('unclear');
    expect(yearOfPage('OIT ประจำปีงบประมาณ พ.ศ. 2568 : รายงานปี 2567', filler).state).toBe('right');
    const spelled = 'การประเมินคุณธรรมและความโปร่งใส ปี 2568';
    expect(yearOfPage(`${spelled} : ผลจัดการความเสี่ยง`, filler).state).toBe('unclear');
    expect(yearOfPage(`วิเคราะห์ผล${spelled}`, filler).state).toBe('wrong');
  });

  it('lets a span that covers the year count only where the rule says so', () => {
    const title = 'แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566-2570)';
    expect(yearOfPage(title, filler, { want: 'current', orSpan: true }).state).toBe('right');
    expect(yearOfPage('แผน (พ.ศ. 2561-2565)', filler, { want: 'current', orSpan: true }).state).toBe('wrong');
    expect(yearOfPage(title, filler, { want: 'current' }).state).toBe('wrong');
  });

  it('lets a day of the calendar year count where the rule says so', () => {
    const title = 'ประกาศเจตนารมณ์ 15 พฤศจิกายน 2568';
    expect(yearOfPage(title, filler, { want: 'current', orCalendarYear: true }).state).toBe('right');
    expect(yearOfPage(title, filler, { want: 'current' }).state).toBe('wrong');
    expect(yearOfPage('ประกาศเจตนารมณ์ 15 พฤศจิกายน 2567', filler, { want: 'current' }).state).toBe('right');
  });

  it('prevails over the documents on the page unless one of them is of the wanted year', () => {
    const candidate = buildCandidate({ html: '<main><h1>รายงาน 2566</h1></main>', title: 'รายงาน 2566' });
    const old = buildAttached('รายงาน 2565');
    const right = buildAttached('รายงาน 2567');
    expect(judgeYear(rule(), candidate, null, [old], 2568).state).toBe('wrong');
    expect(judgeYear(rule(), candidate, null, [old, right], 2568).state).toBe('right');
  });
});

describe('year of documents, text and index', () => {
  const page = buildCandidate({ html: '<main><h1>รายงาน</h1></main>', title: 'รายงานผล' });

  it('is wrong only when every document states another year', () => {
    const unnamed = buildAttached('scan0012', { yearTexts: [] });
    expect(judgeYear(rule(), page, null, [buildAttached('ปี 2565')], 2568).state).toBe('wrong');
    expect(judgeYear(rule(), page, null, [buildAttached('ปี 2565'), unnamed], 2568).state).toBe('unclear');
  });

  it('is read from the nearest words of a document first', () => {
    const texts = ['รายงานประจำปี 2566', 'ประจำปีงบประมาณ 2567'];
    expect(documentYear(rule(), { yearTexts: texts }, 2567)).toBe('wrong');
    expect(documentYear(rule(), { yearTexts: texts.toReversed() }, 2567)).toBe('right');
    expect(documentYear(rule(), { yearTexts: ['คู่มือ'] }, 2567)).toBe('unclear');
  });

  it('is read from the text: laws and plain dates of other years say nothing against it', () => {
    expect(yearOfPage('รายงาน', '<p>ผลงานในปีงบประมาณ พ.ศ. 2567 แล้วเสร็จ</p>').state).toBe('right');
    expect(yearOfPage('รายงาน', '<p>ผลงานในปีงบประมาณ พ.ศ. 2565 แล้วเสร็จ</p>').state).toBe('wrong');
    expect(yearOfPage('รายงาน', '<p>ตามพระราชบัญญัติเทศบาล พ.ศ. 2496 และที่แก้ไข</p>').state).toBe('unclear');
  });

  it('is open where a heading of the wanted year stands over a text of other years only', () => {
    const declared = '<p>ประกาศประจำปีงบประมาณ พ.ศ. 2565</p><p>ประกาศ ณ วันที่ 9 มกราคม 2565</p>';
    const met = '<p>ประชุมเมื่อวันที่ 12 มกราคม 2565</p>';
    expect(yearOfPage('งดรับของขวัญ 2567', `${declared}${met}`).state).toBe('unclear');
    expect(yearOfPage('งดรับของขวัญ 2567', `${declared}${met}<p>ทบทวน 5 ธันวาคม 2566</p>`).state).toBe('right');
    const posted = '<p>ลงเมื่อ 2 ธันวาคม 2567</p>';
    expect(yearOfPage('งดรับของขวัญ 2567', `${posted}${declared}${met}`).state).toBe('unclear');
    const copied = '<p>งบลงทุน ปีงบประมาณ พ.ศ. 2566 ความก้าวหน้าถึง 31 มีนาคม 2566</p>';
    expect(yearOfPage('รายการซื้อจ้าง ปี 2567', copied).state).toBe('unclear');
    const signed =
      '<p>1 ตุลาคม 2565 ถึง 30 กันยายน 2566</p><p>แผน ปี 2566</p><p>ม.ค. 2566</p><p>อัตรากำลัง ณ 30 ก.ย. 2566</p><p>สำนักปลัด 20 ตุลาคม 2566</p>';
    expect(yearOfPage('งานบุคคล ปี 2567', signed).state).toBe('unclear');
    const result = { resultWords: ['คะแนน'] };
    expect(yearOfPage('บทเรียนจากคะแนนปี 66', filler, result).state).toBe('right');
    expect(yearOfPage('บทเรียนจากคะแนนปี 65', filler, result).state).toBe('wrong');
    // One mention is a look back.
    expect(yearOfPage('งดรับของขวัญ 2567', '<p>ต่อเนื่องจากปีงบประมาณ พ.ศ. 2565</p>').state).toBe('right');
  });

  it('follows the index last, and never as something that is stated', () => {
    expect(yearOfPage('รายงาน', filler, {}, 2568).state).toBe('unclear');
    const old = yearOfPage('รายงาน', filler, {}, 2567);
    expect(old).toMatchObject({ state: 'wrong', isStated: false, found: [2566] });
    expect(yearOfPage('รายงาน ปี 2567', filler, {}, 2567).state).toBe('right');
  });
});

describe('verdict of a year', () => {
  const judge = (title: string, confidence: YearRule['confidence'], indexYear: number | null = null) =>
    judgeCandidate(
      buildItem({ year: rule({ confidence }) }),
      buildCandidate({
        html: `<main><h1>${title}</h1><p>สาระสำคัญของรายงานนี้คือผลงานทั้งปีของหน่วยงาน</p></main>`,
        title,
        indexYear,
      }),
      judgeContext,
    );

  it('fails for a year that is stated, reviews one that only the index tells', () => {
    expect(judge('รายงาน ปี 2566', 'high')).toMatchObject({
      verdict: 'fail',
      causes: [{ code: 'wrong-year' }],
    });
    expect(judge('รายงาน', 'high', 2566)).toMatchObject({
      verdict: 'review',
      causes: [{ code: 'wrong-year' }],
    });
    expect(judge('รายงาน', 'high')).toMatchObject({ verdict: 'review', causes: [{ code: 'year-unclear' }] });
    expect(judge('รายงาน ปี 2567', 'high').verdict).toBe('pass');
  });

  it('comes first where most is there: last year’s text lacks this year’s things because it is last year’s', () => {
    const item = buildItem({
      year: rule({}),
      elements: [
        ...['one', 'two'].map((id) => ({
          id,
          cues: [{ kind: 'phrases' as const, any: [`หลักฐาน${id}`], min: 1 }],
        })),
        { id: 'form', cues: [{ kind: 'form', fields: ['ชื่อ'], min: 1 }] },
      ],
    });
    const causes = (text: string) =>
      judgeCandidate(
        item,
        buildCandidate({
          html: `<main><h1>รายงาน</h1><p>${text} ${filler}</p></main>`,
          title: 'รายงาน',
          indexYear: 2566,
        }),
        judgeContext,
      ).causes.map(({ code }) => code);
    expect(causes('หลักฐานone หลักฐานtwo')).toEqual(['wrong-year', 'missing-element']);
    expect(causes('')).toEqual(['missing-element', 'wrong-year']);
  });

  it('never fails where the checklist is not sure which year it wants', () => {
    expect(judge('รายงาน ปี 2566', 'low').verdict).toBe('review');
    expect(judge('รายงาน', 'low').verdict).toBe('pass');
  });
});

it('the day in a row of a list is when something was put there', () => {
  const candidate = buildCandidate({
    html: `<title>สถิติ</title><main><h1>สถิติ</h1>${filler}</main>`,
    labels: [label('สถิติเรื่องร้องเรียน 6 ม.ค. 68', 'row')],
  });
  const { state } = judgeYear(rule(), candidate, contentOf(buildItem(), candidate), [], 2568);
  expect(state).toBe('unclear');
});

describe('the day on which a page was put on the site', () => {
  const posted = '<p>ลงประกาศเมื่อ 30 พ.ย. 2566 | ผู้ลงข่าว admin | อ่าน 563 ครั้ง</p>';
  const report = `<h2>รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2566</h2>${filler}`;

  it('is not what a report of the year before is of, whatever leads there', () => {
    expect(yearOfPage('ผลงานรอบปี', posted + report)).toMatchObject({ state: 'wrong', found: [2566] });
    const named = buildCandidate({
      html: `<main><h1>ผลงานรอบปี</h1>${posted}${report}</main>`,
      labels: [label('ผลงานรอบปี ลงประกาศเมื่อ 30 พ.ย. 2566')],
    });
    expect(judgeYear(rule(), named, contentOf(buildItem(), named), [], 2568).state).toBe('wrong');
  });

  it('tells the year where nothing else does', () => {
    expect(yearOfPage('ผลงานรอบปี', posted + filler).state).toBe('right');
  });
});
