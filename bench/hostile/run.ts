import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Result, type ResultItem, resultSchema } from '../../src/result/schema.ts';
import { verdictWords, type Words } from '../../src/result/sentences.ts';
import type { Outcome } from '../../src/result/vocabulary.ts';
import { lastAnswers } from '../../src/snapshot/last-answers.ts';
import { readSnapshot } from '../../src/snapshot/reader.ts';
import { residentBytesOf } from '../children.ts';
import type { Authority } from './certificates.ts';
import type { HostileServer } from './server.ts';

/** Ends of a fetch that say nothing of what is there. */
const unseen: ReadonlySet<Outcome> = new Set<Outcome>([
  'timeout',
  'reset',
  'refused',
  'tls',
  'blocked',
  'robots',
  'too-large',
  'budget',
]);

/** What stands in the report: of the site as a whole, or of the item that the address under test promises. */
function sayOf({ target }: HostileServer, { site }: Result, item: ResultItem | undefined): Words {
  if (target === '/') return { th: site.problemTh ?? 'อ่านได้ตามปกติ', en: site.problemEn ?? 'read as usual' };
  const reason = item?.reasons[0];
  if (item === undefined || reason === undefined) return { th: '', en: '' };
  return {
    th: `O1 ${verdictWords[item.verdict].th}: ${reason.messageTh}`,
    en: `O1 ${verdictWords[item.verdict].en}: ${reason.messageEn}`,
  };
}

/** How `oit check` came through. */
export interface Survived {
  name: string;
  does: string;
  /** `timeout, 4 attempts` */
  outcome: string;
  /** what the report says of it */
  says: Words;
  exitCode: number | null;
  seconds: number;
  /** the most resident memory of the command and its children; null where /proc is missing */
  peakBytes: number | null;
  /** why the row has failed, [] for none */
  faults: string[];
}

/** All runs are held to this; RELIABILITY adds ten seconds for the end. */
const maxMinutes = 3;
const graceSeconds = 10;
/** The command itself; documents are read in children of their own, each held to 512 MB. */
const maxPeakBytes = 1024 * 1_048_576;

/** 1 and signals are crashes; the others are documented ends. */
const documentedExits = new Set([0, 3, 4, 5, 6]);

const root = new URL('../../', import.meta.url);

interface Ended {
  exitCode: number | null;
  seconds: number;
  peakBytes: number | null;
  stderr: string;
}

async function runCheck(startUrl: string, args: readonly string[], rootFile: string): Promise<Ended> {
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    ['src/launch/oit.mjs', 'check', startUrl, '--quiet', '--render', 'never', '--ocr', 'never', ...args],
    {
      cwd: root,
      env: { ...process.env, NODE_EXTRA_CA_CERTS: rootFile },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = `${stderr}${text}`.slice(-2_000);
  });
  let peakBytes: number | null = null;
  const watch = setInterval(() => {
    const now = child.pid === undefined ? null : residentBytesOf(child.pid);
    if (now !== null) peakBytes = Math.max(peakBytes ?? 0, now);
  }, 100);
  const tooLate = setTimeout(() => child.kill('SIGKILL'), (maxMinutes * 60 + 9 * graceSeconds) * 1_000);
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('close', resolve).once('error', () => resolve(null));
  });
  clearInterval(watch);
  clearTimeout(tooLate);
  return { exitCode, seconds: (performance.now() - startedMs) / 1_000, peakBytes, stderr };
}

/** Serves one hostile server, sends the real command to it and reads what it has to say; null where it cannot be played. */
export async function survive(
  server: HostileServer,
  authority: Authority,
  folder: string,
): Promise<Survived | null> {
  const open = await server.open(authority);
  if (open === null) return null;
  const out = join(folder, server.name.replace(/\W+/g, '-'));
  const limits = ['--max-minutes', String(maxMinutes), '--max-pages', '60', '--max-documents', '10'];
  try {
    const args = ['--out', out, '--format', 'json', '--delay-ms', '100', ...limits, ...(open.args ?? [])];
    const ended = await runCheck(open.startUrl, args, authority.rootFile);
    return readRun(server, new URL(server.target, open.startUrl).href, out, ended);
  } finally {
    await open.close();
  }
}

function readRun(server: HostileServer, url: string, out: string, ended: Ended): Survived {
  const { name, does, expects } = server;
  const { exitCode, seconds, peakBytes, stderr } = ended;
  const faults: string[] = [];
  if (exitCode === null || !documentedExits.has(exitCode)) faults.push(`exit code ${exitCode}: ${stderr}`);
  if ((peakBytes ?? 0) > maxPeakBytes) faults.push('took too much memory');
  const row = { name, does, exitCode, seconds, peakBytes, faults };
  let snapshot: ReturnType<typeof readSnapshot>;
  let result: Result;
  try {
    result = resultSchema.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')));
    snapshot = readSnapshot(join(out, 'snapshot'));
  } catch (error) {
    faults.push(`no result: ${String(error)}`);
    return { ...row, outcome: '', says: { th: '', en: '' } };
  }
  const record = lastAnswers(snapshot.fetches).findLast(
    (each) => each.url === url && each.purpose !== 'probe' && each.purpose !== 'sitemap',
  );
  if (record === undefined) {
    faults.push(`${url} was not asked for`);
    return { ...row, outcome: '', says: { th: '', en: '' } };
  }
  const { outcome, tlsProblem, attempts } = record;
  if (outcome !== expects.outcome)
    faults.push(`${outcome} (${record.detail}) in place of ${expects.outcome}`);
  if (expects.tlsProblem !== undefined && !expects.tlsProblem.test(tlsProblem ?? ''))
    faults.push(`tlsProblem ${tlsProblem}`);
  const text = record.sha256 === null ? null : snapshot.bodyOf(record.sha256);
  if (expects.title !== undefined && text?.includes(expects.title) !== true) faults.push('was not read');
  const facts = record.sha256 === null ? null : snapshot.factsOf(record.sha256);
  const words = [
    outcome,
    ...(tlsProblem === null ? [] : [tlsProblem]),
    ...(facts?.problem === null || facts?.problem === undefined ? [] : [facts.problem]),
    ...(attempts > 1 ? [`${attempts} attempts`] : []),
    ...(record.secondPass === true ? ['second pass'] : []),
  ];
  // by the run's own clock: a busy machine takes long to start a process
  const ranSeconds = (Date.parse(result.run.finishedAt) - Date.parse(result.run.startedAt)) / 1_000;
  if (ranSeconds > maxMinutes * 60 + graceSeconds) faults.push(`ran for ${Math.round(ranSeconds)} s`);
  const item = result.items.find(({ code }) => code === 'O1');
  // what we could not look at is nobody's fault but ours
  if (item?.verdict === 'fail' && unseen.has(outcome)) faults.push('blames the agency');
  const says = sayOf(server, result, item);
  return { ...row, outcome: words.join(', '), says };
}
