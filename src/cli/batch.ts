import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import {
  type Agency,
  type BatchFolder,
  batchFiles,
  type BatchManifest,
  type BatchOutcome,
  type Checklist,
  chooseSpreadHours,
  createForker,
  createGroupFinder,
  createPacer,
  type DeclaredEntry,
  type DerivedFiles,
  exitCodes,
  findChecklist,
  fiscalYearOf,
  formatInputProblem,
  loadResources,
  NightUse,
  openBatchFolder,
  openEmbeddedQueue,
  readSharedNetworks,
  realClock,
  type Resources,
  runBatch,
  writeBatchSummary,
  yearLine,
} from '../index.ts';
import { chooseFolder, describeBatch } from './batch-manifest.ts';
import { settingsOf, workerScript } from './batch-settings.ts';
import type { TypedBatchOptions } from './batch-options.ts';
import { createBatchProgress } from './batch-progress.ts';
import { writeBatchViews } from './batch-views.ts';
import { type CliContext, todayInBangkok } from './context.ts';
import {
  chooseAgencies,
  type OpenList,
  openAgencyList,
  parseAgencyFilter,
  readDeclaredOf,
} from './parse-agencies.ts';
import { hideServers, readServers } from './remote-servers.ts';
import { refuseLocalChecklists, runOnServers } from './batch-remote.ts';
import { UsageError } from './usage-error.ts';

/** `oit batch <list>`: returns the exit code. */
export async function runBatchCommand(
  listName: string,
  typed: TypedBatchOptions,
  context: CliContext,
): Promise<number> {
  if (typed.ownSite === true) throw refuseOwnSite();
  const contact = parseContact(typed.contact);
  const isRemote = readServers(typed, process.env) !== null;
  const filter = typed.filter === undefined ? null : parseAgencyFilter(typed.filter);
  const today = todayInBangkok(realClock.nowMs());
  const derived = await context.openDerived();
  const resources = await loadResources(context.root, typed.checklist ?? null, fiscalYearOf(today), derived);
  const { checklist } = resources.loaded;
  const list = await openAgencyList(listName, context.cwd, resources);
  const loadOne = createChecklistLoader(context.root, fiscalYearOf(today), derived);
  const chosen = await chooseAgencies(list, filter, resources, loadOne);
  tellProblems(listName, list, chosen.problems, context);
  if (chosen.agencies.length === 0) throw nothingUsable(listName);
  if (isRemote)
    refuseLocalChecklists([typed.checklist ?? null, ...chosen.agencies.map((one) => one.checklist)]);
  const line = yearLine(fiscalYearOf(typed.asOf ?? today), checklist.fiscalYear);
  if (line !== null && typed.quiet !== true) context.stderr(`${line[typed.lang]}\n`);

  const wanted = describeBatch(listName, list, chosen.problems, typed, resources, typed.asOf ?? today);
  const folder = await openBatchFolder(await chooseFolder(listName, wanted, typed, context), wanted, () =>
    realClock.nowMs(),
  );
  try {
    if (isFinished(folder, chosen.agencies)) {
      context.stderr(`${finishedLine(folder.folder)[typed.lang]}\n`);
      context.stdout(
        writeBatchSummary(folder.manifest.counts, 'complete', pathsOf(folder, context), typed.lang),
      );
      return exitCodeOf(folder.manifest.counts, 'complete');
    }
    if (folder.isResumed) context.stderr(`${resumeLine(folder.folder)[typed.lang]}\n`);
    await folder.saveManifest({});
    const outcome = await runInFolder(folder, chosen.agencies, typed, {
      context,
      resources,
      list,
      contact,
      loadOne,
    });
    await writeBatchViews(folder.folder, resources, typed.lang, context);
    context.stdout(writeBatchSummary(outcome.counts, outcome.end, pathsOf(folder, context), typed.lang));
    return exitCodeOf(outcome.counts, outcome.end);
  } finally {
    await folder.release();
  }
}

