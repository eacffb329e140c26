import { describe, expect, it } from 'vitest';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { contentOf } from '../../src/judge/content.ts';
import { buildAttached, buildCandidate, buildItem, judgeContext } from './build.ts';

/** An item whose only element is recognised by words of its own name. */
const item = buildItem({
  elements: [{ id: 'named', cues: [{ kind: 'phrases', any: ['ผลการดำเนินงาน', 'ปัญหาและอุปสรรค'], min: 1 }] }],
});
const judge = (body: string, given: Parameters<typeof buildCandidate>[0] = {}) =>
  judgeCandidate(
    item,
    buildCandidate({
      html: `<title>หน่วยงาน</title><main><h1>รายงานผลการดำเนินงานประจำปี</h1>${body}</main>`,
      ...given,
    }),
    judgeContext,
  );
const lead = (body: string): string | undefined => judge(body).causes[0]?.code;

describe('a title over nothing', () => {
  it.each([
    ['nothing at all', ''],
    ['a placeholder', '<p>อยู่ระหว่างปรับปรุง</p>'],
    ['a placeholder with an excuse', '<p>กำลังปรับปรุง ขออภัยในความไม่สะดวก กรุณาติดต่อด้วยตนเองที่ห้องบัตร อาคาร 1</p>'],
    ['a promise', '<p>อยู่ระหว่างรวบรวมข้อมูลจากทุกกอง จะนำเผยแพร่ภายในเดือนกันยายน 2568</p>'],
    ['a placeholder and the way back', '<p>อยู่ระหว่างปรับปรุงข้อมูล</p><p><a href="/ita">กลับหน้า ITA 2568</a></p>'],
    [
      'a placeholder below the way to it',
      '<p><a href="/">หน้าแรก</a> » <a href="/good">โรงเรียนสุจริต</a> » รายงานผลการดำเนินงานประจำปี ปีงบประมาณ 2567</p><p>อยู่ระหว่างปรับปรุงข้อมูล</p>',
    ],
    [
      'a placeholder below the way to it that begins with the agency, and decoration',
      '<p><a href="/th/">อบจ.ตัวอย่าง</a> » <a href="/g/1">สำนักปลัด อบจ.</a> » รายงานผลการดำเนินงานประจำปี</p><p>*** อยู่ระหว่างปรับปรุงข้อมูล ***</p>',
    ],
    ['an empty folder', '<p>(ไม่มีเอกสารในแฟ้มนี้)</p>'],
    ['an empty category', '<p>ไม่มีบทความในหมวดนี้ หากมีหมวดย่อยแสดงอยู่ในหน้านี้ หมวดย่อยนั้นอาจมีบทความ</p>'],
    ['the name again', '<p>รายงานผลการดำเนินงานประจำปี</p>'],
    ['more headings', '<h2>ผลการดำเนินงาน</h2><h2>ปัญหาและอุปสรรค</h2>'],
    ['buttons', '<p><a href="#">แชร์</a> <a href="#">พิมพ์</a></p>'],
  ])('is empty: %s', (_, body) => {
    expect(judge(body)).toMatchObject({ verdict: 'fail' });
    expect(lead(body)).toBe('empty');
  });

  it('is not a list of pages, however short their names; the way back is no list', () => {
    const list =
      '<div><a href="/n1">วันเด็กแห่งชาติ</a> 8 ม.ค. 2568</div><div><a href="/n2">มอบถุงยังชีพ</a> 9 ม.ค. 2568</div>';
    expect(lead(list)).not.toBe('empty');
    expect(lead('<p>ยังไม่มีข้อมูล</p><p><a href="/a">กลับหน้าหลัก</a> <a href="/b">ย้อนกลับไปก่อนหน้า</a></p>')).toBe(
      'empty',
    );
  });

  it('is a review where scripts would build the page', () => {
    const html = '<html><body><div id="app"></div><script src="/a.js"></script></body></html>';
    const judged = judgeCandidate(item, buildCandidate({ html }), judgeContext);
    expect(judged).toMatchObject({ verdict: 'review', causes: [{ code: 'low-confidence' }] });
  });
});

