import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ResultItem, resultSchema } from '../../src/result/schema.ts';
import { links, page, type PageSource } from '../fixtures/site.ts';
import { createCliBench, quick } from './support.ts';

/** Several processes one after the other, on a machine that may be busy. */
const slowTestMs = 120_000;
const bench = createCliBench();
const bodyText = '<p>องค์การบริหารส่วนตำบลตัวอย่าง อำเภอตัวอย่าง จังหวัดตัวอย่าง</p>'.repeat(4);
const complete = `<h1>รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2567</h1><p>ผลการดำเนินโครงการ งบประมาณที่ใช้จริง 1,200,000 บาท ปัญหา อุปสรรค ข้อเสนอแนะ</p>`;
const lacking = '<h1>รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2567</h1><p>ผลการดำเนินโครงการ</p>';

function buildPages(report: string): Record<string, PageSource> {
  return {
    '/': page(
      'องค์การบริหารส่วนตำบลตัวอย่าง',
      `${links({ '/structure': 'โครงสร้างหน่วยงาน', '/report': 'รายงานผลการดำเนินงานประจำปี 2567' })}${bodyText}`,
    ),
    '/structure': page('โครงสร้างหน่วยงาน', `<h1>โครงสร้างหน่วยงาน</h1><h2>อำนาจหน้าที่</h2>${bodyText}`),
    '/report': page('รายงาน', `${report}${bodyText}`),
    '/alone': page('รายงาน', `${lacking}${bodyText}`),
  };
}

const people = ['--by', 'สมชาย', '--reason', 'เปิดดูแล้ว', '--on', '2025-06-15'];

describe('a judgement of a person', { timeout: slowTestMs }, () => {
  it('counts beside the machine’s as long as the evidence is the same, and is reopened when it is another', async () => {
    const site = await bench.serve(buildPages(lacking));
    const check = ['check', site.url, ...quick, '--quiet'];
    await bench.oit([...check, '--out', 'a']);
    const before = (await bench.result('a')).items.find(({ code }) => code === 'O7');
    expect(before?.verdict).not.toBe('pass');
    const recorded = await bench.oit([
      'override',
      'o7',
      '--verdict',
      'pass',
      ...people,
      '--result',
      'a/result.json',
    ]);
    expect(recorded, recorded.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(await bench.read('overrides.yaml')).toContain(before?.evidenceSha256 ?? 'none');

    const judged = await bench.oit(['assess', 'a/snapshot', '--overrides', 'overrides.yaml', '--out', 'b']);
    expect(judged.stderr).toBe('');
    const result = await bench.result('b');
    const item = result.items.find(({ code }) => code === 'O7');
    expect(item).toMatchObject({
      verdict: before?.verdict,
      score: before?.score,
      effective: { verdict: 'pass', score: 100 },
      override: { by: 'สมชาย', expired: false },
      gain: 0,
    });
    expect(item?.reasons[0]).toMatchObject({ code: 'overridden' });
    expect(result.score?.expected ?? 0).toBeGreaterThan((await bench.result('a')).score?.expected ?? 0);

    const report = await bench.oit([
      'assess',
      'a/snapshot',
      '--json',
      '--overrides',
      await rehash('00'.repeat(32)),
    ]);
    const reopened = resultSchema.parse(JSON.parse(report.stdout)).items.find(({ code }) => code === 'O7');
    expect(reopened).toMatchObject({ effective: { verdict: before?.verdict }, override: { expired: true } });
    expect(reopened?.reasons.map(({ code }) => code)).not.toContain('overridden');
  });

  it('is refused with file and line, and for another agency', async () => {
    const address = 'http://127.0.0.1:9/';
    await save(
      'o.yaml',
      'checklist: ita-2568\noverrides:\n  - { code: O77, verdict: pass, by: a, on: 2025-01-01, reason: b }\n',
    );
    const unknown = await bench.oit(['check', address, '--overrides', 'o.yaml']);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toMatch(/^o\.yaml:3: .*O77/);
    await save('o.yaml', 'checklist: ita-2568\nagency: a.go.th\noverrides: []\n');
    const other = await bench.oit(['check', address, '--overrides', 'o.yaml']);
    expect(other.stderr).toMatch(/a\.go\.th.*127\.0\.0\.1:9/);
  });
});

describe('--declared', { timeout: slowTestMs }, () => {
  it('lets an item rest on what is declared, says what is better elsewhere, and what no menu leads to', async () => {
    const site = await bench.serve(buildPages(complete));
    const file = `checklist,ita-2568\nข้อ,มี/ไม่มี,URL,ตำแหน่ง\nO1,มี,${site.url}/structure,เมนูโครงสร้าง\nO7,มี,${site.url}/alone,\nO4,ไม่มี,,\n`;
    await save('d.csv', file);
    const run = await bench.oit([
      'check',
      site.url,
      ...quick,
      '--quiet',
      '--declared',
      'd.csv',
      '--out',
      'a',
      '--iit',
      '90',
      '--eit1',
      '90',
      '--eit2',
      '80',
    ]);
    expect(run.stderr).toBe('');
    const result = await bench.result('a');
    expect(result.items).toHaveLength(28);
    const item = (code: string): ResultItem | undefined => result.items.find((one) => one.code === code);
    expect(item('O1')?.declared).toEqual([
      { url: `${site.url}/structure`, have: true, where: 'เมนูโครงสร้าง', outcome: 'ok' },
    ]);
    expect(item('O7')?.evidence[0]).toMatchObject({ url: `${site.url}/alone`, source: 'declared' });
    expect(item('O7')?.reasons).toContainEqual(
      expect.objectContaining({ code: 'declared-url-differs', url: `${site.url}/report` }),
    );
    expect(item('O4')).toMatchObject({ verdict: 'fail', declared: [{ url: null, have: false }] });
    expect(result.score?.total).toMatchObject({ iit: 90, eit: 85 });
    expect(run.stdout).toContain('คะแนนรวม ITA ประมาณ');
  });

  it('names everything that is wrong in a file, opens nothing, and wants all three surveys', async () => {
    const site = await bench.serve(buildPages(complete));
    await save('d.csv', `ข้อ,URL\nO12,${site.url}/a\nO99,${site.url}/b\n`);
    const wrong = await bench.oit(['check', site.url, '--declared', 'd.csv']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr.split('\n').map((line) => line.slice(0, 8))).toEqual(['d.csv:2:', 'd.csv:3:', '']);
    const surveys = await bench.oit(['check', site.url, '--iit', '90']);
    expect(surveys).toMatchObject({ code: 2, stderr: expect.stringContaining('--eit1, --eit2') });
    const alone = await bench.oit(['check', site.url, '--declared-only']);
    expect(alone.code).toBe(2);
    expect(site.requests).toEqual([]);
  });
});

async function save(name: string, content: string): Promise<void> {
  await writeFile(join(bench.cwd(), name), content);
}

async function rehash(sha256: string): Promise<string> {
  await save('changed.yaml', (await bench.read('overrides.yaml')).replace(/[0-9a-f]{64}/, sha256));
  return 'changed.yaml';
}
