import { spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { existsSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { fiscalYearOf, loadResources, realClock } from '../index.ts';
import { type CliContext, todayInBangkok } from './context.ts';

interface Finding {
  name: string;
  state: 'ok' | 'missing' | 'bad';
  text: string;
}

const minFreeMb = 500;

/** `oit doctor`: what this machine has. Exit code 1 when a check could not run here. */
export async function runDoctorCommand(context: CliContext): Promise<number> {
  const findings: Finding[] = [
    findRuntime(),
    await findChecklist(context),
    await findDisk(context),
    findBrowser(),
    findTool('pdftotext', '-v', 'อ่านข้อความใน PDF · reads text of PDFs'),
    findTool('tesseract', '--version', 'อ่านภาพสแกน (OCR) · reads scans'),
    await findNetwork(),
  ];
  const marks = { ok: '[ok]     ', missing: '[ไม่มี]   ', bad: '[ปัญหา]  ' };
  for (const { state, name, text } of findings) context.stdout(`${marks[state]} ${name}: ${text}\n`);
  return findings.some(({ state }) => state === 'bad') ? 1 : 0;
}

function findRuntime(): Finding {
  return {
    name: 'Node.js',
    state: 'ok',
    text: `${process.versions.node} ${process.platform}-${process.arch} (${process.execPath})`,
  };
}

async function findChecklist(context: CliContext): Promise<Finding> {
  try {
    const { loaded, toolVersion } = await loadResources(
      context.root,
      null,
      fiscalYearOf(todayInBangkok(realClock.nowMs())),
    );
    return {
      name: 'oit-checker',
      state: 'ok',
      text: `${toolVersion}, ${loaded.checklist.id}, ${loaded.checklist.items.length} ข้อ · items`,
    };
  } catch (error) {
    return {
      name: 'oit-checker',
      state: 'bad',
      text: error instanceof Error ? error.message : String(error),
    };
  }
}

async function findDisk(context: CliContext): Promise<Finding> {
  const folder = join(context.cwd, 'reports');
  try {
    await access(existsSync(folder) ? folder : context.cwd, constants.W_OK);
    const { bavail, bsize } = await statfs(context.cwd);
    const freeMb = Math.floor((bavail * bsize) / 1024 / 1024);
    const isEnough = freeMb >= minFreeMb;
    return {
      name: 'disk',
      state: isEnough ? 'ok' : 'bad',
      text: `${folder}: ${freeMb} MB ว่าง · free${isEnough ? '' : `, ต้องการ · wanted ${minFreeMb}`}`,
    };
  } catch {
    return {
      name: 'disk',
      state: 'bad',
      text: `${folder}: เขียนไม่ได้ ให้ใช้ --out ชี้ไปโฟลเดอร์อื่น · cannot be written, name another folder with --out`,
    };
  }
}

/** Browsers are told of for what comes later; a check of today opens none. */
function findBrowser(): Finding {
  const candidates =
    process.platform === 'win32'
      ? [
          'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
          'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
        ]
      : process.platform === 'darwin'
        ? ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
        : [
            '/usr/bin/google-chrome',
            '/usr/bin/chromium',
            '/usr/bin/chromium-browser',
            '/usr/bin/microsoft-edge',
          ];
  const found = candidates.find((path) => existsSync(path));
  const use = 'รุ่นนี้ยังไม่ใช้เบราว์เซอร์ · not used by this version';
  return found === undefined
    ? { name: 'browser', state: 'missing', text: use }
    : { name: 'browser', state: 'ok', text: `${found} (${use})` };
}

function findTool(name: string, flag: string, purpose: string): Finding {
  const run = spawnSync(name, [flag], { encoding: 'utf8', timeout: 5_000, windowsHide: true });
  const use = `${purpose} (รุ่นนี้ยังไม่ใช้ · not used by this version)`;
  if (run.error !== undefined || run.status === null) return { name, state: 'missing', text: use };
  return { name, state: 'ok', text: `${(run.stdout + run.stderr).split('\n')[0] ?? ''} · ${use}` };
}

/** Names are looked up as a check would; no page is opened. */
async function findNetwork(): Promise<Finding> {
  const host = 'itas.nacc.go.th';
  try {
    await lookup(host);
    return { name: 'network', state: 'ok', text: `DNS: ${host}` };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return {
      name: 'network',
      state: 'missing',
      text: `ค้นชื่อ ${host} ไม่ได้ (${code}) ตรวจการต่ออินเทอร์เน็ต · the name cannot be looked up, check the connection`,
    };
  }
}
