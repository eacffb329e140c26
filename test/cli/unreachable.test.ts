import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/result/schema.ts';
import { links, page } from '../fixtures/site.ts';
import { createCliBench, type Ended, quick } from './support.ts';

const bench = createCliBench();
const allCodes = Array.from({ length: 28 }, (_, at) => `O${at + 1}`);

function expectNothingClaimed(ended: Ended, result: Result): void {
  expect(ended.code, ended.stderr).toBe(5);
  expect(result.site.reachable).toBe(false);
  expect(result.items.map(({ code }) => code)).toEqual(allCodes);
  for (const item of result.items) {
    expect([item.code, item.verdict, item.score]).toEqual([item.code, 'review', null]);
  }
  expect(result.score).toMatchObject({ expected: null, grade: null, low: 0, high: 100 });
  expect(ended.stderr).not.toContain('at ');
}

describe('a site that cannot be looked at: exit code 5, every item for review', () => {
  it('a host that does not exist', async () => {
    const ended = await bench.oit(['check', 'http://nonexistent.invalid/', '--out', 'run', ...quick]);
    const result = await bench.result('run');
    expectNothingClaimed(ended, result);
    expect(result.site.problem).toBe('dns');
    expect(result.run.stoppedBy).toBe('site-unreachable');
    expect(result.agency.key).toBe('nonexistent.invalid');
    expect(await bench.list('run')).toEqual(['report.html', 'result.json', 'snapshot']);
  });

  it('a port that refuses', async () => {
    const site = await bench.serve({});
    await site.close();
    const ended = await bench.oit(['check', site.url, '--out', 'run', ...quick]);
    const result = await bench.result('run');
    expectNothingClaimed(ended, result);
    expect(result.site.problem).toBe('refused');
  });

  it.each([
    ['a PDF', 'application/pdf', '%PDF-1.4\n%%EOF'],
    ['JSON', 'application/json', '{"status":"ok"}'],
    ['a picture', 'image/gif', 'GIF89a\u0001\u0000\u0001\u0000'],
  ])('%s in place of a page', async (_, type, body) => {
    const site = await bench.serve({ '/': { headers: { 'content-type': type }, body } });
    const ended = await bench.oit(['check', site.url, '--out', 'run', ...quick]);
    const result = await bench.result('run');
    expectNothingClaimed(ended, result);
    expect(result.site.problem).toBe('not-html');
  });

  it.each([
    [
      'a bot wall',
      403,
      '<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>',
    ],
    [
      'a plain refusal',
      403,
      '<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1></body></html>',
    ],
  ])('%s', async (_, status, body) => {
    const site = await bench.serve(
      {},
      { otherwise: (__, response) => response.writeHead(status, { 'content-type': 'text/html' }).end(body) },
    );
    const ended = await bench.oit(['check', site.url, '--out', 'run', ...quick]);
    const result = await bench.result('run');
    expectNothingClaimed(ended, result);
    expect(result.site.problem).toBe('blocked');
    expect(result.items.map(({ reasons }) => reasons[0]?.code)).toEqual(allCodes.map(() => 'blocked'));
  });

  it('a server that closes every connection', async () => {
    const site = await bench.serve({}, { otherwise: (request) => request.socket.destroy() });
    const ended = await bench.oit(['check', site.url, '--out', 'run', ...quick]);
    const result = await bench.result('run');
    expectNothingClaimed(ended, result);
    expect(result.site.problem).toBe('reset');
  });
});

describe('a site that answers and has nothing', () => {
  it.each([
    ['0 bytes', ''],
    ['an empty body', '<html><body></body></html>'],
  ])('of %s: every item is not found, none is left open', async (_, body) => {
    const site = await bench.serve({ '/': body });
    const ended = await bench.oit(['check', site.url, '--out', 'run', ...quick]);
    const result = await bench.result('run');
    expect(ended.code, ended.stderr).toBe(0);
    expect(result.items.map(({ code, verdict, reasons }) => [code, verdict, reasons[0]?.code])).toEqual(
      allCodes.map((code) => [code, 'fail', 'not-found']),
    );
    expect(result.score).toMatchObject({ expected: 0, low: 0, high: 0 });
  });
});

describe('a site that asks programs to stay away', () => {
  it('is not blamed, and one line names --own-site', async () => {
    const pages = {
      '/': page('อบต.ตัวอย่าง', links({ '/structure': 'โครงสร้างหน่วยงาน' })),
      '/robots.txt': { headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /\n' },
      '/structure': page('โครงสร้างหน่วยงาน', '<h1>โครงสร้างหน่วยงาน</h1>'),
    };
    const site = await bench.serve(pages);
    const ended = await bench.oit(['check', site.url, '--out', 'run', '--lang', 'en', '--quiet', ...quick]);
    const result = await bench.result('run');
    expect(ended.code).toBe(4);
    expect(result.items.filter(({ verdict }) => verdict !== 'review')).toEqual([]);
    expect(
      result.items.every(({ reasons }) => ['blocked', 'not-searched'].includes(reasons[0]?.code ?? '')),
    ).toBe(true);
    expect(result.items[0]).toMatchObject({ code: 'O1', reasons: [{ code: 'blocked', outcome: 'robots' }] });
    expect(result.site).toMatchObject({ reachable: true, problem: 'robots' });
    expect(ended.stderr.split('\n').filter((line) => line.includes('--own-site'))).toHaveLength(1);
    expect(site.requests.toSorted()).toEqual(['/', '/robots.txt']);

    const own = await bench.oit(['check', site.url, '--out', 'own', '--own-site', '--quiet', ...quick]);
    expect(own.stderr).toBe('');
    expect((await bench.result('own')).site.problem).toBeNull();
    expect(site.requests).toContain('/structure');
  });
});
