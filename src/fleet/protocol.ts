import type { ReportFormat } from '../report/index.ts';
import type { RenderMode } from '../crawl/options.ts';
import type { DeclaredEntry } from '../inputs/declared.ts';
import type { AgencyType, Outcome, StopCause } from '../result/vocabulary.ts';

/** What every check of a batch has in common; sent to a worker before anything else. */
export interface BatchSettings {
  /** the package's folder */
  root: string;
  userAgent: string;
  asOf: string;
  isAsOfGiven: boolean;
  formats: ReportFormat[];
  lang: 'th' | 'en';
  /** requests at once per agency, host and address */
  concurrency: number;
  delayMs: number;
  maxPages: number;
  maxDocuments: number;
  /** of one agency, time that it waits for pace left out */
  maxMinutes: number;
  maxDepth: number;
  maxBytes: number;
  ocr: 'auto' | 'never';
  render: RenderMode;
  requireSandbox: boolean;
  resolve: string[];
  allowAddresses: string[];
  /** the default checklist is that of this fiscal year (Buddhist Era) */
  todayFiscalYear: number;
  shownOptions: Record<string, unknown>;
}

/** One agency to check. */
export interface AgencyOrder {
  key: string;
  url: string;
  agency: {
    id: string | null;
    name: string | null;
    type: AgencyType | null;
    district: string | null;
    province: string | null;
    tags: string[];
  };
  declared: DeclaredEntry[];
  /** id or path */
  checklist: string;
  /** absolute */
  folder: string;
}

/** What came of one check, as far as a batch needs it. */
export type AgencyEnd =
  | {
      kind: 'result';
      key: string;
      /** as judged: from the list, else as the site calls itself */
      name: string | null;
      type: AgencyType | null;
      reachable: boolean;
      outcome: Outcome | null;
      incomplete: boolean;
      stoppedBy: StopCause;
      exitCode: number;
      startedAt: string;
      finishedAt: string;
      score: { expected: number | null; low: number; high: number } | null;
      pages: number;
      documents: number;
      requests: number;
      bytes: number;
      waitedForPaceSeconds: number;
    }
  /** stopped from outside; it can go on another time */
  | { kind: 'interrupted'; key: string }
  | { kind: 'error'; key: string; detail: string; isDiskFull: boolean };

/** From the batch to a worker. */
export type ToWorker =
  | { type: 'settings'; settings: BatchSettings }
  | { type: 'run'; order: AgencyOrder }
  | { type: 'admitted'; id: number; slowDown: number }
  | { type: 'refused'; id: number; kind: 'stopped' | 'limit'; detail: string }
  | { type: 'ocr'; id: number; isGranted: boolean }
  /** end what runs and save it */
  | { type: 'stop' }
  /** end when nothing runs any more */
  | { type: 'close' };

/** From a worker to the batch. */
export type FromWorker =
  | { type: 'ready' }
  /** its event loop turns */
  | { type: 'beat'; residentBytes: number }
  /** an answer is handed to this agency's crawl: what stands still next is it, as a rule */
  | { type: 'working'; key: string }
  | { type: 'ended'; end: AgencyEnd }
  | { type: 'enter'; id: number; host: string; address: string | null }
  | { type: 'cancel'; id: number }
  | { type: 'leave'; id: number; latencyMs: number | null; isError: boolean }
  | { type: 'crawl-delay'; host: string; delayMs: number }
  | { type: 'pause'; host: string; untilMs: number }
  | { type: 'bytes'; host: string; bytes: number }
  | { type: 'overload'; host: string; httpStatus: 429 | 503; hasRetryAfter: boolean }
  | { type: 'ocr'; id: number };
