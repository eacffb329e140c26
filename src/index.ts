/** The library's public face: what the command line, and others' programs, may use. */
export { assess, type AssessInputs } from './assess/assess.ts';
export {
  check,
  type CheckDependencies,
  type CheckOptions,
  type CheckOutcome,
  reassess,
  saveReports,
} from './check/check.ts';
export { type ExitCode, exitCodeOf, exitCodes } from './check/exit-code.ts';
export { findPackageRoot } from './check/package-root.ts';
export { RunFolderError } from './check/run-folder.ts';
export { loadResources, readVersion, type Resources } from './check/resources.ts';
export { ChecklistError } from './checklist/error.ts';
export { listChecklists } from './checklist/find.ts';
export { readChecklist } from './checklist/load.ts';
export { readKnownNegatives } from './checklist/known-negatives.ts';
export { type Checklist, checklistSchema, type LoadedChecklist } from './checklist/schema.ts';
export { showChecklist } from './checklist/show.ts';
export { validateChecklist } from './checklist/validate.ts';
export { type CrawlOptions, defaultCrawlLimits } from './crawl/options.ts';
export type { CrawlProgress } from './crawl/ports.ts';
export { serveDemo } from './demo/serve.ts';
export { realClock } from './fetch/clock.ts';
export { createFetcher } from './fetch/fetcher.ts';
export type { Clock, Fetcher, FetcherOptions } from './fetch/types.ts';
export {
  isReportFormat,
  renderJson,
  renderTerminal,
  type ReportFormat,
  reportFormats,
} from './report/index.ts';
export { type Result, resultSchema } from './result/schema.ts';
export { outcomeSentences, stopCauseSentences, yearLine } from './result/sentences.ts';
export { type AgencyType, agencyTypes } from './result/vocabulary.ts';
export { readSnapshot, type Snapshot, SnapshotError } from './snapshot/reader.ts';
export { journalRecordSchema, manifestSchema } from './snapshot/schema.ts';
export { fiscalYearOf } from './text/fiscal-year.ts';
