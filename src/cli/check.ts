import { basename, join, resolve } from 'node:path';
import {
  type Agency,
  agencyKey,
  check,
  type CheckOutcome,
  type Checklist,
  exitCodeOf,
  findRegressions,
  fiscalYearOf,
  loadResources,
  openDocumentReader,
  readUnpicturedTopics,
  realClock,
  renderTerminal,
  type Resources,
  stopCauseSentences,
  yearLine,
} from '../index.ts';
import type { TypedCheckOptions, TypedReportOptions } from './check-options.ts';
import { type CliContext, todayInBangkok } from './context.ts';
import { openKeeping } from './keep.ts';
import { findMachineTools } from './machine-tools.ts';
import { openFile } from './open-file.ts';
import { openNetwork } from './open-network.ts';
import { parseAddress, parseAgencyType, parseItems } from './parse.ts';
import { pickAgency, readDeclaredOf } from './parse-agencies.ts';
import { isPair, parseDeclared } from './parse-declared.ts';
import { parseOverrides, parseSurveys } from './parse-people.ts';
import { UsageError } from './usage-error.ts';
import { createProgressLine } from './progress.ts';
import { unseenLines } from './unseen-pages.ts';

type Typed = TypedCheckOptions & TypedReportOptions;

/** `oit check <url>`, or `--agency FILE#key`: returns the exit code. */
export async function runCheckCommand(
  typedUrl: string | undefined,
  typed: Typed,
  context: CliContext,
): Promise<number> {
  const asOf = typed.asOf ?? todayInBangkok(realClock.nowMs());
  const todayYear = fiscalYearOf(todayInBangkok(realClock.nowMs()));
  const { startUrl, listed, resources } = await parseStart(typedUrl, typed, todayYear, context);
  const { checklist } = resources.loaded;
  const asked = typed.items === undefined ? null : parseItems(typed.items, checklist);
  const declaredIndex = typed.declared.includes(ownIndex);
  const named = typed.declared.filter((text) => text !== ownIndex);
  const typedDeclared = await parseDeclared(named, checklist, context.cwd);
  const listDeclared = listed === null ? [] : await readDeclaredOf(listed.agency, listed.folder, checklist);
  const declared = (typedDeclared.length > 0 ? typedDeclared : listDeclared).filter(
    ({ code }) => asked?.includes(code) ?? true,
  );
  // One address typed in wants its item judged again; a file is held against the whole site.
  const isTyped = typed.declared.length > 0 && typed.declared.every(isPair) && typed.items === undefined;
  const declaredOnly = typed.declaredOnly === true || isTyped;
  if (declaredOnly && declared.length === 0) throw nothingDeclared();
  const items = declaredOnly ? codesOf(declared, checklist) : asked;
  const surveys = parseSurveys(typed, checklist, items === null);
  const overrides = await parseOverrides(
    typed,
    checklist,
    listed?.agency.key ?? agencyKey(startUrl),
    context.cwd,
  );
  const type = typed.agencyType === undefined ? null : parseAgencyType(typed.agencyType);
  const { fetcher, renderer } = openNetwork(startUrl, typed, resources.toolVersion);
  const line = yearLine(fiscalYearOf(asOf), checklist.fiscalYear);
  if (line !== null && typed.quiet !== true) context.stderr(`${line[typed.lang]}\n`);
  const progress = createProgressLine(context, () => realClock.nowMs(), typed.quiet === true, typed.lang);
  const keeping = await openKeeping(typed.store, resources, context);
  let outcome: CheckOutcome;
  try {
    outcome = await check(
      {
        crawl: {
          startUrl,
          alsoHosts: typed.alsoHost,
          concurrency: typed.concurrency,
          maxPages: typed.maxPages,
          maxDocuments: typed.maxDocuments,
          maxMinutes: typed.maxMinutes,
          maxDepth: typed.maxDepth,
          maxBytes: maxBytes,
          declaredUrls: [...new Set(declared.flatMap(({ url }) => (url === null ? [] : [url])))],
          declaredOnly,
          render: typed.render,
        },
        screenshots:
          typed.screenshots === true ? { withoutTopics: await readUnpicturedTopics(context.root) } : null,
        exhaustive: typed.exhaustive === true,
        fresh: typed.fresh === true,
        isAsOfGiven: typed.asOf !== undefined,
        ocr: typed.ocr,
        asOf,
        items,
        agency: {
          id: listed?.agency.id ?? null,
          name: typed.agencyName ?? listed?.agency.name ?? null,
          type: type ?? listed?.agency.type ?? null,
          ...(listed === null ? {} : placeOf(listed.agency)),
        },
        declared,
        declaredIndex,
        overrides,
        surveys,
        out: typed.out === undefined ? null : resolve(context.cwd, typed.out),
        reportsFolder: join(context.cwd, 'reports'),
        formats: typed.format,
        lang: typed.lang,
        shownOptions: shownOptions(typed, checklist.id, asOf),
      },
      {
        resources,
        clock: realClock,
        fetcher,
        renderer,
        reader: await openDocumentReader(findMachineTools(), typed.ocr),
        signal: context.signal,
        onProgress: (state) => progress.show(state),
        onResume: (kept) => context.stderr(`${resumeLine(kept)[typed.lang]}\n`),
        ...(keeping === null ? {} : { cache: keeping.cache, recordRun: keeping.recordRun }),
      },
    );
  } finally {
    await keeping?.close(items === null);
  }
  progress.end();
  const { result, history, folder, files } = outcome;
  if (result.run.stoppedBy !== 'complete')
    context.stderr(`${stopCauseSentences[result.run.stoppedBy][typed.lang]}\n`);
  if (result.site.reachable && result.site.problem === 'robots')
    context.stderr(`${robotsHint[typed.lang]}\n`);
  for (const unseen of unseenLines(result)) context.stderr(`${unseen[typed.lang]}\n`);
  const paths = files.map((name) => join(folder, name));
  context.stdout(
    renderTerminal(result, {
      width: context.columns,
      colour: context.useColour,
      lang: typed.lang,
      files: paths,
      history,
    }),
  );
  const report = paths.find((path) => path.endsWith('.html'));
  if (typed.open === true && report !== undefined) openFile(report, process.platform);
  const isAsked = typed.failOn === 'regression';
  const hasRegressed = isAsked && history !== null && findRegressions(history).length > 0;
  return exitCodeOf(result, typed.failUnder ?? null, hasRegressed);
}

