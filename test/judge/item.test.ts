import { describe, expect, it } from 'vitest';
import { judgeItem, type Search } from '../../src/judge/item.ts';
import type { Candidate } from '../../src/match/candidate.ts';
import { reasonSentence } from '../../src/result/sentences.ts';
import type { ContentKind } from '../../src/snapshot/schema.ts';
import { buildDocument } from './build-documents.ts';
import { buildAttached, buildCandidate, buildItem, buildRecord, judgeContext, siteUrl } from './build.ts';

const search: Search = { isComplete: true, endedBy: null, unopened: [], pages: 9, documents: 1 };
const good = '<p>สาระสำคัญของรายงานฉบับนี้มีครบถ้วนทุกหัวข้อตามที่กำหนด</p>';
const lacking = '<p>ข้อความทั่วไปของหน่วยงานที่ยาวพอจะเป็นเนื้อหาแต่ไม่มีสิ่งที่ต้องการ</p>';

function page(path: string, title: string, body: string, given: Partial<Candidate> = {}): Candidate {
  return buildCandidate({
    url: `${siteUrl}${path}`,
    title,
    html: `<main><h1>${title}</h1>${body}</main>`,
    ...given,
  });
}

const official = 'รายงานผลการดำเนินงานประจำปี';
const choose = (candidates: Candidate[], item = buildItem()): string | undefined =>
  judgeItem(item, candidates, search, judgeContext).chosen?.candidate.url.replace(siteUrl, '');

const twoElements = ['หลักฐานแรก', 'หลักฐานที่สอง'].map((words, at) => ({
  id: `e${at}`,
  cues: [{ kind: 'phrases' as const, any: [words], min: 1 }],
}));

