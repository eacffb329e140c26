import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { page } from '../fixtures/site.ts';
import { createCliBench, quick } from '../cli/support.ts';

const bench = createCliBench();
vi.setConfig({ testTimeout: 120_000 });

it('takes one row of a list, its place and its declared file with it', async () => {
  const site = await bench.serve({
    '/': page('หน้าแรก', 'ยินดีต้อนรับ'),
    '/plan': page('แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน', 'แผน'),
  });
  await writeFile(
    join(bench.cwd(), 'list.csv'),
    `รหัส,ชื่อหน่วยงาน,เว็บไซต์,อำเภอ,จังหวัด,กลุ่ม,ไฟล์ที่กรอก\n9,อบต.อื่น,other.go.th,,,,\n41,อบต.คำบง,${site.url},ห้วยผึ้ง,กาฬสินธุ์,นำร่อง,filed.csv\n`,
  );
  await writeFile(join(bench.cwd(), 'filed.csv'), `checklist,ita-2568\nข้อ,URL\nO4,${site.url}/plan\n`);
  const args = [
    '--agency',
    'list.csv#41',
    '--out',
    'a',
    '--format',
    'json',
    '--render',
    'never',
    '--no-store',
    ...quick,
  ];
  const { code, stderr } = await bench.oit(['check', ...args]);
  expect([0, 4], stderr).toContain(code);
  const { agency, items } = await bench.result('a');
  expect(agency).toMatchObject({
    key: '41',
    id: '41',
    name: 'อบต.คำบง',
    type: 'sao',
    district: 'ห้วยผึ้ง',
    province: 'กาฬสินธุ์',
    tags: ['นำร่อง'],
  });
  expect(items.find(({ code: item }) => item === 'O4')?.declared).toMatchObject([
    { url: `${site.url}/plan` },
  ]);
});

it.each([
  [['check'], 'FILE#key'],
  [['check', 'a.go.th', '--agency', 'list.csv#1'], 'FILE#key'],
  [['check', '--agency', 'list.csv'], 'FILE#key'],
])('%j is refused', async (args, said) => {
  const { code, stderr } = await bench.oit(args);
  expect(code).toBe(2);
  expect(stderr).toContain(said);
});
