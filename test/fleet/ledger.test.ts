import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeUnrun } from '../../src/fleet/describe-line.ts';
import { openLedger, readAgencyLines } from '../../src/fleet/ledger.ts';
import type { AgencyLine } from '../../src/fleet/schema.ts';
import { makeAgency } from './support.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-ledger-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'agencies.ndjson');
const line = (key: string, attempts: number): AgencyLine => ({
  ...describeUnrun(makeAgency({ key }), 'ita-2568', 'error'),
  attempts,
});

it('keeps the last line of each key, also after it was opened again', async () => {
  const first = await openLedger(path());
  await Promise.all([first.append(line('a', 1)), first.append(line('b', 1)), first.append(line('a', 2))]);
  await first.close();
  const second = await openLedger(path());
  expect(second.get('a')?.attempts).toBe(2);
  expect(second.get('c')).toBeUndefined();
  await second.close();
  expect((await readAgencyLines(path())).map(({ key, attempts }) => [key, attempts])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});

it('takes away a last line that a kill cut off, and goes on behind it', async () => {
  const first = await openLedger(path());
  await first.append(line('a', 1));
  await first.close();
  await appendFile(path(), JSON.stringify(line('ข้าวสาร', 1)).slice(0, 40));
  const second = await openLedger(path());
  await second.append(line('c', 1));
  await second.close();
  expect((await readAgencyLines(path())).map(({ key }) => key)).toEqual(['a', 'c']);
});

it('replaces everything at the end, and can be appended to afterwards', async () => {
  const ledger = await openLedger(path());
  await ledger.append(line('b', 1));
  await ledger.append(line('b', 2));
  await ledger.rewrite([line('a', 1), line('b', 2)]);
  await ledger.append(line('a', 2));
  await ledger.close();
  expect((await readFile(path(), 'utf8')).trim().split('\n')).toHaveLength(3);
  expect(ledger.get('a')?.attempts).toBe(2);
});