describe('words that are evidence', () => {
  it('stand in the only row of a table that counts, though its cells are marked as names of columns', () => {
    const chart = (cell: string): string | undefined => {
      const row = `<table><tr><th>นายก อบต.</th><th>${cell}</th></tr></table>`;
      return contentOf(item, buildCandidate({ html: `<main><h1>ผัง</h1><h2>ฝ่ายการเมือง</h2>${row}</main>` }))
        ?.main.original;
    };
    expect(chart('รองนายก อบต. 2 คน')).toContain('นายก อบต.');
    expect(chart('รองนายก อบต.')).toBe('');
  });

  it('stand in a line that ends with an arrow, on a page without a name as well', () => {
    const html = '<main><p>ปัญหาและอุปสรรค ผู้รับจ้างส่งงานช้ากว่าสัญญา อ่านต่อ »</p></main>';
    expect(contentOf(item, buildCandidate({ html }))?.main.original).toContain('ผู้รับจ้าง');
  });

  it('stand in a line that leads into what follows, though it is little more than a name', () => {
    const duties = buildItem({
      labels: { right: ['หน้าที่และอำนาจ'], other: [] },
      elements: [{ id: 'duties', cues: [{ kind: 'phrases', any: ['หน้าที่และอำนาจ'], min: 1 }] }],
    });
    const shown = (body: string): string | undefined =>
      contentOf(duties, buildCandidate({ html: `<main><h1>ผังองค์กร</h1>${body}</main>` }))?.main.original;
    const list = '<ul><li>ดูแลทางน้ำ ทางบก ไฟส่องสว่าง และน้ำประปาหมู่บ้านของทุกหมู่</li></ul>';
    expect(shown(`<p>อบต. มีหน้าที่และอำนาจโดยสรุปดังนี้</p>${list}`)).toContain('หน้าที่และอำนาจ');
    expect(shown(`<p>อบต. มีหน้าที่และอำนาจโดยสรุป</p>${list}`)).not.toContain('หน้าที่และอำนาจ');
    expect(shown(`<p>อบต. มีหน้าที่และอำนาจโดยสรุปดังนี้</p><h2>ที่ตั้ง</h2>${list}`)).not.toContain('หน้าที่และอำนาจ');
  });
});

describe('words that are no evidence', () => {
  it('stand in the name of the page, which its title gives beside the agency', () => {
    const page = (title: string) =>
      judge('', {
        html: `<title>${title}</title><main><b>ผลการดำเนินงาน 67</b><p>หน่วยงานยึดหลักคุณธรรม เปิดกว้าง เป็นธรรม และตรวจสอบได้ทุกขั้นตอน</p></main>`,
      });
    expect(page('ผลการดำเนินงาน 67 :: อบต.ตัวอย่าง').causes[0]?.code).toBe('missing-element');
    expect(page('อบต.ตัวอย่าง').verdict).toBe('pass');
  });

  it('stand in the name of a file', () => {
    const attached = [buildAttached('รายงานผลการดำเนินงาน')];
    const body = '<p><a href="/files/r.pdf">ผลการดำเนินงาน ปัญหาและอุปสรรค</a></p>';
    expect(judge(body, { attached })).toMatchObject({
      verdict: 'review',
      causes: [{ code: 'low-confidence' }],
    });
  });

  it('stand in a heading with nothing under it', () => {
    const body = '<h2>ปัญหาและอุปสรรค</h2><h2>อื่น ๆ</h2><p>ข้อความทั่วไปของหน่วยงานที่ยาวพอสมควรแต่ไม่เกี่ยวกับเรื่องนี้</p>';
    expect(lead(body)).toBe('missing-element');
  });

  it('stand in the menu', () => {
    const html =
      '<nav><ul><li><a href="/p">ปัญหาและอุปสรรค</a></li></ul></nav><main><h1>รายงาน</h1><p>ข้อความทั่วไปของหน่วยงานที่ยาวพอสมควรแต่ไม่เกี่ยวกับเรื่องนี้</p></main>';
    expect(judgeCandidate(item, buildCandidate({ html }), judgeContext).causes[0]?.code).toBe(
      'missing-element',
    );
  });

  it('stand in a link to what is closed or gone', () => {
    const candidate = buildCandidate({
      html: '<main><h1>รายงาน</h1><p>ข้อความทั่วไปของหน่วยงานที่ยาวพอสมควรแต่ไม่เกี่ยวกับเรื่องนี้</p><p><a href="/board">ปัญหาและอุปสรรค</a></p></main>',
    });
    expect(judgeCandidate(item, candidate, judgeContext).verdict).toBe('pass');
    const goneLinks = new Set((candidate.page?.facts.links ?? []).map(({ url }) => url));
    const page = candidate.page === null ? null : { ...candidate.page, goneLinks };
    expect(judgeCandidate(item, { ...candidate, page }, judgeContext).verdict).not.toBe('pass');
  });

  it('stand in the row of a link to a file or to what is gone, which has hardly more than its name', () => {
    const row = (beside: string) => {
      const candidate = buildCandidate({
        html: `<main><h1>รายงาน</h1><p>ข้อความทั่วไปของหน่วยงานที่ยาวพอสมควรแต่ไม่เกี่ยวกับเรื่องนี้</p><table><tr><th>ปี</th><th>เอกสาร</th></tr><tr><td>2566</td><td>แผน</td></tr><tr><td>${beside}</td><td><a href="/r67">ปัญหาและอุปสรรคของปี</a></td></tr></table></main>`,
      });
      const goneLinks = new Set((candidate.page?.facts.links ?? []).map(({ url }) => url));
      const page = candidate.page === null ? null : { ...candidate.page, goneLinks };
      return judgeCandidate(item, { ...candidate, page }, judgeContext).verdict;
    };
    expect(row('2567')).not.toBe('pass');
    expect(row('น้ำประปาไหลอ่อนในฤดูแล้ง และผู้รับจ้างส่งงานช้ากว่าสัญญา')).toBe('pass');
  });

  it('stand in the name of a neighbour to turn to', () => {
    const text = '<p>ข้อความทั่วไปของหน่วยงานที่ยาวพอสมควรแต่ไม่เกี่ยวกับเรื่องนี้</p>';
    const turn = '<p>‹ ก่อนหน้า: ปัญหาและอุปสรรค <a href="/b">กลับสารบัญ</a></p>';
    expect(lead(text + turn)).toBe('missing-element');
    expect(judge(`${text}<p>ก่อนหน้านี้มีปัญหาและอุปสรรคหลายด้าน</p>`).verdict).toBe('pass');
  });

  it('stand in the last step of a path that is not marked up', () => {
    const text = '<p>ข้อความทั่วไปของหน่วยงานที่ยาวพอสมควรแต่ไม่เกี่ยวกับเรื่องนี้</p>';
    const named = (line: string) =>
      judgeCandidate(
        item,
        buildCandidate({ html: `<main><h1>ผลการดำเนินงาน ปี 67 ของทุกกอง</h1>${line}${text}</main>` }),
        judgeContext,
      ).verdict;
    expect(named('<p>› ผลการดำเนินงาน ปี 67 ของทุกกอง</p>')).not.toBe('pass');
  });

  it('count as a name over a telephone number', () => {
    const named = (under: string) =>
      contentOf(
        item,
        buildCandidate({ html: `<main><h1>ผู้บริหาร</h1><h5>นายบุญมี สุขใจ</h5>${under}<h5>อื่น ๆ</h5></main>` }),
      )?.main.original;
    expect(named('<p>นายก อบต.</p><p>มือถือ 09-1777-3001</p>')).toContain('นายบุญมี');
    expect(named('<p>นายก อบต.</p><p>nayok@muang.example</p>')).toContain('นายบุญมี');
    expect(named('<p>นายก อบต.</p>')).not.toContain('นายบุญมี');
  });

  it('count as a heading over a paragraph', () => {
    const body = '<h2>ปัญหาและอุปสรรค</h2><p>เครื่องจักรเก่าและฝนตกชุกทำให้งานช้ากว่ากำหนดสองเดือน</p>';
    expect(judge(body).verdict).toBe('pass');
  });
});

