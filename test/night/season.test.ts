import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  agencyKey,
  openStore,
  realClock,
  registerSchedule,
  type Resources,
  type Store,
} from '../../src/index.ts';
import {
  createTimetable,
  keepSchedule,
  type Notice,
  type ScheduleDeps,
  worstOf,
} from '../../src/night/index.ts';
import { exitCodeOf } from '../../src/check/exit-code.ts';
import { type FixtureSite, type PageSource, serveSite } from '../fixtures/site.ts';
import { buildSeasonSite, home, readPart, type SeasonPath, paths, whole } from './season-site.ts';
import { checkWhole, lookAgain, loadOurs, SeasonClock } from './support.ts';

let folder = '';
let store: Store;
let site: FixtureSite | null = null;
const closers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-season-'));
  store = await openStore(join(folder, 'store'), (ms) => realClock.sleep(ms));
});
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** A moment of June 2025 on the clock of Bangkok. */
const june = (day: number, time: string): number =>
  Date.parse(`2025-06-${String(day).padStart(2, '0')}T${time}:00+07:00`);

const slowPaths = new Set(['/structure', '/contact', '/participation']);

type How = 'up' | 'down' | 'slow';

/** The site, the program and the checklist as time changes them. */
class World {
  pages: Record<string, PageSource> = buildSeasonSite();
  how: How = 'up';
  resources: Resources;
  readonly #events: { at: number; change: () => void }[] = [];

  constructor(resources: Resources) {
    this.resources = resources;
  }

  on(at: number, change: () => void): void {
    this.#events.push({ at, change });
    this.#events.sort((a, b) => a.at - b.at);
  }

