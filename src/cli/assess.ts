import { dirname, resolve } from 'node:path';
import {
  agencyKey,
  exitCodeOf,
  fiscalYearOf,
  loadResources,
  realClock,
  readSnapshot,
  reassess,
  renderJson,
  renderTerminal,
  saveReports,
} from '../index.ts';
import type { TypedReportOptions } from './check-options.ts';
import { parseOverrides, parseSurveys, type TypedPeopleOptions } from './parse-people.ts';
import { type CliContext, todayInBangkok } from './context.ts';

/** `oit assess <snapshot>`: judges what was stored, by the checklist named or the one of the crawl. */
export async function runAssessCommand(
  folder: string,
  typed: TypedReportOptions & TypedPeopleOptions & { checklist?: string; json?: boolean; failUnder?: number },
  context: CliContext,
): Promise<number> {
  const path = resolve(context.cwd, folder);
  const { manifest } = readSnapshot(path);
  const todayYear = fiscalYearOf(todayInBangkok(realClock.nowMs()));
  const resources = await loadResources(
    context.root,
    typed.checklist ?? manifest.checklistId,
    todayYear,
    await context.openDerived(),
  );
  const { checklist } = resources.loaded;
  const key = manifest.agency.id ?? agencyKey(manifest.startUrl);
  const result = reassess(path, resources, {
    overrides: await parseOverrides(typed, checklist, key, context.cwd),
    surveys: parseSurveys(typed, checklist, manifest.items === null),
  });
  if (typed.json === true) {
    context.stdout(renderJson(result));
    return exitCodeOf(result, typed.failUnder ?? null);
  }
  const out = typed.out === undefined ? dirname(path) : resolve(context.cwd, typed.out);
  const files = await saveReports(result, typed.format, out, typed.lang);
  const paths = files.map((name) => resolve(out, name));
  context.stdout(
    renderTerminal(result, {
      width: context.columns,
      colour: context.useColour,
      lang: typed.lang,
      files: paths,
    }),
  );
  return exitCodeOf(result, typed.failUnder ?? null);
}
