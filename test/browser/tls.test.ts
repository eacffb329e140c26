import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, createBrowserBench, hasChromium, look, scripted } from './support.ts';

const bench = createBrowserBench();
const folder = mkdtempSync(join(tmpdir(), 'oit-browser-tls-'));
let tls: { key: string; cert: string };

beforeAll(() => {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'own.key'];
  execFileSync('openssl', ['req', '-x509', ...key, '-out', 'own.pem', '-subj', '/CN=own', '-days', '2'], {
    cwd: folder,
    stdio: 'ignore',
  });
  tls = {
    key: readFileSync(join(folder, 'own.key'), 'utf8'),
    cert: readFileSync(join(folder, 'own.pem'), 'utf8'),
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
