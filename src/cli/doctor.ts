import { lookup } from 'node:dns/promises';
import { existsSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { fiscalYearOf, loadResources, openDocumentReader, realClock, tryBrowser } from '../index.ts';
import { type CliContext, todayInBangkok } from './context.ts';
import { findMachineBrowsers } from './machine-browser.ts';
import { findMachineTools } from './machine-tools.ts';

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
    await findBrowser(),
    ...(await findReaders()),
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
      await context.openDerived(),
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

/** Starts what a check would start: a file that is there may still not run. */
async function findBrowser(): Promise<Finding> {
  const tried = await tryBrowser(await findMachineBrowsers(), realClock);
  if (tried !== null) {
    const sandbox = tried.isSandboxed
      ? 'sandbox: มี · on'
      : 'sandbox: ระบบไม่ให้เปิด ใช้งานต่อได้ · not allowed by the system, pages are opened all the same';
    return { name: 'browser', state: 'ok', text: `${tried.name} (${tried.path}), ${sandbox}` };
  }
  const advice: Partial<Record<NodeJS.Platform, string>> = {
    win32: 'ติดตั้ง Google Chrome หรือ Microsoft Edge · install Google Chrome or Microsoft Edge',
    linux: 'สั่ง · run: sudo apt install chromium',
  };
  const how = advice[process.platform] ?? 'ติดตั้ง Google Chrome · install Google Chrome';
  return {
    name: 'browser',
    state: 'missing',
    text: `หน้าเว็บที่สร้างด้วยสคริปต์จะยังดูไม่ได้ ${how} · without one, pages that scripts build are not seen`,
  };
}

/** What would read documents here; where npm's own would, how to get the quicker one. */
async function findReaders(): Promise<Finding[]> {
  const reader = await openDocumentReader(findMachineTools(), 'auto');
  const { pdf, ocr } = reader.components;
  await reader.close();
  const faster = process.platform === 'linux' ? ' · เร็วขึ้นได้ด้วย · quicker with: apt install ' : '';
  const hint = (isBundled: boolean, packages: string): string =>
    isBundled && faster !== '' ? `${faster}${packages}` : '';
  return [
    {
      name: 'PDF',
      state: 'ok',
      text: `${pdf}${hint(pdf.startsWith('unpdf'), 'poppler-utils')}`,
    },
    ocr === null
      ? {
          name: 'OCR',
          state: 'missing',
          text: 'อ่านภาพสแกนไม่ได้ ลบโฟลเดอร์ node_modules แล้วติดตั้งใหม่ · scans cannot be read: remove node_modules and install again',
        }
      : { name: 'OCR', state: 'ok', text: `${ocr}${hint(ocr.startsWith('tesseract.js'), 'tesseract-ocr')}` },
  ];
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
