import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { installIfNeeded } from './checkout/install.mjs';
import { chooseCommand, readAddress } from './checkout/start-command.mjs';
import { runOit } from './run-oit.mjs';
import { explainMissingRuntime, findRuntime } from './runtime.mjs';

const usage = `วิธีใช้: npm start -- https://www.example.go.th [ตัวเลือก]     ตรวจเว็บไซต์
        npm start -- demo                                   ดูตัวอย่าง
Usage:  npm start -- <url> [options]   installs what is missing, then runs "oit check <url>"
        npm start -- <command> …       check, assess, match, demo, doctor, checklist
`;

/** @returns {Promise<string | null>} an address or "demo"; null when input ended or made no sense three times */
async function askForAddress() {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  lines.on('SIGINT', () => process.exit(130));
  lines.setPrompt('> ');
  process.stderr.write('พิมพ์ที่อยู่เว็บไซต์ เช่น https://www.example.go.th (หรือพิมพ์ demo เพื่อดูตัวอย่าง) แล้วกด Enter\n');
  lines.prompt();
  let attempts = 0;
  try {
    for await (const typed of lines) {
      const address = readAddress(typed);
      if (address !== null) return address;
      attempts += 1;
      if (attempts === 3) return null;
      process.stderr.write('ยังไม่ใช่ที่อยู่เว็บไซต์ ลองพิมพ์ใหม่\n');
      lines.prompt();
    }
    return null;
  } finally {
    lines.close();
  }
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
async function start(args) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
  const choice = chooseCommand(args, process.stdin.isTTY);
  if (choice.kind === 'usage') {
    process.stderr.write(usage);
    return 2;
  }
  // Asked before the installation, so that nobody has to come back after it.
  const address = choice.kind === 'ask' ? await askForAddress() : null;
  if (choice.kind === 'ask' && address === null) {
    process.stderr.write(usage);
    return 2;
  }
  const runtimeMissing = findRuntime(root) === null;
  if (!(await installIfNeeded(root, { withDev: false, runtimeMissing }))) return 1;
  if (findRuntime(root) === null) {
    process.stderr.write(`${explainMissingRuntime()}\n`);
    return 2;
  }
  if (choice.kind === 'run') return runOit(choice.args);
  // `demo` opens its report by itself and knows no --open.
  return runOit(
    address === 'demo' ? ['demo'] : ['check', /** @type {string} */ (address), ...choice.options],
  );
}

process.exitCode = await start(process.argv.slice(2));
