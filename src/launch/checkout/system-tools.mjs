import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * @param {string} name
 * @returns {string | null} absolute path of a program on the PATH
 */
function findOnPath(name) {
  for (const dir of (process.env['PATH'] ?? process.env['Path'] ?? '').split(path.delimiter)) {
    const file = path.join(dir, process.platform === 'win32' ? `${name}.exe` : name);
    if (dir !== '' && existsSync(file)) return file;
  }
  return null;
}

/** @returns {string | null} absolute path of a Chromium, Chrome or Edge that is installed on this machine */
export function findChromium() {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'msedge']) {
    const file = findOnPath(name);
    if (file !== null) return file;
  }
  const usual =
    process.platform === 'darwin'
      ? [
          '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
          '/Applications/Chromium.app/Contents/MacOS/Chromium',
          '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
        ]
      : process.platform === 'win32'
        ? ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
            const base = process.env[variable];
            if (base === undefined) return [];
            return [
              path.join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
              path.join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
            ];
          })
        : [];
  return usual.find((file) => existsSync(file)) ?? null;
}

/** @returns {string[]} Debian packages that tests would use and this machine lacks */
function listMissingPackages() {
  const missing = [];
  if (findChromium() === null) missing.push('chromium');
  if (!existsSync('/usr/share/fonts/truetype/tlwg')) missing.push('fonts-thai-tlwg');
  if (findOnPath('openssl') === null) missing.push('openssl');
  if (findOnPath('pdftotext') === null) missing.push('poppler-utils');
  if (findOnPath('tesseract') === null) missing.push('tesseract-ocr', 'tesseract-ocr-tha');
  if (findOnPath('pango-view') === null) missing.push('pango1.0-tools');
  if (findOnPath('redis-server') === null) missing.push('redis-server');
  // Debian keeps the programs of this server off the PATH.
  if (!existsSync('/usr/lib/postgresql') && findOnPath('initdb') === null) missing.push('postgresql');
  return missing;
}

/** @param {readonly string[]} args */
function runApt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const limits = [
    '-o',
    'Acquire::Retries=1',
    '-o',
    'Acquire::http::Timeout=20',
    '-o',
    'DPkg::Lock::Timeout=120',
  ];
  // Output goes to stderr: stdout belongs to the tests' reporter.
  return (
    spawnSync('apt-get', [...limits, ...args], { env, stdio: ['ignore', 2, 2], timeout: 15 * 60_000 })
      .status === 0
  );
}

/**
 * Brings the browser, a Thai font, openssl, the tools for documents, Redis and PostgreSQL onto a Debian-like machine where we are root,
 * for the tests that use them. Anywhere else, or when OIT_TEST_APT=never, it only says what is missing; those tests then skip by name.
 */
export function provideSystemTools() {
  if (process.platform !== 'linux') return;
  const missing = listMissingPackages();
  if (missing.length === 0) return;
  const mayInstall =
    process.getuid?.() === 0 && findOnPath('apt-get') !== null && process.env['OIT_TEST_APT'] !== 'never';
  if (mayInstall) {
    process.stderr.write(`Installing for the tests with apt-get: ${missing.join(' ')}\n`);
    runApt(['update']);
    if (!runApt(['install', '-y', '--no-install-recommends', ...missing])) {
      // One package that this distribution does not have must not keep the others away.
      for (const name of missing) runApt(['install', '-y', '--no-install-recommends', name]);
    }
  }
  const still = listMissingPackages();
  if (still.length > 0) {
    process.stderr.write(
      `Not on this machine: ${still.join(', ')}. The tests that use them will be skipped.\n`,
    );
  }
}