interface Surroundings {
  context: CliContext;
  resources: Resources;
  list: OpenList;
  contact: string;
  loadOne: (id: string) => Promise<Checklist>;
}

async function runInFolder(
  folder: BatchFolder,
  agencies: Agency[],
  typed: TypedBatchOptions,
  { context, resources, list, contact, loadOne }: Surroundings,
): Promise<BatchOutcome> {
  const isShared = await readSharedNetworks(context.root);
  const findGroup = createGroupFinder({
    clock: realClock,
    allowAddresses: typed.allowAddress,
    resolve: typed.resolve,
    isShared,
  });
  const jobs = typed.jobs;
  const spreadHours = typed.spreadHours ?? chooseSpreadHours(agencies.length, jobs, typed.maxHours);
  const retryAfterMinutes = typed.retryAfterMinutes ?? (spreadHours > 0 ? 60 : 1);
  const limits = {
    maxRequestsPerAddress: typed.maxRequestsPerIp,
    maxBytesPerAddress: typed.maxGigabytesPerIp * 1024 ** 3,
    maxOcrDocuments: typed.maxOcr,
  };
  const settings = settingsOf(typed, resources, context.root, contact, folder.manifest);
  const readAgencyDeclared = async (agency: Agency): Promise<DeclaredEntry[]> =>
    await readDeclaredOf(
      agency,
      list.folder,
      agency.checklist === null ? resources.loaded.checklist : await loadOne(agency.checklist),
    );
  const servers = readServers(typed, process.env);
  if (servers !== null) {
    const { root: _own, ...shared } = settings;
    return await runOnServers(
      servers,
      {
        agencies,
        toolVersion: resources.toolVersion,
        plan: {
          settings: shared,
          checklist: checklistName(typed, resources),
          limits,
          retryAfterMinutes,
          anyHour: typed.anyHour === true,
        },
        maxHours: typed.maxHours,
        spreadHours,
      },
      { folder, findGroup: ({ url }) => findGroup(url), readDeclared: readAgencyDeclared },
      { context, isQuiet: typed.quiet === true, lang: typed.lang },
    );
  }
  const queue = openEmbeddedQueue(join(folder.folder, 'queue.sqlite'), {
    isSoleOwner: true,
    nowMs: () => realClock.nowMs(),
    newToken: randomUUID,
  });
  const progress = createBatchProgress(context, () => realClock.nowMs(), typed.quiet === true, typed.lang);
  try {
    return await runBatch(
      {
        agencies,
        settings,
        jobs,
        workers: Math.min(jobs, typed.processes ?? availableParallelism()),
        maxHours: typed.maxHours,
        spreadHours,
        retryAfterMinutes,
        anyHour: typed.anyHour === true,
        checklist: checklistName(typed, resources),
      },
      {
        clock: realClock,
        folder,
        queue,
        pacer: createPacer({
          clock: realClock,
          concurrencyPerHost: typed.concurrency,
          delayMs: typed.delayMs,
        }),
        night: new NightUse(limits),
        isShared,
        openWorker: createForker(workerScript(), hideServers({ ...process.env, UV_THREADPOOL_SIZE: '16' })),
        readDeclared: readAgencyDeclared,
        findGroup: ({ url }) => findGroup(url),
        signal: context.signal,
        onProgress: (state) => progress.show(state),
        onAgency: (line, state) => progress.tell(line, state),
      },
    );
  } finally {
    progress.end();
    await queue.close();
  }
}

function checklistName(typed: TypedBatchOptions, { loaded }: Resources): string {
  // A path is read again by the workers; an id stays one whatever year it is when they start.
  return typed.checklist ?? loaded.checklist.id;
}

