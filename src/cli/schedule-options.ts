import { type Command, Option } from 'commander';
import { parseNumber } from './parse.ts';

/** What `oit schedule --print` can write. */
export const packagings = ['systemd', 'cron', 'windows', 'github'] as const;
export type Packaging = (typeof packagings)[number];

/** Options of `oit schedule` as typed. */
export interface TypedScheduleOptions {
  cron: string;
  timeZone: string;
  /** false: no looks by day */
  dayLook: string | false;
  probe?: string;
  notices?: string;
  contact?: string;
  once?: boolean;
  maxHours: number;
  out?: string;
  store?: string;
  allowAddress: string[];
  print?: Packaging;
}

export function addScheduleOptions(command: Command): Command {
  return command
    .option('--cron <times>', 'when the nights begin: minute hour day month weekday', '10 2 * * *')
    .option('--time-zone <name>', 'of the times', 'Asia/Bangkok')
    .option('--day-look <times>', 'when suspected items are looked at again', '30 9 * * *')
    .option(
      '--no-day-look',
      'do not look again by day (then nothing that nights alone saw is ever confirmed)',
    )
    .option('--probe <times>', 'ask for the start page in between, for example "0 8-17 * * *"')
    .option('--notices <file>', 'whom to tell what: notices.yaml')
    .option('--contact <address>', 'how to reach you, for those who run the site (in the user agent)')
    .option('--once', 'do what is due now and end: for systemd, cron, Task Scheduler')
    .option('--max-hours <n>', 'time for one night', parseNumber('--max-hours', 0.05, 24, false), 8)
    .option('--out <dir>', 'folder of the reports, always of the last night (default: reports/nightly)')
    .option(
      '--store <dir>',
      "folder where results are kept from run to run (default: the user's data folder)",
    )
    .option(
      '--allow-address <cidr>',
      'private addresses that may be connected to, by checks and notices (repeatable)',
      (value: string, all: string[]) => [...all, value],
      [],
    )
    .addOption(
      new Option('--print <what>', 'print a ready file and how to install it, and do nothing else').choices(
        packagings,
      ),
    );
}
