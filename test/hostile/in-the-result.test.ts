import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Authority,
  createAuthority,
  forAuthority,
  forLoopback,
} from '../../bench/hostile/certificates.ts';
import { createCliBench, quick as usual } from '../cli/support.ts';
import { type Handler, links, page } from '../fixtures/site.ts';

const bench = createCliBench();
const quick = [...usual, '--render', 'never', '--ocr', 'never'];
let authority: Authority;

beforeAll(() => {
  authority = createAuthority();
});
afterAll(() => authority.close());

const home = page('อบต.ตัวอย่าง', links({ '/structure': 'โครงสร้างหน่วยงาน' }));
const structure = page('โครงสร้างหน่วยงาน', '<h1>โครงสร้างหน่วยงาน</h1>');

describe('the result of a check', () => {
  it('says that a browser forgives a missing intermediate, and other programs do not', async () => {
    authority.sign('between', 'root', forAuthority);
    const issuer = authority.der('between');
    const files = await bench.serve({ '/between.cer': (_request, response) => response.end(issuer) });
    const access = `authorityInfoAccess=caIssuers;URI:${files.url}/between.cer`;
    const tls = authority.sign('leaf', 'between', `${forLoopback}\n${access}`);
    const site = await bench.serve({ '/': home, '/structure': structure }, { tls });
    const ended = await bench.oit(['check', site.url, '--out', 'a', '--quiet', ...quick], {
      env: { NODE_EXTRA_CA_CERTS: authority.rootFile },
    });
    expect(ended.code, ended.stderr).toBe(0);
    const result = await bench.result('a');
    expect(result.site).toMatchObject({ reachable: true, problem: 'tls' });
    expect(result.site.problemTh).toContain('ขาดใบรับรองตัวกลาง');
    expect(result.site.problemEn).toContain('Most browsers find it themselves');
    expect(result.problems.map(({ kind }) => kind)).toEqual(['incomplete-certificate']);
  });

  it('says of an expired certificate that browsers warn', async () => {
    const tls = authority.sign('expired', 'root', forLoopback, -1);
    const site = await bench.serve({ '/': home, '/structure': structure }, { tls });
    await bench.oit(['check', site.url, '--out', 'a', '--quiet', ...quick], {
      env: { NODE_EXTRA_CA_CERTS: authority.rootFile },
    });
    const result = await bench.result('a');
    expect(result.site.problemTh).toContain('หมดอายุ');
    expect(result.problems.map(({ kind }) => kind)).toEqual(['unverified-certificate']);
  });

  it('counts the second answer of a page that failed first, and the attempts of both', async () => {
    const { flaky, failedOf } = failing(3);
    const site = await bench.serve({ '/': home, '/structure': flaky });
    const ended = await bench.oit(['check', site.url, '--out', 'a', '--quiet', '--items', 'O1', ...quick]);
    expect(ended.code, ended.stderr).toBe(0);
    const won = await bench.result('a');
    expect(failedOf()).toBe(3);
    expect(won.run.couldNotLook.fetches).toBe(0);
    expect(won.items[0]?.evidence[0]).toMatchObject({ url: `${site.url}/structure`, outcome: 'ok' });

    const down = await bench.serve({ '/': home, '/structure': failing(99).flaky });
    await bench.oit(['check', down.url, '--out', 'b', '--quiet', '--items', 'O1', ...quick]);
    const lost = await bench.result('b');
    expect(lost.run.couldNotLook.fetches).toBe(1);
    expect(lost.items[0]).toMatchObject({ verdict: 'review', reasons: [{ code: 'unreachable' }] });
    expect(lost.items[0]?.reasons[0]?.messageTh).toContain('เปิดไม่สำเร็จ 4 ครั้ง');
  });
});

/** A page that breaks off its first answers. */
function failing(times: number): { flaky: Handler; failedOf: () => number } {
  let failed = 0;
  return {
    failedOf: () => failed,
    flaky: (request, response) => {
      if (failed < times) {
        failed += 1;
        request.socket.destroy();
      } else response.writeHead(200, { 'content-type': 'text/html' }).end(structure);
    },
  };
}
