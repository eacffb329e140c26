import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type History, historySchema } from '../../src/history/schema.ts';
import {
  type CheckOutcome,
  createRunRecorder,
  findPackageRoot,
  findRegressions,
  loadResources,
  listRuns,
  openStore,
  realClock,
  type Resources,
  type Store,
} from '../../src/index.ts';
import { checkSite } from '../fixtures/check-site.ts';
import { type FixtureSite, links, page, type PageSource, serveSite } from '../fixtures/site.ts';

vi.setConfig({ testTimeout: 120_000 });

const root = findPackageRoot(import.meta.dirname);
const bodyText = '<p>องค์การบริหารส่วนตำบลตัวอย่าง อำเภอตัวอย่าง จังหวัดตัวอย่าง</p>'.repeat(4);
const structure = page(
  'โครงสร้างและอำนาจหน้าที่',
  `<h1>โครงสร้างหน่วยงาน</h1><h2>แผนผังโครงสร้างการแบ่งส่วนราชการ</h2>
  <p>ฝ่ายการเมือง: นายกองค์การบริหารส่วนตำบล รองนายก ประธานสภา สมาชิกสภา</p>
  <p>ฝ่ายประจำ: ปลัดองค์การบริหารส่วนตำบล สำนักปลัด กองคลัง กองช่าง กองการศึกษา</p>
  <h2>อำนาจหน้าที่</h2><p>อำนาจหน้าที่ตามพระราชบัญญัติสภาตำบลและองค์การบริหารส่วนตำบล พ.ศ. 2537 มาตรา 66 มาตรา 67 มาตรา 68</p>${bodyText}`,
);

let folder = '';
let resources: Resources;
let store: Store;
let site: FixtureSite;
let pages: Record<string, PageSource>;
const problems: unknown[] = [];

beforeAll(async () => {
  resources = await loadResources(root, 'ita-2568', 2568);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-history-'));
  store = await openStore(join(folder, 'store'), (ms) => realClock.sleep(ms));
  problems.length = 0;
  pages = {
    '/': page('องค์การบริหารส่วนตำบลตัวอย่าง', `${links({ '/structure': 'โครงสร้างและอำนาจหน้าที่' })}${bodyText}`),
    '/structure': structure,
  };
  site = await serveSite(pages);
});
afterEach(async () => {
  await site.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function checkInto(
  out: string,
  by: Resources = resources,
  items: string[] | null = null,
): Promise<CheckOutcome> {
  return await checkSite(site.url, join(folder, out), {
    ocr: 'never',
    items,
    agency: { id: null, name: null, type: 'sao' },
    formats: ['html', 'md'],
    deps: {
      resources: by,
      recordRun: createRunRecorder(store, {
        root,
        resources: by,
        onProblem: (error) => problems.push(error),
      }),
    },
  });
}

const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
const historyIn = async (out: string): Promise<History> =>
  historySchema.parse(JSON.parse(await read(`${out}/history.json`)));
const first = (history: History | null) => history?.sinceLast?.items.find(({ code }) => code === 'O1');

it('the second run tells what the site changed since, in every report, and the result stays without it', async () => {
  const good = await checkInto('a');
  expect(good.result.items[0]).toMatchObject({ code: 'O1', verdict: 'pass' });
  expect(good.files).not.toContain('history.json');
  pages['/structure'] = { status: 404, body: '<h1>404 not found</h1>' };
  const bad = await checkInto('b');
  expect(problems).toEqual([]);
  const history = await historyIn('b');
  expect(history).toEqual(bad.history);
  expect(first(history)).toMatchObject({
    olderVerdict: 'pass',
    verdict: 'fail',
    causes: ['site'],
    certain: true,
  });
  expect(first(history)?.changes.map(({ kind }) => kind)).toContain('evidence-gone');
  expect(history.items[0]).toMatchObject({ code: 'O1', state: 'suspected' });
  expect(findRegressions(history).map(({ code }) => code)).toEqual(['O1']);
  const html = await read('b/report.html');
  expect(html).toContain('id="history"');
  expect(html).toContain('เว็บไซต์เปลี่ยน');
  expect(await read('b/report.md')).toContain('เปลี่ยนจากครั้งก่อน');
  expect(await read('b/result.json')).not.toContain('sinceLast');
  expect(await read('a/report.html')).not.toContain('id="history"');
});

it('a page that does not answer for a night is not gone', async () => {
  await checkInto('a');
  pages['/structure'] = { status: 503, body: 'busy' };
  const { history, result } = await checkInto('b');
  expect(result.items[0]?.verdict).toBe('review');
  expect(first(history)).toMatchObject({ causes: ['could-not-look'] });
  expect(first(history)?.changes.map(({ kind }) => kind)).toEqual(['verdict']);
  expect(history?.items[0]?.state).toBe('good');
});

it('a stricter checklist is no change of the site: the old snapshot is judged by it too', async () => {
  await checkInto('a');
  const { checklist } = resources.loaded;
  const [item, ...others] = checklist.items;
  const [element] = item?.elements ?? [];
  if (item === undefined || element === undefined) throw new Error('O1 has no elements');
  const cue = { kind: 'phrases' as const, any: ['คำที่ไม่มีในเว็บไซต์นี้'], min: 1 };
  const stricter = {
    ...checklist,
    items: [{ ...item, elements: [{ ...element, cues: [cue] }, ...item.elements.slice(1)] }, ...others],
  };
  const { history, result } = await checkInto('b', {
    ...resources,
    loaded: { checklist: stricter, sha256: 'c'.repeat(64), path: 'stricter.yaml' },
  });
  expect(problems).toEqual([]);
  expect(result.items[0]?.verdict).not.toBe('pass');
  expect(first(history)).toMatchObject({ causes: ['checklist'], certain: true });
  expect(history?.sinceLast?.checklistChanged).toBe(true);
  expect(history === null ? null : findRegressions(history)).toEqual([]);
});

it('another version of the program is told from the site in the same way', async () => {
  await checkInto('a');
  pages['/structure'] = { status: 404, body: '<h1>404 not found</h1>' };
  const { history } = await checkInto('b', { ...resources, toolVersion: '99.0.0' });
  expect(history?.sinceLast?.toolChanged).toBe(true);
  expect(first(history)).toMatchObject({ causes: ['site'], certain: true });
});

it('a quick look at one item is kept, and neither told nor held against', async () => {
  await checkInto('a');
  const { history, result } = await checkInto('b', resources, ['O1']);
  expect(result.score).toBeNull();
  expect(history).toBeNull();
  expect((await listRuns(store)).map(({ hasSnapshot }) => hasSnapshot)).toEqual([true, false]);
  expect((await checkInto('c')).history?.runs).toHaveLength(2);
});

it('a store that cannot be written fails no check', async () => {
  await checkInto('a');
  await store.database.schema.dropTable('runs').execute();
  const { history, files } = await checkInto('b');
  expect(history).toBeNull();
  expect(files).toContain('report.html');
  expect(problems).toHaveLength(1);
});

it('a folder that is used again keeps no history of another run', async () => {
  await checkInto('a');
  await checkInto('a');
  expect(await readdir(join(folder, 'a'))).toContain('history.json');
  expect(await listRuns(store)).toHaveLength(2);
  await store.database.deleteFrom('runs').execute();
  await checkInto('a');
  expect(await readdir(join(folder, 'a'))).not.toContain('history.json');
});
