import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleepFor } from 'node:timers/promises';
import { Command } from 'commander';
import {
  type Agency,
  agencyFolder,
  agencyKey,
  type Clock,
  createTimetable,
  doWhatIsDue,
  exitCodes,
  fiscalYearOf,
  keepSchedule,
  loadResources,
  type NightAgency,
  openStore,
  registerSchedule,
  type Resources,
  type ScheduleDeps,
  type Store,
  takeRunLock,
  type Timetable,
  worstOf,
  writeInstant,
} from '../index.ts';
import { addCheckOptions, addReportOptions, type TypedCheckOptions } from './check-options.ts';
import { type CliContext, todayInBangkok } from './context.ts';
import { lookByDay, probeStart } from './look-by-day.ts';
import { runCheckProcess } from './night-check.ts';
import { openNoticeChannels } from './notice-channels.ts';
import { parseAddress } from './parse.ts';
import { openAgencyList } from './parse-agencies.ts';
import { parseContact } from './parse-contact.ts';
import { printPackaging } from './print-packaging.ts';
import type { TypedScheduleOptions } from './schedule-options.ts';
import { findStoreFolder } from './store-folder.ts';
import { UsageError } from './usage-error.ts';

/** A machine may sleep between two nights: only the wall clock knows. */
const wallClock: Clock = {
  nowMs: () => Date.now(),
  sleep: async (ms, signal) => {
    await sleepFor(ms, undefined, signal === undefined ? {} : { signal });
  },
};

/** `oit schedule <site|list> [-- options of check]`: returns the exit code. */
export async function runScheduleCommand(
  site: string,
  rest: readonly string[],
  typed: TypedScheduleOptions,
  context: CliContext,
): Promise<number> {
  if (typed.print !== undefined) {
    context.stdout(await printPackaging(typed.print, site, rest, typed, context));
    return exitCodes.done;
  }
  const checkOptions = parseCheckOptions(rest, context);
  const contact = parseContact(typed.contact, 'schedule');
  const night = await createTimetable(typed.cron, typed.timeZone);
  const day = typed.dayLook === false ? null : await createTimetable(typed.dayLook, typed.timeZone);
  const probes = typed.probe === undefined ? null : await createTimetable(typed.probe, typed.timeZone);
  const today = fiscalYearOf(todayInBangkok(wallClock.nowMs()));
  const resources = await loadResources(
    context.root,
    checkOptions.checklist ?? null,
    today,
    await context.openDerived(),
  );
  const asked = await readSites(site, context, resources);
  const told =
    typed.notices === undefined
      ? null
      : await openNoticeChannels(typed.notices, typed.allowAddress, resources.toolVersion, context);
  const storeFolder = findStoreFolder(typed.store, context.cwd);
  if (storeFolder === null) throw new UsageError('--store');
  const store = await openStore(storeFolder, (ms) => wallClock.sleep(ms));
  try {
    const lockFolder = join(storeFolder, 'schedules', nameOfFolder(asked.name));
    await mkdir(lockFolder, { recursive: true });
    const lock = await takeRunLock(lockFolder, () => wallClock.nowMs());
    if (lock === null) {
      context.stderr(
        'ตารางนี้กำลังทำงานอยู่แล้ว จึงไม่เริ่มซ้ำ · this schedule is running already and is not begun twice.\n',
      );
      return exitCodes.done;
    }
    try {
      const unattended = { ...checkOptions, contact, unattended: true, allowAddress: typed.allowAddress };
      const deps = describe(asked, { typed, rest, contact, context, store, night, day, probes, resources });
      const sinceMs = await registerSchedule(
        store,
        { name: asked.name, nightCron: typed.cron, timeZone: typed.timeZone },
        wallClock.nowMs(),
      );
      const all: ScheduleDeps = {
        ...deps,
        sinceMs,
        channels: told?.channels ?? [],
        quietHours: told?.config.quietHours ?? null,
        lookAgain: (agency, targets, signal) =>
          lookByDay(agency.startUrl, targets, unattended, signal, { ...context, clock: wallClock }),
        probe: (agency, signal) =>
          probeStart(agency.startUrl, unattended, signal, {
            toolVersion: resources.toolVersion,
            clock: wallClock,
          }),
      };
      return await (typed.once === true ? doWhatIsDue(all) : keepSchedule(all));
    } finally {
      await lock.release();
    }
  } finally {
    await store.close();
  }
}

interface Sites {
  /** names the schedule in the store */
  name: string;
  agencies: (NightAgency & { /** what `oit check` is given */ args: string[] })[];
}

interface Surroundings {
  typed: TypedScheduleOptions;
  rest: readonly string[];
  contact: string;
  context: CliContext;
  store: Store;
  night: Timetable;
  day: Timetable | null;
  probes: Timetable | null;
  resources: Resources;
}

