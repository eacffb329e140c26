import { join } from 'node:path';

/** Where a browser comes from: named by the person, of the system, Playwright's own, or brought by npm. */
export type BrowserOrigin = 'named' | 'system' | 'playwright' | 'npm';

/** A browser that may be started. */
export interface BrowserCandidate {
  origin: BrowserOrigin;
  /** absolute; a function where the file has to be unpacked first */
  path: string | (() => Promise<string>);
  /** further arguments that this one needs */
  args: readonly string[];
}

/** What the search for a browser needs from the machine. */
export interface BrowserMachine {
  platform: NodeJS.Platform;
  environment: Readonly<Record<string, string | undefined>>;
  /** absolute path of a program on the PATH, null when it is not there */
  findTool: (name: string) => string | null;
  isFile(path: string): boolean;
  /** a path that the person named; null when none was */
  namedPath: string | null;
  /** where Playwright would have put its own Chromium; null when it cannot say */
  playwrightPath(): Promise<string | null>;
  /** the Chromium of an optional npm package; null when that is not installed */
  npmPath(): Promise<(() => Promise<string>) | null>;
}

const toolNames = [
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium',
  'chromium-browser',
];

/** Below a folder of programs, as their installers for Windows put them. */
const windowsPaths = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
];

const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The npm package's build is made for small Linux machines without a graphics card. */
const npmArgs = ['--disable-dev-shm-usage', '--use-gl=angle', '--use-angle=swiftshader'];

/**
 * The browsers that may be tried, best first: the one that was named and no other, else the system's Chrome, Edge or
 * Chromium, then Playwright's own, then npm's.
 */
export async function findBrowsers(machine: BrowserMachine): Promise<BrowserCandidate[]> {
  if (machine.namedPath !== null) return [{ origin: 'named', path: machine.namedPath, args: [] }];
  const found = listSystemPaths(machine)
    .filter((path) => machine.isFile(path))
    .map((path): BrowserCandidate => ({ origin: 'system', path, args: [] }));
  const own = await machine.playwrightPath();
  if (own !== null && machine.isFile(own)) found.push({ origin: 'playwright', path: own, args: [] });
  const unpack = await machine.npmPath();
  if (unpack !== null) found.push({ origin: 'npm', path: unpack, args: npmArgs });
  return found;
}

function listSystemPaths({ platform, environment, findTool }: BrowserMachine): string[] {
  if (platform === 'darwin') return macPaths;
  if (platform !== 'win32') return toolNames.flatMap((name) => findTool(name) ?? []);
  const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(
    (name) => environment[name] ?? [],
  );
  return windowsPaths.flatMap((parts) => folders.map((folder) => join(folder, ...parts)));
}