describe('the candidate that an item rests on', () => {
  it('is the one with the official name, though a stray page shows everything', () => {
    const stray = page('stray', 'ข่าวของเรา', good, { relevance: 0.6 });
    expect(choose([page('official', official, lacking), stray])).toBe('official');
  });

  it('is what shows everything where the official name stands over nothing', () => {
    const real = page('real', 'สรุปงานรอบปี', good, { relevance: 0.65 });
    expect(choose([page('official', official, ''), real])).toBe('real');
    const weak = page('weak', 'สรุปงานรอบปี', lacking, { relevance: 0.65 });
    expect(choose([page('official', official, ''), weak])).toBe('official');
  });

  it('is a pass before a fail of the same name', () => {
    expect(choose([page('a', official, lacking), page('b', official, good)])).toBe('b');
  });

  it('is of the wanted year before another, both lacking', () => {
    const item = buildItem({
      year: { want: 'previous', confidence: 'high', orCalendarYear: false, orSpan: false },
    });
    const old = page('old', `${official} 2566`, good);
    const dead = page('dead', `${official} 2567`, '', {
      record: buildRecord({ outcome: 'http-error', httpStatus: 404 }),
    });
    expect(choose([old, dead], item)).toBe('dead');
    expect(choose([old, page('new', `${official} 2567`, good)], item)).toBe('new');
  });

  it('is of the wanted year under a poorer name, unless that is the list over the other year', () => {
    const item = buildItem({
      elements: twoElements,
      year: { want: 'previous', confidence: 'high', orCalendarYear: false, orSpan: false },
    });
    const old = page('old', `${official} 2566`, '<p>หลักฐานแรก และหลักฐานที่สอง มีครบ</p>');
    const current = (given: Partial<Candidate>) =>
      page('new', 'สรุปงาน 2567', `<p>หลักฐานแรก ของหน่วยงาน ปี 2567</p>${lacking}`, {
        relevance: 0.6,
        ...given,
      });
    expect(choose([old, current({})], item)).toBe('new');
    const toOld = {
      attached: [buildAttached('รายงาน 2566', { target: 'page', url: old.url, key: old.key })],
    };
    expect(choose([old, current(toOld)], item)).toBe('old');
  });

  it('is the disclosure of another year before what is hardly one, where none has a telling name', () => {
    const item = buildItem({
      elements: twoElements,
      year: { want: 'previous', confidence: 'high', orCalendarYear: false, orSpan: false },
    });
    const unnamed = { relevance: 0.5, unnamed: { score: 1, isMeant: false } };
    const old = page('old', 'ผลงานของเรา 2566', '<p>หลักฐานแรก และหลักฐานที่สอง มีครบ</p>', unnamed);
    const stray = page('stray', 'ข่าวรับสมัคร', `<p>หลักฐานแรก</p>${lacking}`, unnamed);
    expect(judgeItem(item, [stray], search, judgeContext)).toMatchObject({
      verdict: 'review',
      probability: 0.05,
    });
    expect(choose([stray, old], item)).toBe('old');
  });

  it('is not what has the name and shows none of the elements, where the link that says more is dead', () => {
    const item = buildItem({ elements: twoElements });
    const poor = page('poor', official, lacking, { relevance: 0.8 });
    const dead = page('dead', official, '', {
      relevance: 0.9,
      record: buildRecord({ outcome: 'http-error', httpStatus: 404 }),
    });
    expect(choose([poor, dead], item)).toBe('dead');
    expect(choose([poor], item)).toBe('poor');
  });

  it('is not a list that shows nothing, where what it leads to has the name too', () => {
    const item = buildItem({ elements: twoElements });
    const child = page('list/2566', `${official} 2566`, lacking);
    const list = page('list', official, lacking, {
      attached: [
        buildAttached('2566', { target: 'page', url: child.url, key: child.key, record: child.record }),
      ],
    });
    expect(choose([list, child], item)).toBe('list/2566');
    expect(choose([{ ...list, attached: [] }, child], item)).toBe('list');
  });

  it('is not the name of a page over nothing, where the page goes on', () => {
    const item = buildItem({ elements: twoElements });
    const whole = page('whole', official, '<p>หลักฐานแรก ของหน่วยงานที่มีเนื้อหายาวพอสมควรให้อ่าน</p>', {
      relevance: 0.7,
    });
    const part: Candidate = {
      ...whole,
      relevance: 0.9,
      section: { from: 0, to: official.length, heading: official },
    };
    expect(judgeItem(item, [part, whole], search, judgeContext).chosen?.candidate.section).toBeNull();
  });

  it('is told of its year where all that it is dated with is of another', () => {
    const item = buildItem({
      year: { want: 'current', confidence: 'high', orCalendarYear: false, orSpan: false },
      elements: [{ id: 'news', cues: [{ kind: 'dates', within: 'fiscal-year', min: 2 }] }],
    });
    const dated =
      '<p>1 มกราคม 2566 นายกเทศมนตรีเปิดสนามกีฬากลางของตำบลให้ประชาชนใช้</p><p>5 มีนาคม 2566 เจ้าหน้าที่ลอกคลองหน้าวัดกลางก่อนฤดูฝน</p>';
    const { verdict, causes } = judgeItem(item, [page('news', official, dated)], search, judgeContext);
    expect(verdict).toBe('fail');
    expect(causes[0]).toMatchObject({ code: 'wrong-year', element: 'news', found: '2566' });
  });

  it('is the page with the map, not the map that it links to', () => {
    const item = buildItem({
      elements: twoElements,
      accepts: { kinds: ['html'], needsOneOf: [], needsConfidence: 'medium', externalHosts: ['line.me'] },
    });
    const url = 'https://line.me/ti/p/x';
    const chat = { url, key: url, record: null, onSite: false };
    const contact = page('contact', official, '<p>หลักฐานแรก และข้อความทั่วไปของหน่วยงานที่ยาวพอจะเป็นเนื้อหา</p>', {
      attached: [buildAttached('แชต', { ...chat, target: 'page', relevance: 0.99 })],
    });
    const service = buildCandidate({ ...chat, relevance: 1 });
    const { chosen, elements } = judgeItem(item, [service, contact], search, judgeContext);
    expect(chosen?.candidate.url).toBe(`${siteUrl}contact`);
    expect(elements.map(({ found }) => found)).toEqual([true, false]);
  });

  it('is not a list by its other files, where the one of that name is of another year', () => {
    const item = buildItem({
      year: { want: 'previous', confidence: 'high', orCalendarYear: false, orSpan: false },
    });
    const text = `สาระสำคัญ ${'ผลการดำเนินงานของทุกกอง '.repeat(20)}`;
    const old = buildDocument([`${official} ปีงบประมาณ พ.ศ. 2566\n${text}`], { name: `${official} 2567` });
    const other = buildDocument([`สรุปงานของกองช่าง ปีงบประมาณ พ.ศ. 2567\n${text}`], { name: 'กองช่าง 2567' });
    const list = page('drive', 'คลังเอกสาร', '<p>แชร์จากไดรฟ์ของกลุ่ม</p>', {
      relevance: 0.6,
      attached: [old, other],
    });
    const file = buildCandidate({ url: old.url, title: official, relevance: 1, opened: old.opened });
    expect(choose([list], item)).toBe('drive');
    expect(choose([list, file], item)).toBe(old.url.replace(siteUrl, ''));
  });

  it('is the page of a name before the home page that shows the newest of it', () => {
    const home = page('', official, good, { relevance: 0.91, record: buildRecord({ purpose: 'start' }) });
    expect(choose([home, page('list', official, good)])).toBe('list');
    expect(choose([home, page('list', official, lacking)])).toBe('');
  });

  it('is the list of news before the home page that shows the latest of them, whatever they are called', () => {
    const news = buildItem({ kind: 'news' });
    const section = { from: 0, to: 200, heading: official };
    const home = page('', official, good, { section, record: buildRecord({ purpose: 'start' }) });
    const list = page('list', 'สารจากตำบล', good, { relevance: 0.7 });
    expect(choose([home, list], news)).toBe('list');
    expect(choose([home, list])).toBe('');
  });

  it('is not what has a lesser name, where another shows it as well', () => {
    const item = buildItem({
      labels: { right: ['ข่าวประชาสัมพันธ์'], other: ['ข่าวสาร'], lesser: ['ภาพกิจกรรม'] },
    });
    const gallery = page('gallery', 'ภาพกิจกรรม', good, { relevance: 0.95 });
    expect(choose([gallery, page('news', 'ข่าวสาร อบต.', good, { relevance: 0.9 })], item)).toBe('news');
    expect(choose([gallery, page('news', 'ข่าวสาร อบต.', lacking, { relevance: 0.9 })], item)).toBe('gallery');
  });

  it('is nothing where a row of the index leads to the home page', () => {
    const home = page('', official, '', { record: buildRecord({ purpose: 'start' }) });
    expect(judgeItem(buildItem(), [home], search, judgeContext)).toMatchObject({
      chosen: null,
      causes: [{ code: 'not-found' }],
    });
    expect(choose([page('', official, good, { record: buildRecord({ purpose: 'start' }) })])).toBe('');
  });

  it('is the page that says that it is closed, and not another one with a link to it', () => {
    const voidedBy = { says: ['ปิดกระดาน'], unless: [], isSure: true, ofItsEntry: false };
    const item = buildItem({
      elements: [{ id: 'board', voidedBy, cues: [{ kind: 'phrases', any: ['กระดานถามตอบ'], min: 1 }] }],
    });
    const shut = page('board', official, '<p>ปิดกระดานแล้ว กระดานถามตอบนี้ไม่รับคำถามใหม่จากประชาชนทั่วไป</p>');
    const leads = page('units', 'หน่วยงานภายใน', `<p>กระดานถามตอบ</p>${lacking}`, { relevance: 0.75 });
    const judged = judgeItem(item, [leads, shut], search, judgeContext);
    expect(judged).toMatchObject({ verdict: 'fail', causes: [{ code: 'missing-element' }], supporting: [] });
    expect(judged.chosen?.candidate.url).toBe(`${siteUrl}board`);
    const facts = { elementsTh: ['กระดาน'], elementsEn: ['board'], ...judged.causes[0]?.facts };
    expect(reasonSentence('missing-element', facts).th).toContain('บอกเองว่าปิดแล้ว');
  });

  it('is nothing under the threshold of belief', () => {
    expect(choose([page('faint', 'เรื่องทั่วไป', lacking, { relevance: 0.4 })])).toBeUndefined();
  });

  it('is the declared address whatever else there is', () => {
    const declared = page('declared', 'อะไรก็ได้', lacking, { source: 'declared', relevance: 0.1 });
    const judged = judgeItem(buildItem(), [declared, page('real', official, good)], search, judgeContext);
    expect(judged.chosen?.candidate.url).toBe(`${siteUrl}declared`);
    expect(judged).toMatchObject({ verdict: 'review', supporting: [] });
  });

  it('is the page on which a closed file hangs, and not the file', () => {
    const record = buildRecord({ outcome: 'login', url: `${siteUrl}member` });
    const closed = buildCandidate({ url: `${siteUrl}member`, record, title: official });
    const attached = [buildAttached('เปิดเอกสาร', { url: closed.url, key: closed.key, record })];
    const hub = page('hub', 'สรุปงาน', '', { attached, relevance: 0.7 });
    expect(choose([closed, hub])).toBe('hub');
    expect(choose([closed])).toBe('member');
  });

  it('is the page over lost files, and not the list of all items that leads to it', () => {
    const lost = buildRecord({ outcome: 'http-error', httpStatus: 404, url: `${siteUrl}old.pdf` });
    const own = page('own', official, '', {
      attached: [buildAttached('งานพัสดุ', { url: lost.url, key: lost.key, record: lost })],
    });
    const leads = buildAttached(official, { url: own.url, key: own.key, record: own.record, target: 'page' });
    const index = page('index', 'ข้อมูลเปิดเผย', lacking, { relevance: 0.51, attached: [leads] });
    expect(judgeItem(buildItem(), [index, own], search, judgeContext)).toMatchObject({
      causes: [{ code: 'unreachable' }],
      chosen: { candidate: { url: `${siteUrl}own` } },
    });
  });

  it('is the page of its name before one of its headings that shows a part', () => {
    const item = buildItem({ elements: twoElements });
    const whole = page(
      'p',
      official,
      '<h2>รายงานประจำปี</h2><p>หลักฐานแรกของหน่วยงาน</p><h2>อื่น ๆ</h2><p>หลักฐานที่สองของงาน</p>',
    );
    const { facts } = whole.page ?? {};
    const [, first, second] = facts?.headings ?? [];
    const part: Candidate = {
      ...whole,
      relevance: 0.92,
      labels: [{ text: official, source: 'heading', trust: 1 }],
      section: { from: first?.at ?? 0, to: second?.at ?? 0, heading: 'รายงานประจำปี' },
    };
    const named = { ...whole, labels: [], relevance: 0.95 };
    expect(judgeItem(item, [part, named], search, judgeContext).chosen?.candidate.section).toBeNull();
  });

  it('is of what was found by its content what shows most, not what has the official name of a part', () => {
    const unnamed = { score: 0.8, isMeant: true };
    const item = buildItem({ elements: [...twoElements, { id: 'e2' }] });
    const code = page('code', official, '<p>หลักฐานแรกของหน่วยงาน และข้อความที่ยาวพอจะเป็นเนื้อหา</p>', {
      unnamed,
      relevance: 0.5,
    });
    const hub = page('hub', 'คนดีของเรา', '<p>หลักฐานแรก หลักฐานที่สอง และข้อความที่ยาวพอจะเป็นเนื้อหา</p>', {
      unnamed,
      relevance: 0.5,
    });
    expect(choose([code, hub], item)).toBe('hub');
  });

  it('does not depend on the order of equals', () => {
    const pair = [page('a', official, good), page('b', official, good)];
    expect(choose(pair)).toBe('a');
    expect(choose(pair.toReversed())).toBe('b');
  });
});

