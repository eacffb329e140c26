/** The library's public face: what the command line, and others' programs, may use. */
export { createCache, type CacheOptions } from './cache/create-cache.ts';
export { type DerivedFiles } from './cache/derived-files.ts';
export { createMemoryIndex } from './cache/memory-index.ts';
export { openProgramDerived } from './cache/program-derived.ts';
export type { AnswerIndex, Cache, PruneOptions, PruneOutcome } from './cache/types.ts';
export { agencyKey } from './assess/agency.ts';
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
export { takeRunLock } from './check/run-lock.ts';
export { readUnpicturedTopics } from './check/screenshot-topics.ts';
export { createRunRecorder, type RecorderOptions, type RunRecorder } from './check/record.ts';
export { createRejudge } from './check/rejudge.ts';
export { loadResources, readVersion, type Resources } from './check/resources.ts';
export { ChecklistError } from './checklist/error.ts';
export {
  crosswalk,
  type CrosswalkKind,
  crosswalkKinds,
  type CrosswalkRow,
} from './checklist/crosswalk.ts';
export { showDiff } from './checklist/diff.ts';
export { findChecklist, listChecklists } from './checklist/find.ts';
export { loadChecklist, readChecklist } from './checklist/load.ts';
export { draftYear } from './checklist/new-year.ts';
export { readKnownNegatives } from './checklist/known-negatives.ts';
export { type Checklist, checklistSchema, type LoadedChecklist } from './checklist/schema.ts';
export { showChecklist } from './checklist/show.ts';
export { validateChecklist } from './checklist/validate.ts';
export { CompareError } from './compare/error.ts';
export { type Overview, overviewSchema } from './compare/schema.ts';
export { findNamed, findResults, type FoundResults, readOneResult } from './compare/sources.ts';
export { compareTwoRuns, type TwoRuns } from './compare/two-runs.ts';
export { findBundledChromium, findPlaywrightChromium } from './browser/bundled.ts';
export { type BrowserCandidate, type BrowserMachine, findBrowsers } from './browser/find-browser.ts';
export { createRenderer, type Renderer, type RendererOptions } from './browser/renderer.ts';
export { tryBrowser } from './browser/try-browser.ts';
export { type CrawlOptions, defaultCrawlLimits, type RenderMode, renderModes } from './crawl/options.ts';
export type { CrawlProgress, PageRenderer } from './crawl/ports.ts';
export { type MachineTools, openDocumentReader } from './document/open-reader.ts';
export type { DocumentReader } from './document/types.ts';
export { serveDemo } from './demo/serve.ts';
export { createAddressGuard } from './fetch/address-guard.ts';
export { realClock } from './fetch/clock.ts';
export { createFetcher } from './fetch/fetcher.ts';
export { createPacer } from './fetch/pace.ts';
export type { Clock, Fetcher, FetcherOptions } from './fetch/types.ts';
export { type ExportFormat, exportFormats, isExportFormat, renderExport } from './export/index.ts';
export * from './fleet/index.ts';
export * from './night/index.ts';
export { type Agency, type AgencyList, readAgencies } from './inputs/agencies.ts';
export { type Alarm, findRegressions, pendingAlarms } from './history/alarms.ts';
export { buildHistory, type HistoryInput } from './history/build-history.ts';
export { compareRuns, diffResults } from './history/compare-runs.ts';
export { type Comparison, comparisonSchema, type ItemChange } from './history/comparison-schema.ts';
export { digestResult, type RunDigest } from './history/digest.ts';
export { type History, historySchema } from './history/schema.ts';
export type { Probe } from './history/uptime.ts';
export { type ChangeCause, changeCauses, type ChangeKind, changeKinds } from './history/vocabulary.ts';
export { type DeclaredEntry, readDeclared } from './inputs/declared.ts';
export { formatInputProblem, InputError, type InputProblem } from './inputs/error.ts';
export { type Override, readOverrides } from './inputs/overrides.ts';
export { recordOverride, requireAgency } from './inputs/record-override.ts';
export {
  buildPlan,
  createWhatIf,
  isPlanFormat,
  parseResult,
  type Plan,
  PlanError,
  type PlanFormat,
  planFormats,
  planSchema,
  readQuestions,
  readSurveyScores,
  whatIfLines,
  writePlan,
} from './plan/index.ts';
export { type CompareFormat, compareFormats, isCompareFormat } from './report/compare/formats.ts';
export { renderOverviewText } from './report/compare/text.ts';
export { renderTwoRunsText } from './report/compare/two-runs-table.ts';
export {
  type ComparisonOptions,
  writeComparison,
  writeComparisonOf,
  writeTwoRuns,
  type WrittenComparison,
} from './report/compare/write.ts';
export {
  isReportFormat,
  renderJson,
  renderTerminal,
  type ReportFormat,
  reportFormats,
} from './report/index.ts';
export { writeInstant } from './result/dates.ts';
export { type Result, resultSchema } from './result/schema.ts';
export { outcomeSentences, stopCauseSentences, yearLine } from './result/sentences.ts';
export { type AgencyType, agencyTypes, type Verdict, verdicts } from './result/vocabulary.ts';
export { computeTotal, type SurveyTotals } from './score/total.ts';
export { readSnapshot, type Snapshot, SnapshotError } from './snapshot/reader.ts';
export { documentFactsSchema } from './snapshot/document-facts.ts';
export { journalRecordSchema, manifestSchema } from './snapshot/schema.ts';
export { createCacheIndex } from './store/cache-index.ts';
export { NewerStoreError, StoreError } from './store/error.ts';
export { registerSchedule } from './store/nights.ts';
export { recordProbe } from './store/probes.ts';
export { defaultKeepRule, type KeepRule, type Pruned, pruneStore } from './store/prune.ts';
export { type HistoryRequest, readHistory } from './store/read-history.ts';
export { type FinishedRun, recordRun } from './store/record-run.ts';
export { listRuns, readStoredResult, type RunFilter, type StoredRun } from './store/runs.ts';
export { restoreSnapshot } from './store/snapshots.ts';
export { isStore, openStore, type Store } from './store/store.ts';
export { fiscalYearOf } from './text/fiscal-year.ts';
