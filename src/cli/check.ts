import { join, resolve } from 'node:path';
import {
  check,
  createFetcher,
  exitCodeOf,
  fiscalYearOf,
  type Fetcher,
  loadResources,
  realClock,
  renderTerminal,
  type Resources,
  stopCauseSentences,
  yearLine,
} from '../index.ts';
import type { TypedCheckOptions, TypedReportOptions } from './check-options.ts';
import { type CliContext, todayInBangkok } from './context.ts';
import { openFile } from './open-file.ts';
import { parseAddress, parseAgencyType, parseDeclared, parseItems } from './parse.ts';
import { createProgressLine } from './progress.ts';
import { UsageError } from './usage-error.ts';

type Typed = TypedCheckOptions & TypedReportOptions;

/** `oit check <url>`: returns the exit code. */
export async function runCheckCommand(typedUrl: string, typed: Typed, context: CliContext): Promise<number> {
  const startUrl = parseAddress(typedUrl);
  const asOf = typed.asOf ?? todayInBangkok(realClock.nowMs());
  const todayYear = fiscalYearOf(todayInBangkok(realClock.nowMs()));
  const resources = await loadResources(context.root, typed.checklist ?? null, todayYear);
  const { checklist } = resources.loaded;
  const declared = parseDeclared(typed.declared, checklist);
  const asked = typed.items === undefined ? [] : parseItems(typed.items, checklist);
  const items = asked.length > 0 || declared.length > 0 ? mergeCodes(asked, declared, resources) : null;
  const type = typed.agencyType === undefined ? null : parseAgencyType(typed.agencyType);
  const fetcher = openFetcher(startUrl, typed, resources);
  const line = yearLine(fiscalYearOf(asOf), checklist.fiscalYear);
  if (line !== null && typed.quiet !== true) context.stderr(`${line[typed.lang]}\n`);
  const progress = createProgressLine(context, () => realClock.nowMs(), typed.quiet === true, typed.lang);
  const outcome = await check(
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
        declaredUrls: [...new Set(declared.map(({ url }) => url))],
        declaredOnly: declared.length > 0 && asked.length === 0,
      },
      asOf,
      items,
      agency: {
        id: null,
        name: typed.agencyName ?? null,
        type,
      },
      declared,
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
      signal: context.signal,
      onProgress: (state) => progress.show(state),
    },
  );
  progress.end();
  const { result, folder, files } = outcome;
  if (result.run.stoppedBy !== 'complete')
    context.stderr(`${stopCauseSentences[result.run.stoppedBy][typed.lang]}\n`);
  if (result.site.reachable && result.site.problem === 'robots')
    context.stderr(`${robotsHint[typed.lang]}\n`);
  const paths = files.map((name) => join(folder, name));
  context.stdout(
    renderTerminal(result, {
      width: context.columns,
      colour: context.useColour,
      lang: typed.lang,
      files: paths,
    }),
  );
  const report = paths.find((path) => path.endsWith('.html'));
  if (typed.open === true && report !== undefined) openFile(report, process.platform);
  return exitCodeOf(result, typed.failUnder ?? null);
}

/** One line where a site turns programs away, in place of an explanation at every item (docs/for-hosters.md). */
const robotsHint = {
  th: 'robots.txt ของเว็บไซต์นี้ขอไม่ให้โปรแกรมอ่าน ถ้าเป็นเว็บไซต์ของหน่วยงานท่านเอง ให้สั่งใหม่โดยเติม --own-site',
  en: 'The robots.txt of this site asks programs to stay away. If the site is your own, run again with --own-site.',
} as const;

/** All answers of one run together; RELIABILITY's caps bound each single one. */
const maxBytes = 1024 * 1024 * 1024;

function openFetcher(startUrl: string, typed: Typed, resources: Resources): Fetcher {
  try {
    return createFetcher({
      clock: realClock,
      random: Math.random,
      userAgent: `oit-checker/${resources.toolVersion} (+https://www.npmjs.com/package/oit-checker)`,
      concurrencyPerHost: typed.concurrency,
      delayMs: typed.delayMs,
      ownSite: typed.ownSite === true,
      startUrl: /^https?:\/\//i.test(startUrl) ? startUrl : `https://${startUrl}`,
      startMayBePrivate: true,
      allowAddresses: typed.allowAddress,
      resolve: typed.resolve,
      alsoHosts: typed.alsoHost,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--resolve, --allow-address: ${message}`, { cause: error });
  }
}

function mergeCodes(
  asked: readonly string[],
  declared: readonly { code: string }[],
  resources: Resources,
): string[] {
  const wanted = new Set([...asked, ...declared.map(({ code }) => code)]);
  return resources.loaded.checklist.items.map((item) => item.code).filter((code) => wanted.has(code));
}

function shownOptions(typed: Typed, checklistId: string, asOf: string): Record<string, unknown> {
  const { maxPages, maxDocuments, maxMinutes, maxDepth, concurrency, delayMs, alsoHost } = typed;
  return {
    checklist: checklistId,
    asOf,
    items: typed.items ?? null,
    alsoHosts: alsoHost,
    declared: typed.declared,
    maxPages,
    maxDocuments,
    maxMinutes,
    maxDepth,
    concurrency,
    delayMs,
    ownSite: typed.ownSite === true,
    resolve: typed.resolve,
    allowAddresses: typed.allowAddress,
  };
}