interface Start {
  startUrl: string;
  /** the row of the list that was named, and the list's folder */
  listed: { agency: Agency; folder: string } | null;
  resources: Resources;
}

/** @throws UsageError when no site is named, or two are */
async function parseStart(
  typedUrl: string | undefined,
  typed: Typed,
  todayYear: number,
  { root, cwd, openDerived }: CliContext,
): Promise<Start> {
  if ((typedUrl === undefined) === (typed.agency === undefined)) throw nothingToCheck();
  const startUrl = typedUrl === undefined ? null : parseAddress(typedUrl);
  const derived = await openDerived();
  const resources = await loadResources(root, typed.checklist ?? null, todayYear, derived);
  if (startUrl !== null) return { startUrl, listed: null, resources };
  const listed = await pickAgency(typed.agency ?? '', cwd, resources);
  const { checklist, url } = listed.agency;
  const isOther =
    typed.checklist === undefined && checklist !== null && checklist !== resources.loaded.checklist.id;
  return {
    startUrl: parseAddress(url),
    listed,
    resources: isOther ? await loadResources(root, checklist, todayYear, derived) : resources,
  };
}

function placeOf({ district, province, tags }: Agency): Pick<Agency, 'district' | 'province' | 'tags'> {
  return { district, province, tags };
}

function nothingToCheck(): UsageError {
  return new UsageError(
    'โปรดระบุที่อยู่เว็บไซต์ หรือ --agency ไฟล์#รหัส อย่างใดอย่างหนึ่ง · name one site: its address, or --agency FILE#key.',
  );
}

function resumeLine(kept: number): { th: string; en: string } {
  return {
    th: `ทำต่อจากการตรวจครั้งก่อนที่ค้างไว้ มีข้อมูลแล้ว ${kept} รายการ (เริ่มใหม่ทั้งหมดให้เติม --fresh)`,
    en: `Going on with the unfinished run: ${kept} answers are there already (--fresh begins anew).`,
  };
}

/** One line where a site turns programs away, in place of an explanation at every item (docs/for-hosters.md). */
const robotsHint = {
  th: 'robots.txt ของเว็บไซต์นี้ขอไม่ให้โปรแกรมอ่าน ถ้าเป็นเว็บไซต์ของหน่วยงานท่านเอง ให้สั่งใหม่โดยเติม --own-site',
  en: 'The robots.txt of this site asks programs to stay away. If the site is your own, run again with --own-site.',
} as const;

/** All answers of one run together; RELIABILITY's caps bound each single one. */
const maxBytes = 1024 * 1024 * 1024;

/** `--declared index`: the agency declares by the index of its own site. */
const ownIndex = 'index';

function codesOf(declared: readonly { code: string }[], checklist: Checklist): string[] {
  return checklist.items.map(({ code }) => code).filter((code) => declared.some((one) => one.code === code));
}

function nothingDeclared(): UsageError {
  return new UsageError(
    '--declared-only ต้องใช้คู่กับ --declared (ของข้อที่ตรวจ) · --declared-only wants --declared with at least one of the items.',
  );
}

function shownOptions(typed: Typed, checklistId: string, asOf: string): Record<string, unknown> {
  const { maxPages, maxDocuments, maxMinutes, maxDepth, concurrency, delayMs, alsoHost } = typed;
  return {
    checklist: checklistId,
    asOf,
    items: typed.items ?? null,
    alsoHosts: alsoHost,
    // A file is named without its folder, which is nobody else's concern.
    declared: typed.declared.map((text) => (isPair(text) ? text : basename(text))),
    declaredOnly: typed.declaredOnly === true,
    maxPages,
    maxDocuments,
    maxMinutes,
    maxDepth,
    concurrency,
    delayMs,
    ocr: typed.ocr,
    render: typed.render,
    screenshots: typed.screenshots === true,
    ownSite: typed.ownSite === true,
    exhaustive: typed.exhaustive === true,
    resolve: typed.resolve,
    allowAddresses: typed.allowAddress,
  };
}