  comeTo(nowMs: number): void {
    while ((this.#events[0]?.at ?? Number.POSITIVE_INFINITY) <= nowMs) this.#events.shift()?.change();
  }
}

it('tells exactly what is true of thirty nights, each with its cause', { timeout: 240_000 }, async () => {
  const world = new World(await loadOurs());
  const first = world.resources;
  site = await serveSite(
    {},
    {
      otherwise: (request, response) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/';
        const answer = (): void => {
          const source = world.pages[path];
          const [status, body] = typeof source === 'string' ? [200, source] : [404, '<h1>404 not found</h1>'];
          response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body);
        };
        if (world.how === 'down') request.socket.destroy();
        else if (world.how === 'slow' && slowPaths.has(path)) setTimeout(answer, 3_000).unref();
        else answer();
      },
    },
  );
  closers.push(() => site?.close() ?? Promise.resolve());
  const { url } = site;
  const titles = new Map<string, string>(paths.map((name) => [`/${name}`, readPart(name).title]));
  const relink = (): void => void (world.pages['/'] = home(Object.fromEntries(titles)));
  const take = (name: SeasonPath): void => void delete world.pages[`/${name}`];
  const put = (name: SeasonPath): void => {
    const { title, body } = readPart(name);
    world.pages[`/${name}`] = whole(title, body);
  };

  // A file is removed, and comes back a week later.
  world.on(june(5, '00:00'), () => take('staff-manual'));
  world.on(june(12, '00:00'), () => put('staff-manual'));
  // A report makes way for an older one at the same address.
  world.on(june(7, '00:00'), () => {
    const { title, body } = readPart('risk-report');
    const older = (text: string): string => text.replaceAll('2568', '2565').replaceAll('2567', '2564');
    world.pages['/risk-report'] = whole(older(title), older(body));
  });
  // Moved, and linked to at its new place.
  world.on(june(9, '00:00'), () => {
    world.pages['/service/guide'] = world.pages['/citizen-manual'] ?? '';
    take('citizen-manual');
    titles.set('/service/guide', titles.get('/citizen-manual') ?? '');
    titles.delete('/citizen-manual');
    relink();
  });
  // What scored in part can get worse too.
  world.on(june(13, '00:00'), () => take('bribery-risk'));
  // Off for two nights, and there by day.
  for (const night of [14, 15]) {
    world.on(june(night, '01:00'), () => void (world.how = 'down'));
    world.on(june(night, '06:00'), () => void (world.how = 'up'));
  }
  // Off by night and by day.
  world.on(june(17, '01:00'), () => void (world.how = 'down'));
  world.on(june(17, '20:00'), () => void (world.how = 'up'));
  world.on(june(20, '01:00'), () => void (world.how = 'slow'));
  world.on(june(20, '06:00'), () => void (world.how = 'up'));
  world.on(june(22, '00:00'), () => {
    const { checklist } = world.resources.loaded;
    const [item, ...others] = checklist.items;
    const [element] = item?.elements ?? [];
    if (item === undefined || element === undefined) throw new Error('O1 has no elements');
    const cue = { kind: 'phrases' as const, any: ['คำที่ไม่มีในเว็บไซต์นี้'], min: 1 };
    const stricter = { ...item, elements: [{ ...element, cues: [cue] }, ...item.elements.slice(1)] };
    const loaded = {
      checklist: { ...checklist, items: [stricter, ...others] },
      sha256: 'c'.repeat(64),
      path: 'x',
    };
    world.resources = { ...first, loaded };
  });
  // Another version of the program, and on the same night a page that the site took away.
  world.on(june(24, '00:00'), () => {
    world.resources = { ...world.resources, toolVersion: '99.0.0' };
    take('integrity-measures');
  });
  // It lies there still, and nothing leads to it any more.
  world.on(june(26, '00:00'), () => {
    titles.delete('/participation');
    relink();
  });
  // Gone for a night, and repaired before anybody comes to work.
  world.on(june(28, '00:00'), () => take('contact'));
  world.on(june(28, '08:00'), () => put('contact'));

  const clock = new SeasonClock('2025-05-31T12:00:00+07:00');
  const sent: { on: string; notice: Notice }[] = [];
  const problems: unknown[] = [];
  const setting = () => ({
    siteUrl: url,
    folder,
    clock,
    resources: world.resources,
    store,
    timeoutMs: world.how === 'slow' ? 400 : 30_000,
  });
  const key = agencyKey(url);
  const night = await createTimetable('10 2 * * *', 'Asia/Bangkok');
  const day = await createTimetable('30 9 * * *', 'Asia/Bangkok');
  const sinceMs = await registerSchedule(
    store,
    { name: key, nightCron: night.expression, timeZone: night.timeZone },
    clock.nowMs(),
  );
  const depsUntil = (untilMs: number): ScheduleDeps => {
    const stop = new AbortController();
    return {
      store,
      schedule: key,
      night,
      day,
      probes: null,
      sinceMs,
      clock: {
        nowMs: () => clock.nowMs(),
        sleep: async (ms) => {
          await clock.wall.sleep(ms);
          if (clock.nowMs() >= untilMs) stop.abort();
        },
      },
      programme: 'ita',
      agencies: [{ key, startUrl: url }],
      runWhole: async () => {
        world.comeTo(clock.nowMs());
        const { result } = await checkWhole(setting());
        return worstOf([exitCodeOf(result, null)]);
      },
      lookAgain: async (_agency, targets) => {
        world.comeTo(clock.nowMs());
        return await lookAgain(setting(), targets);
      },
      probe: async () => {
        world.comeTo(clock.nowMs());
        const at = new Date(clock.nowMs()).toISOString();
        return {
          at,
          outcome: world.how === 'down' ? 'reset' : 'ok',
          latencyMs: world.how === 'down' ? null : 20,
        };
      },
      channels: [
        {
          name: 'kept',
          topics: new Set(['regression', 'recovery', 'missed-night', 'weekly']),
          send: async (notice) => {
            sent.push({ on: new Date(clock.nowMs() + 7 * 3_600_000).toISOString().slice(5, 16), notice });
          },
        },
      ],
      quietHours: { from: '20:00', to: '07:00' },
      signal: stop.signal,
      onProblem: (what, error) => problems.push([what, error]),
      onWait: () => undefined,
      onBegin: () => undefined,
      onEnd: () => undefined,
    };
  };
  // The machine is switched off on the 10th and on again on the 12th.
  expect(await keepSchedule(depsUntil(june(10, '12:00')))).toBe(0);
  await clock.wall.sleep(june(12, '05:00') - clock.nowMs());
  expect(await keepSchedule(depsUntil(june(30, '23:00')))).toBe(0);

  expect(problems).toEqual([]);
  const told = sent.flatMap(({ on, notice }) => [
    ...notice.agencies.flatMap(({ alarms }) =>
      alarms.map(({ kind, code, causes, outcome }) =>
        [on.slice(0, 8), kind, code ?? 'site', causes.join('+'), outcome ?? ''].join(' ').trim(),
      ),
    ),
    ...notice.missedNights.map(({ plannedAt }) => `${on.slice(0, 8)} missed ${plannedAt}`),
  ]);
  expect(told).toEqual([
    '06-05T09 item-regressed O8 site http-error',
    '06-07T09 item-regressed O24 site',
    '06-12T09 item-recovered O8 site',
    '06-12T09 missed 2025-06-10T19:10:00.000Z',
    '06-13T09 item-regressed O23 site',
    '06-17T09 site-down site site reset',
    '06-18T09 site-back site site',
    '06-24T09 item-regressed O27 site http-error',
    '06-26T09 item-regressed O20 site',
  ]);
  const weekly = sent.filter(({ notice }) => notice.kind === 'weekly');
  expect(weekly.map(({ on }) => on.slice(0, 5))).toEqual(['06-02', '06-09', '06-16', '06-23', '06-30']);
  expect(weekly[2]?.notice.linesTh[1]).toMatch(/^ตรวจแล้ว 6 จาก 7 คืน/);
});