function createChecklistLoader(
  root: string,
  todayYear: number,
  derived: DerivedFiles,
): (id: string) => Promise<Checklist> {
  const loaded = new Map<string, Promise<Checklist>>();
  return async (id) => {
    const known = loaded.get(id);
    if (known !== undefined) return await known;
    const loading = findChecklist(join(root, 'checklists'), id, todayYear, derived).then(
      ({ checklist }) => checklist,
    );
    loaded.set(id, loading);
    return await loading;
  };
}

function isFinished({ manifest, ledger }: BatchFolder, agencies: readonly Agency[]): boolean {
  if (manifest.end !== 'complete') return false;
  return agencies.every(({ key, url }) => {
    const line = ledger.get(key);
    return line !== undefined && line.url === url && line.state !== 'not-run';
  });
}

/** Above this share of agencies that could not be looked at, a batch says little of the whole. */
const incompleteShare = 0.1;

function exitCodeOf(counts: BatchManifest['counts'], end: BatchManifest['end']): number {
  if (end === 'interrupted') return exitCodes.interrupted;
  if (end === 'night-ended') return exitCodes.outOfSpaceOrTime;
  const unseen = counts.unreachable + counts.incomplete + counts.failed;
  return unseen > counts.agencies * incompleteShare ? exitCodes.incomplete : exitCodes.done;
}

const shownProblems = 50;

function tellProblems(
  listName: string,
  list: OpenList,
  rowProblems: readonly { line: number; message: string }[],
  context: CliContext,
): void {
  const all = [
    ...list.problems,
    ...rowProblems.map(({ line, message }) => ({ file: listName, line, message })),
  ].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  for (const problem of [...all.slice(0, shownProblems), ...list.notices.slice(0, shownProblems)])
    context.stderr(`${formatInputProblem(problem)}\n`);
  const hidden = Math.max(0, all.length - shownProblems) + Math.max(0, list.notices.length - shownProblems);
  if (hidden > 0) context.stderr(`… +${hidden}\n`);
}

/** Printable ASCII: it goes into a header that everybody who runs a site reads. */
function parseContact(typed: string | undefined): string {
  const contact = typed?.trim() ?? '';
  const isReachable = /^[!-~]+@[!-~]+\.[!-~]+$|^https?:\/\/[!-~]+$|^\+?[\d -]{8,20}$/.test(contact);
  if (isReachable && contact.length <= 100 && !/[()\\]/.test(contact)) return contact;
  throw new UsageError(
    'batch ต้องใช้ --contact เป็นอีเมล หมายเลขโทรศัพท์ หรือที่อยู่เว็บ เพื่อให้ผู้ดูแลเว็บไซต์ติดต่อท่านได้ · wants --contact, an e-mail address, a phone number or a web address, so that those who run the sites can reach you.',
  );
}

function refuseOwnSite(): UsageError {
  return new UsageError(
    '--own-site ใช้กับ batch ไม่ได้ ใช้ได้กับ oit check เว็บไซต์ของท่านเองเท่านั้น · --own-site is not for a batch: only for oit check of your own site.',
  );
}

function nothingUsable(listName: string): UsageError {
  return new UsageError(
    `${listName}: ไม่มีแถวใดที่ตรวจได้ (ดูที่แจ้งไว้ข้างบน หรือ --filter) · has no row that can be checked (see above, or --filter).`,
  );
}

function pathsOf({ folder }: BatchFolder, { cwd }: CliContext): { agencies: string } {
  const path = join(folder, batchFiles.agencies);
  const near = relative(cwd, path);
  return { agencies: near.startsWith('..') ? path : near };
}

function finishedLine(folder: string): { th: string; en: string } {
  return {
    th: `${folder} ตรวจครบแล้ว ไม่มีอะไรต้องทำ (ตรวจใหม่ให้ใช้ --out โฟลเดอร์อื่น)`,
    en: `${folder} is finished, there is nothing to do (name another --out to begin anew).`,
  };
}

function resumeLine(folder: string): { th: string; en: string } {
  return { th: `ตรวจต่อจากที่ค้างไว้ใน ${folder}`, en: `Going on with the unfinished batch in ${folder}` };
}
