import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPacer } from '../../src/fetch/pace.ts';
import { realClock } from '../../src/fetch/clock.ts';
import { Crew } from '../../src/fleet/crew.ts';
import { NightUse } from '../../src/fleet/night-limits.ts';
import type { AgencyOrder, BatchSettings } from '../../src/fleet/protocol.ts';
import { createForker } from '../../src/fleet/worker-link.ts';

let folder = '';
let crew: Crew | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-crew-'));
});
afterEach(async () => {
  await crew?.stop(0);
  await rm(folder, { recursive: true, force: true });
});

interface Death {
  keys: readonly string[];
  suspect: string | null;
  how: string;
}

/** A worker process that does this when it is sent an agency. */
async function hire(onRun: string): Promise<{ crew: Crew; death: Promise<Death>; busy: Promise<void> }> {
  const script = join(folder, 'worker.mjs');
  await writeFile(
    script,
    `process.on('message', (message) => {
       if (message.type === 'settings') process.send({ type: 'ready' });
       if (message.type === 'close') process.exit(0);
       if (message.type !== 'run') return;
       const { key } = message.order;
       process.send({ type: 'working', key });
       ${onRun}
     });`,
  );
  const dead = Promise.withResolvers<Death>();
  const working = Promise.withResolvers<void>();
  const fork = createForker(script, process.env, 64);
  crew = new Crew({
    settings: {} as BatchSettings,
    jobs: 4,
    workers: 1,
    open: (events) =>
      fork({
        ...events,
        onMessage(message) {
          events.onMessage(message);
          if (message.type === 'working' && message.key === 'bad') working.resolve();
        },
      }),
    pacer: createPacer({ clock: realClock, concurrencyPerHost: 1, delayMs: 0 }),
    night: new NightUse({ maxRequestsPerAddress: 1, maxBytesPerAddress: 1, maxOcrDocuments: 0 }),
    isShared: () => false,
    onEnd: () => undefined,
    onDeath: (keys, suspect, how) => dead.resolve({ keys, suspect, how }),
    onFailedStart: (_keys, how) => dead.resolve({ keys: [], suspect: null, how: `no start: ${how}` }),
  });
  return { crew, death: dead.promise, busy: working.promise };
}

const order = (key: string): AgencyOrder => ({
  key,
  url: '',
  agency: { id: null, name: null, type: null, district: null, province: null, tags: [] },
  declared: [],
  checklist: '',
  folder: '',
});

it('ends a worker that stands still, and names the agency that it was busy with', async () => {
  const { crew: own, death, busy } = await hire(`if (key === 'bad') for (;;) {}`);
  own.run(order('good'), 'others');
  own.run(order('bad'), 'others');
  await busy;
  for (let tick = 0; tick <= 12; tick++) own.watch();
  const { keys, suspect, how } = await death;
  expect([...keys].toSorted()).toEqual(['bad', 'good']);
  expect([suspect, how]).toEqual(['bad', 'SIGKILL']);
  expect([own.running, own.hasRoom('others'), own.hasRoom('alone')]).toEqual([0, true, true]);
});

it('outlives a worker that runs out of memory, and says that it did', async () => {
  const { crew: own, death } = await hire(
    `const all = []; for (;;) all.push(new Array(100_000).fill(all.length));`,
  );
  own.run(order('bad'), 'alone');
  expect(own.hasRoom('alone')).toBe(false);
  expect(await death).toEqual({ keys: ['bad'], suspect: 'bad', how: 'out of memory' });
});

it('leaves a worker alone that gives signs of life', async () => {
  const {
    crew: own,
    death,
    busy,
  } = await hire(`setInterval(() => process.send({ type: 'beat', residentBytes: 1 }), 20);`);
  own.run(order('bad'), 'others');
  await busy;
  for (let tick = 0; tick < 40; tick++) {
    own.watch();
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  expect(own.running).toBe(1);
  await own.stop(5_000);
  expect((await death).how).toBe('exit code 0');
});

it('tells a worker that cannot start from one that an agency ended', async () => {
  const { crew: own, death } = await hire('');
  await writeFile(join(folder, 'worker.mjs'), `throw new Error('broken installation')`);
  own.run(order('good'), 'others');
  expect((await death).how).toMatch(/^no start: exit code 1/);
});
