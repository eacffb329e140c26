import { beforeAll, describe, expect, it } from 'vitest';
import { links, page } from '../fixtures/site.ts';
import { makeOwnCertificate } from '../fixtures/tls.ts';
import { createCliBench, quick } from './support.ts';

const bench = createCliBench();
let tls: { key: string; cert: string };
beforeAll(() => {
  tls = makeOwnCertificate();
});

describe('a site with a certificate that nobody vouches for', () => {
  it('is read all the same, and the result says so', async () => {
    const site = await bench.serve(
      {
        '/': page('อบต.ตัวอย่าง', links({ '/structure': 'โครงสร้างหน่วยงาน' })),
        '/structure': page('โครงสร้างหน่วยงาน', '<h1>โครงสร้างหน่วยงาน</h1>'),
      },
      { tls },
    );
    const { code, stderr } = await bench.oit(['check', site.url, '--out', 'a', '--quiet', ...quick]);
    expect(code, stderr).toBe(0);
    const result = await bench.result('a');
    expect(site.requests).toContain('/structure');
    expect(result.site).toMatchObject({ reachable: true, problem: 'tls' });
    const checks = Object.fromEntries(result.checks.map(({ id, found }) => [id, found]));
    expect(checks).toMatchObject({ https: true, 'tls-verified': false });
    expect(result.problems.filter(({ kind }) => kind === 'unverified-certificate')).toHaveLength(1);
  });

  it('is found from a bare host too: https is tried first', async () => {
    const site = await bench.serve({ '/': page('อบต.ตัวอย่าง', '<p>ยินดีต้อนรับ</p>') }, { tls });
    await bench.oit(['check', new URL(site.url).host, '--out', 'a', '--quiet', ...quick]);
    expect((await bench.result('a')).site.finalUrl).toBe(`${site.url}/`);
    const plain = await bench.serve({ '/': page('อบต.ตัวอย่าง', '<p>ยินดีต้อนรับ</p>') });
    await bench.oit(['check', new URL(plain.url).host, '--out', 'b', '--quiet', ...quick]);
    expect((await bench.result('b')).site.finalUrl).toBe(`${plain.url}/`);
  });
});