describe('elements from a second page', () => {
  const item = buildItem({
    elements: [
      { id: 'plan', cues: [{ kind: 'phrases', any: ['แผนงานหลัก'], min: 1 }] },
      { id: 'result', cues: [{ kind: 'phrases', any: ['ผลคืบหน้า'], min: 1 }] },
    ],
  });
  const first = page('plan', official, '<p>แผนงานหลักของหน่วยงานในรอบปีนี้มีทั้งหมดสิบสองโครงการ</p>');
  const secondBody = '<p>ผลคืบหน้าของโครงการทั้งสิบสองเป็นไปตามเวลาที่กำหนดไว้</p>';

  it('complete the first where it is surely about the item', () => {
    const judged = judgeItem(item, [first, page('result', official, secondBody)], search, judgeContext);
    expect(judged.verdict).toBe('pass');
    expect(judged.supporting.map(({ candidate }) => candidate.url)).toEqual([`${siteUrl}result`]);
    expect(judged.passedOver).toEqual([]);
  });

  it('may be there where the other page reads like what the first lacks, in words that no cue knows', () => {
    const other = page('done', official, '<p>ทำไปแล้วสิบจากสิบสองโครงการ เหลือรอฝนหยุดอีกสองโครงการ</p>');
    const own = { ...judgeContext, likeness: { likeliest: () => new Map([['result', 0.02]]) } };
    expect(judgeItem(item, [first, other], search, own).verdict).toBe('fail');
    const each = {
      likeliest: (_: unknown, { main }: { main: { original: string } }) =>
        new Map([['result', main.original.includes('แผนงานหลัก') ? 0.02 : 0.7]]),
    };
    expect(judgeItem(item, [first, other], search, { ...judgeContext, likeness: each }).verdict).toBe(
      'review',
    );
  });

  it('do not where it is another page that happens to have the words', () => {
    // A report of something else has problems and suggestions as well: what it shows makes it no more of this item.
    for (const relevance of [0.4, 0.59]) {
      const stray = page('news', 'ข่าว', secondBody, { relevance });
      expect(judgeItem(item, [first, stray], search, judgeContext)).toMatchObject({
        verdict: 'review',
        supporting: [],
      });
    }
  });

  it('do not where it is in a form that the item does not accept', () => {
    const paper = buildAttached('รายงาน', { url: `${siteUrl}result.pdf` });
    const onPaper = page('result', official, secondBody, { attached: [paper] });
    const supporting = (needsOneOf: ContentKind[]) => {
      const asked = { ...item, accepts: { ...item.accepts, needsOneOf } };
      return judgeItem(asked, [first, onPaper], search, judgeContext).supporting;
    };
    expect(supporting([])).toHaveLength(1);
    expect(supporting(['xlsx'])).toEqual([]);
  });

  it('bring the people of that page with them: not everyone has a contact then', () => {
    const people = (needs: ('name' | 'position' | 'contact')[], positions: string[], minPeople: number) => [
      { kind: 'people' as const, needs, positions, minPeople },
    ];
    const asked = buildItem({
      elements: [
        { id: 'contacts', cues: people(['name', 'contact'], ['นายก', 'ปลัด'], 1) },
        { id: 'clerk', cues: people(['name', 'position'], ['ปลัดเทศบาล'], 1) },
      ],
    });
    const mayor = page('a', official, '<p>นายบุญฤทธิ์ ปานทอง</p><p>นายกเทศมนตรี โทร. 08-1990-2210</p>');
    const verdict = (contact: string) =>
      judgeItem(
        asked,
        [mayor, page('b', official, `<p>นางศิริพร วงษ์ท่าเรือ</p><p>ปลัดเทศบาล${contact}</p>`, { relevance: 0.7 })],
        search,
        judgeContext,
      ).verdict;
    expect(verdict(' โทร. 08-1990-2211')).toBe('pass');
    expect(verdict('')).not.toBe('pass');
    const silent = page('c', official, '<p>นายบุญฤทธิ์ ปานทอง</p><p>นายกเทศมนตรี</p><p>นายก้อง ใจดี ปลัดเทศบาล</p>');
    const unnamed = { score: 0.9, isMeant: true };
    const clerk = '<p>นางศิริพร วงษ์ท่าเรือ</p><p>ปลัดเทศบาล โทร. 08-1990-2211</p>';
    const others = page('d', 'หัวหน้างาน', clerk, { relevance: 0.7, unnamed });
    expect(judgeItem(asked, [silent, others], search, judgeContext).verdict).not.toBe('pass');
  });

  it('do not where it is off the site or of another year', () => {
    const off = page('off', official, secondBody, { onSite: false, relevance: 0.7 });
    expect(judgeItem(item, [first, off], search, judgeContext).supporting).toEqual([]);
    const yearly = {
      ...item,
      year: { want: 'previous' as const, confidence: 'high' as const, orCalendarYear: false, orSpan: false },
    };
    const now = page('plan', `${official} 2567`, '<p>แผนงานหลักของหน่วยงานในรอบปีนี้มีทั้งหมดสิบสองโครงการ</p>');
    const old = page('old', `${official} 2566`, secondBody);
    expect(judgeItem(yearly, [now, old], search, judgeContext).supporting).toEqual([]);
    const undated = {
      ...yearly,
      elements: yearly.elements.map((element) => ({
        ...element,
        year: { want: 'any' as const, confidence: 'high' as const, orCalendarYear: false, orSpan: false },
      })),
    };
    expect(judgeItem(undated, [now, old], search, judgeContext).supporting).toHaveLength(1);
  });
});

describe('people on two pages', () => {
  const people = (id: string, positions: string[], needs: ('name' | 'position' | 'contact')[]) => ({
    id,
    cues: [{ kind: 'people' as const, needs, positions, minPeople: 1 }],
  });
  const item = buildItem({
    elements: [
      people('contacts', ['นายก', 'ปลัด'], ['name', 'contact']),
      people('mayor', ['นายก'], ['name', 'position']),
      people('clerk', ['ปลัด'], ['name', 'position']),
    ],
  });
  const mayor = '<p>นายสมชาย ดีงาม</p><p>นายกเทศมนตรี</p><p>โทร. 08-1234-5678</p>';
  const clerk = '<p>นางสมศรี ใจดี</p><p>ปลัดเทศบาล</p>';
  const verdict = (second: string): string =>
    judgeItem(
      item,
      [page('a', 'ปลัด', clerk), page('b', 'นายก', second, { relevance: 0.9 })],
      search,
      judgeContext,
    ).verdict;

  it('have no contact from those beside them, unless they stand there too', () => {
    expect(verdict(mayor)).toBe('fail');
    expect(verdict(`${mayor}${clerk}<p>โทร. 08-1234-5679</p>`)).toBe('pass');
  });
});
