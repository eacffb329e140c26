import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BrowserMachine, findBrowsers } from '../../src/browser/find-browser.ts';

const unpack = async (): Promise<string> => '/tmp/chromium';

function machine(changes: Partial<BrowserMachine> & { files?: string[] }): BrowserMachine {
  const { files = [], ...others } = changes;
  return {
    platform: 'linux',
    environment: {},
    findTool: (name) => files.find((path) => path.endsWith(`/${name}`)) ?? null,
    isFile: (path) => files.includes(path),
    namedPath: null,
    playwrightPath: async () => '/cache/playwright/chrome',
    npmPath: async () => unpack,
    ...others,
  };
}

describe('the browsers of a machine', () => {
  it('are the system’s, then Playwright’s, then npm’s', async () => {
    const found = await findBrowsers(
      machine({ files: ['/usr/bin/chromium', '/usr/bin/google-chrome', '/cache/playwright/chrome'] }),
    );
    expect(found.map(({ path, origin }) => [origin, path])).toEqual([
      ['system', '/usr/bin/google-chrome'],
      ['system', '/usr/bin/chromium'],
      ['playwright', '/cache/playwright/chrome'],
      ['npm', unpack],
    ]);
  });

  it('are the one that was named and no other', async () => {
    const found = await findBrowsers(machine({ files: ['/usr/bin/chromium'], namedPath: '/opt/mine' }));
    expect(found.map(({ path }) => path)).toEqual(['/opt/mine']);
  });

  it('are looked for on Windows in the folders of programs, Chrome first', async () => {
    const edge = join('C:\\Program Files (x86)', 'Microsoft', 'Edge', 'Application', 'msedge.exe');
    const chrome = join('C:\\Users\\a\\AppData\\Local', 'Google', 'Chrome', 'Application', 'chrome.exe');
    const found = await findBrowsers(
      machine({
        platform: 'win32',
        environment: {
          'ProgramFiles(x86)': 'C:\\Program Files (x86)',
          LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local',
        },
        files: [edge, chrome],
        npmPath: async () => null,
      }),
    );
    expect(found.map(({ path }) => path)).toEqual([chrome, edge]);
  });

  it('are none on a bare machine', async () => {
    expect(await findBrowsers(machine({ npmPath: async () => null }))).toEqual([]);
  });
});
