import { describe, expect, it } from 'vitest';
import { links, page, type PageSource } from '../fixtures/site.ts';
import { createCliBench, quick } from './support.ts';

const bench = createCliBench();
const bodyText = '<p>องค์การบริหารส่วนตำบลตัวอย่าง อำเภอตัวอย่าง จังหวัดตัวอย่าง</p>'.repeat(4);

/** A small agency: some items answered, some pages that say nothing. */
const pages: Record<string, PageSource> = {
  '/': page(
    'องค์การบริหารส่วนตำบลตัวอย่าง',
    `${links({
      '/structure': 'โครงสร้างหน่วยงาน',
      '/executives': 'ข้อมูลผู้บริหาร',
      '/report': 'รายงานผลการดำเนินงานประจำปี 2567',
      '/news': 'ข่าวประชาสัมพันธ์',
      '/ita': 'ITA 2568',
      '/contact': 'ข้อมูลการติดต่อ',
    })}${bodyText}`,
  ),
  '/structure': page('โครงสร้างหน่วยงาน', `<h1>โครงสร้างหน่วยงาน</h1><h2>อำนาจหน้าที่</h2>${bodyText}`),
  '/executives': page('ข้อมูลผู้บริหาร', `<h1>ข้อมูลผู้บริหาร</h1>${bodyText}`),
  '/report': page(
    'รายงานผลการดำเนินงานประจำปี 2567',
    `<h1>รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2567</h1><p>ผลการดำเนินโครงการ งบประมาณที่ใช้จริง 1,200,000 บาท ปัญหา อุปสรรค ข้อเสนอแนะ</p>${bodyText}`,
  ),
  '/news': page('ข่าวประชาสัมพันธ์', `<h1>ข่าวประชาสัมพันธ์</h1><p>12 มิถุนายน 2568 ประชุมสภา</p>${bodyText}`),
  '/ita': page(
    'ITA 2568',
    links({ '/structure': 'O1 โครงสร้างหน่วยงาน', '/report': 'O7 รายงานผลการดำเนินงานประจำปี' }),
  ),
  '/contact': page('ข้อมูลการติดต่อ', `<h1>ข้อมูลการติดต่อ</h1><p>โทร. 0 4200 0000</p>${bodyText}`),
};

function withoutTime(text: string): string {
  return text.replace(/เวลา \d\d:\d\d/g, '');
}

