/** The library's public face: what the command line, and others' programs, may use. */
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
export { readUnpicturedTopics } from './check/screenshot-topics.ts';
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
export { type DeclaredEntry, readDeclared } from './inputs/declared.ts';
export { InputError } from './inputs/error.ts';
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
export {
  isReportFormat,
  renderJson,
  renderTerminal,
  type ReportFormat,
  reportFormats,
} from './report/index.ts';
export { type Result, resultSchema } from './result/schema.ts';
export { outcomeSentences, stopCauseSentences, yearLine } from './result/sentences.ts';
export { type AgencyType, agencyTypes, type Verdict, verdicts } from './result/vocabulary.ts';
export { computeTotal, type SurveyTotals } from './score/total.ts';
export { readSnapshot, type Snapshot, SnapshotError } from './snapshot/reader.ts';
export { documentFactsSchema } from './snapshot/document-facts.ts';
export { journalRecordSchema, manifestSchema } from './snapshot/schema.ts';
export { fiscalYearOf } from './text/fiscal-year.ts';
