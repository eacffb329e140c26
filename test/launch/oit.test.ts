import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOldNode, makeCheckout, run } from './helpers.ts';

const oldNode = findOldNode();
const nodes: [string, string][] = [['this Node', process.execPath]];
if (oldNode !== null) nodes.push(['an old Node', oldNode]);

let checkout = makeCheckout({ withPackages: true });
checkout.remove();
beforeAll(() => {
  checkout = makeCheckout({ withPackages: true });
});
afterAll(() => checkout.remove());
const oit = () => path.join(checkout.dir, 'src', 'launch', 'oit.mjs');

describe.each(nodes)('oit.mjs under %s', (_name, node) => {
  it('runs the command under Node 24 or newer with the same arguments', async () => {
    const args = ['check', 'https://ไทย.example/?a=1&b="2"', '--name', 'อบต. คำบง', ''];
    const { code, stdout, stderr } = await run(node, [oit(), ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const told: unknown = JSON.parse(stdout);
    expect(told).toMatchObject({ argv: args });
    expect((told as { major: number }).major).toBeGreaterThanOrEqual(24);
  });

  it.skipIf(process.platform !== 'linux')(
    'has one heap for all threads unless it was told otherwise',
    async () => {
      const { MALLOC_ARENA_MAX: _, ...env } = process.env;
      const arenasOf = async (own: NodeJS.ProcessEnv): Promise<unknown> => {
        const { stdout } = await run(node, [oit(), 'check'], { env: own });
        return (JSON.parse(stdout) as { arenas: unknown }).arenas;
      };
      expect(await arenasOf(env)).toBe('1');
      expect(await arenasOf({ ...env, MALLOC_ARENA_MAX: '4' })).toBe('4');
    },
  );

  it.each([0, 1, 3, 5, 130])('ends with the exit code of the command: %i', async (wanted) => {
    expect((await run(node, [oit(), 'exit', String(wanted)])).code).toBe(wanted);
  });

  it('hands standard input and output through', async () => {
    const { stdout } = await run(node, [oit(), 'match', '-'], { input: 'x' });
    expect(JSON.parse(stdout)).toMatchObject({ argv: ['match', '-'] });
  });

  it('ends with 1 and the error when the command throws', async () => {
    const { code, stderr } = await run(node, [oit(), 'throw']);
    expect(code).toBe(1);
    expect(stderr).toContain('thrown by the command');
  });

  it('says what to do when a package is missing', async () => {
    const { code, stderr } = await run(node, [oit(), 'import', 'no-such-package-of-ours']);
    expect(code).toBe(1);
    expect(stderr).toContain('npm install');
  });

  // Windows has no signals that one process could send another.
  it.skipIf(process.platform === 'win32')('passes an interrupt on once and waits for the end', async () => {
    let sent = false;
    const { code, stdout } = await run(node, [oit(), 'wait'], {
      onOutput: (text, program) => {
        if (sent || !text.includes('ready')) return;
        sent = true;
        program.kill('SIGINT');
      },
    });
    expect(stdout).toContain('interrupts: 1');
    expect(code).toBe(130);
  });

  it.skipIf(process.platform === 'win32')('ends when it is told to terminate, with its command', async () => {
    let sent = false;
    const { code, signal } = await run(node, [oit(), 'wait'], {
      onOutput: (text, program) => {
        if (sent || !text.includes('ready')) return;
        sent = true;
        program.kill('SIGTERM');
      },
    });
    // In one process the signal itself ends it, through a child the shell's code for it is given.
    expect(signal ?? code).toBe(node === process.execPath ? 'SIGTERM' : 143);
  });

  // `script` gives the program a terminal of its own; its options differ elsewhere.
  it.skipIf(process.platform !== 'linux' || !existsSync('/usr/bin/script'))(
    'lets Ctrl-C on a terminal reach the command exactly once',
    async () => {
      let sent = false;
      const command = `'${node}' '${oit()}' wait`;
      const { code, stdout } = await run('/usr/bin/script', ['-qec', command, '/dev/null'], {
        keepInputOpen: true,
        onOutput: (text, program) => {
          if (!sent && text.includes('ready')) {
            sent = true;
            program.write('\u0003');
          }
          if (text.includes('interrupts:')) program.closeInput();
        },
      });
      expect(stdout).toContain('interrupts: 1');
      expect(code).toBe(130);
    },
  );
});

describe('without a Node that is new enough', () => {
  it.skipIf(oldNode === null)('says in Thai and English what to do and ends with 2', async () => {
    const bare = makeCheckout({ withPackages: false });
    try {
      const launcher = path.join(bare.dir, 'src', 'launch', 'oit.mjs');
      const { code, stdout, stderr } = await run(oldNode ?? '', [
        launcher,
        'check',
        'https://www.example.go.th',
      ]);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toContain('ต้องใช้ Node.js รุ่น 24 ขึ้นไป');
      expect(stderr).toContain('https://nodejs.org');
      expect(stderr).not.toContain('    at ');
    } finally {
      bare.remove();
    }
  });
});
