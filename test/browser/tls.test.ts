import { beforeAll, describe, expect, it } from 'vitest';
import { makeOwnCertificate } from '../fixtures/tls.ts';
import { chromiumPath, createBrowserBench, hasChromium, look, scripted } from './support.ts';

const bench = createBrowserBench();
let tls: { key: string; cert: string };
beforeAll(() => {
  tls = makeOwnCertificate();
});

describe.skipIf(!hasChromium)(`https in a browser (${chromiumPath})`, () => {
  it('goes through the proxy, also where nobody vouches for the certificate', async () => {
    const site = await bench.serve(
      {
        '/': scripted(
          '<ul></ul>',
          `fetch('/api').then((answer) => answer.text()).then((html) => { document.querySelector('ul').innerHTML = html; })`,
        ),
        '/api': '<li><a href="/o1">โครงสร้าง</a></li>',
      },
      { tls },
    );
    const seen = await look(bench.open(site.url), site.url, '/');
    expect(seen.problem).toBeNull();
    expect(seen.texts).toEqual(['โครงสร้าง → /o1']);
  });
});