describe('a list of the elements’ names', () => {
  const cue = (word: string) => ({ id: 'x', cues: [{ kind: 'phrases' as const, any: [word], min: 1 }] });
  const three = buildItem({ elements: [cue('ปัญหา'), cue('อุปสรรค'), cue('ข้อเสนอแนะ')] });
  const verdict = (body: string) =>
    judgeCandidate(three, buildCandidate({ html: `<main><h1>รายงาน</h1>${body}</main>` }), judgeContext)
      .verdict;

  it('is for a person, and what says something is not', () => {
    expect(verdict('<ul><li>ปัญหาของงานในปีนี้</li><li>อุปสรรคต่าง ๆ</li><li>ข้อเสนอแนะ</li></ul>')).toBe('review');
    expect(
      verdict('<p>ปัญหาคือเครื่องจักรเก่า อุปสรรคคือฝนตกชุกตลอดไตรมาสที่สาม ข้อเสนอแนะคือตั้งงบซ่อมบำรุงตั้งแต่ต้นปี</p>'),
    ).toBe('pass');
  });
});

describe('a section', () => {
  it('has only what stands in it', () => {
    const html =
      '<main><h1>หน้า</h1><h2>หนึ่ง</h2><p>ปัญหาและอุปสรรคของข้อหนึ่ง</p><table><tr><th>ก</th></tr><tr><td>1</td></tr></table><h2>สอง</h2><p>ข้อความของข้อสองเท่านั้น</p></main>';
    const whole = buildCandidate({ html });
    const at = whole.page?.facts.headings.find(({ text }) => text === 'สอง')?.at ?? Number.NaN;
    const section = { from: at, to: whole.page?.facts.text.length ?? 0, heading: 'สอง' };
    const content = contentOf(item, { ...whole, section });
    expect(content?.tables).toEqual([]);
    expect(content?.main.original).toContain('ข้อสอง');
    expect(content?.main.original).not.toContain('ปัญหา');
  });
});

describe('another item’s file under the item’s name', () => {
  const reported = { ...item, contrary: [{ word: 'แผน', becomes: 'O25' }] };
  it('is the wrong kind', () => {
    const attached = [buildAttached('แผนปฏิบัติการ', { isForeign: true, relevance: 0.1 })];
    const html = '<main><h1>รายงานผลการดำเนินงานประจำปี</h1><p>ดาวน์โหลด</p></main>';
    const judged = judgeCandidate(reported, buildCandidate({ html, attached }), judgeContext);
    expect(judged).toMatchObject({ verdict: 'fail', causes: [{ code: 'wrong-kind' }] });
  });
});