function describe(
  { name, agencies }: Sites,
  { typed, rest, contact, context, store, night, day, probes, resources }: Surroundings,
): Omit<ScheduleDeps, 'sinceMs' | 'channels' | 'quietHours' | 'lookAgain' | 'probe'> {
  const log = (text: string): void => context.stderr(`${text}\n`);
  const out =
    typed.out === undefined ? join(context.cwd, 'reports', 'nightly') : resolve(context.cwd, typed.out);
  return {
    store,
    schedule: name,
    night,
    day,
    probes,
    clock: wallClock,
    programme: resources.loaded.checklist.programme,
    agencies,
    signal: context.signal,
    async runWhole() {
      const deadlineMs = wallClock.nowMs() + typed.maxHours * 3_600_000;
      const codes: number[] = [];
      for (const { key, args } of agencies) {
        if (context.signal.aborted) return exitCodes.interrupted;
        if (wallClock.nowMs() >= deadlineMs) {
          codes.push(exitCodes.outOfSpaceOrTime);
          break;
        }
        const ours = [
          '--unattended',
          '--quiet',
          `--contact=${contact}`,
          `--store=${store.folder}`,
          `--out=${join(out, agencyFolder(key))}`,
          ...typed.allowAddress.flatMap((range) => ['--allow-address', range]),
        ];
        const code = await runCheckProcess([...args, ...rest, ...ours], deadlineMs, wallClock, context);
        if (code === exitCodes.interrupted) return code;
        codes.push(code);
      }
      return worstOf(codes);
    },
    onWait: (times) =>
      log(`ครั้งถัดไป · next: ${times.map((ms) => writeInstant(new Date(ms).toISOString()).th).join(' · ')}`),
    onBegin: (what, plannedMs) =>
      log(
        `${what === 'night' ? 'เริ่มตรวจทั้งเว็บไซต์ · night of' : 'เริ่มดูซ้ำตอนกลางวัน · look by day of'} ${writeInstant(new Date(plannedMs).toISOString()).th}`,
      ),
    onEnd: (what, code) =>
      log(`${what === 'night' ? 'ตรวจเสร็จ · night ended' : 'ดูซ้ำเสร็จ · look ended'} (${code})`),
    onProblem: (what, error) => log(`${what}: ${error instanceof Error ? error.message : String(error)}`),
  };
}

/** A name of a host or address, or a file of agencies. */
async function readSites(site: string, context: CliContext, resources: Resources): Promise<Sites> {
  if (!/\.(?:csv|tsv|xlsx?|ods|ya?ml)$/i.test(site)) {
    const startUrl = parseAddress(site);
    return {
      name: agencyKey(startUrl),
      agencies: [{ key: agencyKey(startUrl), startUrl, args: [startUrl] }],
    };
  }
  const list = await openAgencyList(site, context.cwd, resources);
  if (list.agencies.length === 0) throw new UsageError(`${site}: ไม่มีแถวที่ใช้ได้ · no row of it can be used.`);
  return {
    name: resolve(context.cwd, site),
    agencies: list.agencies.map(({ key, url }: Agency) => ({
      key,
      startUrl: url,
      args: ['--agency', `${site}#${key}`],
    })),
  };
}

/** What follows `--`, as `oit check` reads it. */
function parseCheckOptions(rest: readonly string[], context: CliContext): TypedCheckOptions {
  const command = addReportOptions(addCheckOptions(new Command('check')))
    .exitOverride()
    .configureOutput({ writeOut: context.stdout, writeErr: context.stderr });
  command.parse([...rest], { from: 'user' });
  const typed = command.opts<TypedCheckOptions & { out?: string }>();
  if (command.args.length > 0 || typed.agency !== undefined)
    throw new UsageError(
      `หลัง -- ให้ใส่เฉพาะตัวเลือกของ oit check ไม่ใส่ที่อยู่เว็บไซต์ · behind -- stand options of oit check only, no site: ${command.args.join(' ')}`,
    );
  const refused = [
    ...(typed.store === undefined ? [] : ['--store']),
    ...(typed.out === undefined ? [] : ['--out']),
    ...(typed.allowAddress.length === 0 ? [] : ['--allow-address']),
    ...(typed.items === undefined && typed.declaredOnly !== true ? [] : ['--items', '--declared-only']),
  ];
  if (refused.length > 0)
    throw new UsageError(
      `หลัง -- ใช้ ${refused.join(', ')} ไม่ได้ · cannot stand behind --: ${refused.join(', ')}. A night looks at the whole site, and keeps what it saw.`,
    );
  return typed;
}

/** No name that Windows refuses. */
function nameOfFolder(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}
