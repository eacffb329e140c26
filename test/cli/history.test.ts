import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore, readChecklist, realClock, recordRun } from '../../src/index.ts';
import { buildSample } from '../report/sample.ts';
import { links, page, type PageSource } from '../fixtures/site.ts';
import { createCliBench, packageRoot, quick } from './support.ts';

const bench = createCliBench();
/** Some commands, one after the other, each a process of its own. */
const slow = 120_000;
const bodyText = '<p>องค์การบริหารส่วนตำบลตัวอย่าง อำเภอตัวอย่าง จังหวัดตัวอย่าง</p>'.repeat(4);

describe('oit check, again', () => {
  it(
    'tells what changed, ends with 3 on a regression when asked, and keeps nothing with --no-store',
    async () => {
      const pages: Record<string, PageSource> = {
        '/': page(
          'องค์การบริหารส่วนตำบลตัวอย่าง',
          `${links({ '/structure': 'โครงสร้างและอำนาจหน้าที่' })}${bodyText}`,
        ),
        '/structure': page(
          'โครงสร้างและอำนาจหน้าที่',
          `<h1>โครงสร้างหน่วยงาน</h1><h2>แผนผังโครงสร้างการแบ่งส่วนราชการ</h2><p>ฝ่ายการเมือง: นายกองค์การบริหารส่วนตำบล รองนายก ประธานสภา สมาชิกสภา</p><p>ฝ่ายประจำ: ปลัดองค์การบริหารส่วนตำบล สำนักปลัด กองคลัง กองช่าง กองการศึกษา</p><h2>อำนาจหน้าที่</h2><p>อำนาจหน้าที่ตามพระราชบัญญัติสภาตำบลและองค์การบริหารส่วนตำบล พ.ศ. 2537 มาตรา 66 มาตรา 67 มาตรา 68</p>${bodyText}`,
        ),
      };
      const site = await bench.serve(pages);
      const args = ['check', site.url, ...quick, '--quiet', '--render', 'never', '--fail-on', 'regression'];
      const env = { OIT_STORE: join(bench.cwd(), 'kept') };
      const first = await bench.oit([...args, '--out', 'a'], { env });
      expect([first.code, first.stderr]).toEqual([0, '']);
      expect(await bench.list('a')).not.toContain('history.json');
      pages['/structure'] = { status: 404, body: '<h1>404 not found</h1>' };
      const second = await bench.oit([...args, '--out', 'a'], { env });
      expect([second.code, second.stderr]).toEqual([3, '']);
      expect(second.stdout).toMatch(/เปลี่ยนจากครั้งก่อน/);
      expect(second.stdout).toMatch(/O1 ผลเปลี่ยนจาก “คาดว่าได้คะแนน”/);
      expect(await bench.list('a')).toContain('history.json');
      const third = await bench.oit([...args, '--out', 'a', '--no-store'], { env });
      expect(third.code).toBe(0);
      expect(await bench.list('a')).not.toContain('history.json');
      const list = await bench.oit(['runs', 'list', '--json'], { env });
      expect(list.stdout.trim().split('\n')).toHaveLength(2);
    },
    slow,
  );

  it(
    'goes on with one line of warning when the store cannot be written',
    async () => {
      const site = await bench.serve({
        '/': page('องค์การบริหารส่วนตำบลตัวอย่าง', `${links({ '/about': 'ประวัติ' })}${bodyText}`),
        '/about': page('ประวัติ', bodyText),
      });
      await writeFile(join(bench.cwd(), 'file'), '');
      const args = ['check', site.url, ...quick, '--quiet', '--out', 'a', '--store', 'file'];
      const { code, stderr } = await bench.oit(args);
      expect(code).toBe(0);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toMatch(/this run is not kept: .*file.*--no-store/);
    },
    slow,
  );
});

describe('oit runs', () => {
  it(
    'lists, shows, exports and prunes what is kept',
    async () => {
      const loaded = await readChecklist(join(packageRoot, 'checklists', 'ita-2568.yaml'));
      const store = await openStore(join(bench.cwd(), 'kept'), (ms) => realClock.sleep(ms));
      const sample = buildSample();
      const later = { ...sample, run: { ...sample.run, startedAt: '2025-06-16T02:11:00Z' } };
      const snapshotFolder = join(packageRoot, 'reports', 'demo', 'snapshot');
      await recordRun(store, { result: sample, loaded, snapshotFolder: null });
      await recordRun(store, { result: later, loaded, snapshotFolder });
      await store.close();
      const kept = ['--store', 'kept'];

      const list = await bench.oit(['runs', 'list', ...kept]);
      expect(list.stdout.split('\n')).toEqual([
        expect.stringMatching(
          /^ +1 {2}2025-06-15T02:11:00 {2}ita-2568 {3}86\.3 {2}khambong\.example\.go\.th$/,
        ),
        expect.stringMatching(/^ +2 {2}2025-06-16T02:11:00 .* snapshot$/),
        '',
      ]);
      const shown = await bench.oit(['runs', 'show', '1', '--json', ...kept]);
      expect(JSON.parse(shown.stdout)).toEqual(sample);
      expect((await bench.oit(['runs', 'show', '2', ...kept])).stdout).toMatch(/^O28/m);
      const exported = await bench.oit(['runs', 'export', '2', '--out', 'x', ...kept]);
      expect(exported.code, exported.stderr).toBe(0);
      expect(JSON.parse(await bench.read('x/result.json'))).toEqual(later);
      expect(await bench.list('x/snapshot')).toEqual(['blobs', 'journal.ndjson', 'manifest.json']);
      const pruned = await bench.oit(['runs', 'prune', '--keep-runs', '1', ...kept]);
      expect(pruned.stdout).toMatch(/removed: 1 runs, 0 snapshots, 0 files/);
    },
    slow,
  );

  it(
    'says what is wrong in one line',
    async () => {
      const none = await bench.oit(['runs', 'list', '--store', 'nowhere']);
      expect([none.code, none.stdout]).toEqual([0, '']);
      await expect(stat(join(bench.cwd(), 'nowhere'))).rejects.toThrow('ENOENT');
      const unknown = await bench.oit(['runs', 'show', '7', '--store', 'nowhere']);
      expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringMatching(/"7".*oit runs list/)]);
      await writeFile(join(bench.cwd(), 'oit.sqlite'), 'no database at all'.repeat(100));
      const damaged = await bench.oit(['runs', 'list', '--store', '.']);
      expect([damaged.code, damaged.stderr]).toEqual([2, expect.stringMatching(/oit\.sqlite.*--store/)]);
      const full = await bench.oit(['runs', 'export', '1', '--out', '.']);
      expect([full.code, full.stderr]).toEqual([2, expect.stringMatching(/not empty/)]);
    },
    slow,
  );
});