describe('oit check', () => {
  it('writes result, report and snapshot into a folder of its own and says where on stdout', async () => {
    const site = await bench.serve(pages);
    const { code, stdout, stderr } = await bench.oit(['check', site.url, ...quick, '--quiet']);
    expect(code, stderr).toBe(0);
    expect(stderr).toBe('');
    const host = new URL(site.url).host.replace(':', '_');
    expect(await bench.list('reports')).toEqual([host]);
    const [runId = ''] = await bench.list(`reports/${host}`);
    expect(runId).toMatch(/^\d{8}T\d{6}Z$/);
    expect(await bench.list(`reports/${host}/${runId}`)).toEqual(['report.html', 'result.json', 'snapshot']);
    expect(stdout).toContain('report.html');
    expect(stdout).not.toContain('\u001B');
    const result = await bench.result(`reports/${host}/${runId}`);
    expect(result.run.id).toBe(runId);
    expect(result.run.stoppedBy).toBe('complete');
    expect(result.items).toHaveLength(28);
  });

  it('tells progress on stderr and nothing else on stdout than without it', async () => {
    const site = await bench.serve(pages);
    const loud = await bench.oit(['check', site.url, ...quick, '--no-store', '--out', 'a']);
    const quiet = await bench.oit(['check', site.url, ...quick, '--no-store', '--out', 'a', '--quiet']);
    expect(loud.stderr).toMatch(/ดูแล้ว \d+ หน้า/);
    expect(quiet.stderr).toBe('');
    expect(withoutTime(loud.stdout)).toBe(withoutTime(quiet.stdout));
  });

  it('says first, when asked on a day of another year, that the checklist is of 2568', async () => {
    const site = await bench.serve({ '/': '' });
    const args = ['check', site.url, '--delay-ms', '0', '--as-of', '2026-11-21', '--out', 'a'];
    const { stdout, stderr } = await bench.oit(args);
    expect(stderr.split('\n')[0]).toMatch(/2570.*2568/);
    expect(stdout.split('\n')[0]).toMatch(/2570.*2568/);
  });

  it('gives the same result twice, but for the times and the id of the run', async () => {
    const site = await bench.serve(pages);
    for (const folder of ['a', 'b']) await bench.oit(['check', site.url, ...quick, '--out', folder]);
    const withoutTimes = async (folder: string): Promise<unknown> => {
      const result = await bench.result(folder);
      const text = JSON.stringify({
        ...result,
        run: { ...result.run, id: '', startedAt: '', finishedAt: '' },
      });
      return JSON.parse(text.replace(/"retrievedAt":"[^"]*"/g, '"retrievedAt":""'));
    };
    expect(await withoutTimes('b')).toEqual(await withoutTimes('a'));
  });

  it('writes every format that is asked for', async () => {
    const site = await bench.serve(pages);
    const { code } = await bench.oit([
      'check',
      site.url,
      ...quick,
      '--out',
      'a',
      '--format',
      'json,html,csv,md',
    ]);
    expect(code).toBe(0);
    expect(await bench.list('a')).toEqual([
      'items.csv',
      'report.html',
      'report.md',
      'result.json',
      'snapshot',
    ]);
    expect(await bench.read('a/items.csv')).toMatch(/^\uFEFF/);
    expect(await bench.read('a/report.md')).toContain('O28');
    expect(await bench.read('a/report.html')).toContain('</html>');
  });

  it('speaks English when asked', async () => {
    const site = await bench.serve(pages);
    const { stdout } = await bench.oit([
      'check',
      site.url,
      ...quick,
      '--out',
      'a',
      '--lang',
      'en',
      '--format',
      'md',
    ]);
    expect(stdout).toMatch(/Reports/);
    expect(await bench.read('a/report.md')).toMatch(/fiscal year|Fiscal year|score/i);
  });

  it('judges some items without a score', async () => {
    const site = await bench.serve(pages);
    const { code, stdout } = await bench.oit([
      'check',
      site.url,
      ...quick,
      '--out',
      'a',
      '--items',
      'o7, O1',
    ]);
    expect(code).toBe(0);
    const result = await bench.result('a');
    expect(result.items.map((item) => item.code)).toEqual(['O1', 'O7']);
    expect(result.score).toBeNull();
    expect(stdout).not.toMatch(/^O2 /m);
  });

  it('judges a declared address alone, in a few requests', async () => {
    const site = await bench.serve(pages);
    const url = `${site.url}/report`;
    const { code, stderr } = await bench.oit([
      'check',
      site.url,
      ...quick,
      '--out',
      'a',
      '--declared',
      `o7=${url}`,
    ]);
    expect(code, stderr).toBe(0);
    const result = await bench.result('a');
    expect(result.items.map((item) => item.code)).toEqual(['O7']);
    expect(result.items[0]?.evidence[0]).toMatchObject({ url, outcome: 'ok', source: 'declared' });
    expect(result.items[0]?.declared).toEqual([{ url, have: true, where: null, outcome: 'ok' }]);
    expect(result.run.stoppedBy).toBe('complete');
    expect(site.requests.length).toBeLessThanOrEqual(5);
    expect(site.requests).not.toContain('/structure');
  });

  it('tells how each declared address answered, and how it is reached', async () => {
    const site = await bench.serve(pages);
    const urls = [`${site.url}/report`, `${site.url}/ita`, `${site.url}/alone`];
    const declared = urls.flatMap((url) => ['--declared', `O7=${url}`]);
    await bench.oit(['check', site.url, ...quick, '--out', 'a', '--declared-only', ...declared]);
    const [item] = (await bench.result('a')).items;
    expect(item?.declared.map(({ url, outcome }) => [url, outcome])).toEqual([
      [urls[0], 'ok'],
      [urls[1], 'ok'],
      [urls[2], 'http-error'],
    ]);
    expect(item?.evidence[0]).toMatchObject({ url: urls[0], clicksFromHome: 1 });
  });

  it('does not make up a number of clicks for a declared address that no page links to', async () => {
    const site = await bench.serve({ ...pages, '/alone': pages['/report'] ?? '' });
    const url = `${site.url}/alone`;
    await bench.oit([
      'check',
      site.url,
      ...quick,
      '--out',
      'a',
      '--declared-only',
      '--declared',
      `O7=${url}`,
    ]);
    const [item] = (await bench.result('a')).items;
    expect(item?.evidence[0]).toMatchObject({ url, clicksFromHome: null, clickPath: [], foundOn: null });
  });

  it('tells of a declared address that is dead, and does not look for another', async () => {
    const site = await bench.serve(pages);
    const url = `${site.url}/gone.pdf`;
    const { code } = await bench.oit([
      'check',
      site.url,
      ...quick,
      '--out',
      'a',
      '--declared-only',
      '--declared',
      `O7=${url}`,
    ]);
    expect(code).toBe(0);
    const [item] = (await bench.result('a')).items;
    expect(item).toMatchObject({ verdict: 'fail', reasons: [{ code: 'unreachable', url }] });
    expect(item?.declared).toMatchObject([{ url, outcome: 'http-error' }]);
    expect(site.requests).not.toContain('/report');
  });

  it('ends with 3 below the threshold, and with 0 at it', async () => {
    const site = await bench.serve(pages);
    const below = await bench.oit(['check', site.url, ...quick, '--out', 'a', '--fail-under', '99']);
    expect(below.code, below.stderr).toBe(3);
    const above = await bench.oit(['check', site.url, ...quick, '--out', 'a', '--fail-under', '0']);
    expect(above.code).toBe(0);
    const again = await bench.oit(['assess', 'a/snapshot', '--fail-under', '99']);
    expect(again.code).toBe(3);
  });

  it('ends with 4 when the budget kept it from looking, and blames nobody for that', async () => {
    const site = await bench.serve(pages);
    const { code, stderr } = await bench.oit(['check', site.url, ...quick, '--out', 'a', '--max-pages', '3']);
    const result = await bench.result('a');
    expect(code).toBe(4);
    expect(result.run).toMatchObject({ stoppedBy: 'max-pages', incomplete: true });
    expect(stderr).not.toBe('');
    const missing = result.items.filter(({ evidence }) => evidence.length === 0);
    expect(missing.length).toBeGreaterThan(20);
    for (const item of missing) {
      expect([item.code, item.verdict, item.score, item.reasons[0]?.code]).toEqual([
        item.code,
        'review',
        null,
        'not-searched',
      ]);
    }
  });

  it('keeps two runs that start in the same second apart', async () => {
    const site = await bench.serve(pages);
    const runs = await Promise.all([1, 2, 3].map(() => bench.oit(['check', site.url, ...quick])));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    const host = `reports/${new URL(site.url).host.replace(':', '_')}`;
    const folders = await bench.list(host);
    expect(folders).toHaveLength(3);
    const ids = await Promise.all(
      folders.map(async (folder) => (await bench.result(`${host}/${folder}`)).run.id),
    );
    expect(ids).toEqual(folders);
  });

  it('uses a named folder again, with the snapshot of the last run', async () => {
    const site = await bench.serve(pages);
    await bench.oit(['check', site.url, ...quick, '--out', 'a']);
    const bare = await bench.serve({ '/': '' });
    const { code } = await bench.oit(['check', bare.url, ...quick, '--out', 'a']);
    expect(code).toBe(0);
    expect((await bench.result('a')).site.startUrl).toBe(bare.url);
    expect(await bench.read('a/snapshot/journal.ndjson')).not.toContain('/structure');
  });
});

describe('oit assess', () => {
  it('gives the bytes of the check, twice', async () => {
    const site = await bench.serve(pages);
    await bench.oit([
      'check',
      site.url,
      ...quick,
      '--out',
      'a',
      '--agency-type',
      'sao',
      '--agency-name',
      'อบต.ตัวอย่าง',
    ]);
    const original = await bench.read('a/result.json');
    await site.close();
    const printed = await bench.oit(['assess', 'a/snapshot', '--json']);
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    expect(printed.stdout).toBe(original);
    for (const folder of ['b', 'c']) {
      expect((await bench.oit(['assess', 'a/snapshot', '--out', folder])).code).toBe(0);
      expect(await bench.read(`${folder}/result.json`)).toBe(original);
    }
    expect(await bench.read('c/report.html')).toBe(await bench.read('a/report.html'));
    expect(await bench.list('b')).toEqual(['report.html', 'result.json']);
    // Four programs one after the other: six seconds on a quiet machine.
  });

  it('judges what a killed crawl left, and calls it interrupted', async () => {
    const site = await bench.serve({ ...pages, '/report': () => undefined });
    const killed = await bench.oit(['check', site.url, ...quick, '--out', 'a', '--concurrency', '1'], {
      onStart: (child) => {
        const timer = setInterval(() => {
          if (site.requests.includes('/report')) child.kill('SIGKILL');
        }, 20);
        child.on('close', () => clearInterval(timer));
      },
    });
    expect(killed.signal).toBe('SIGKILL');
    expect(await bench.list('a')).toEqual(['run.lock', 'snapshot']);
    const { code, stderr } = await bench.oit(['assess', 'a/snapshot']);
    expect(code, stderr).toBe(130);
    const result = await bench.result('a');
    expect(result.run.stoppedBy).toBe('interrupted');
    expect(
      result.items.filter(({ reasons }) => reasons.some((reason) => reason.code === 'not-found')),
    ).toEqual([]);
  });
});
