/** Why a picture gave no text; a closed list. */
export const ocrProblems = [
  'unreadable',
  'no-picture',
  'too-small',
  'too-large',
  'took-too-long',
  'took-too-much-memory',
] as const;
export type OcrProblem = (typeof ocrProblems)[number];

/** What was read in one picture. */
export interface OcrPage {
  /** page of the document from 1; 1 for a picture */
  page: number;
  /** one line per line of the picture, tidied; a number that cannot be trusted stands as `□`, see `maskDoubtfulDigits` */
  text: string;
  /** mean confidence of what was read, 0–1; 0 where nothing was */
  confidence: number;
  problem: OcrProblem | null;
  /** the tool's own words for the problem */
  detail: string | null;
}

/** Reads scans. Never throws for what a file holds; throws the signal's reason when aborted. */
export interface Ocr {
  /** `tesseract 5.3.0` or `tesseract.js 7.0.0` */
  name: string;
  recogniseImage(path: string, signal: AbortSignal): Promise<OcrPage>;
  /** One answer per asked page (from 1), in the order asked for. */
  recognisePdf(path: string, pages: readonly number[], signal: AbortSignal): Promise<OcrPage[]>;
  /** Ends every process and removes every temporary file. */
  close(): Promise<void>;
}

/** Limits of one page; the longest side of a rendered page is 150 dpi of A4. */
export interface OcrLimits {
  /** wall clock of one page, rendering included */
  pageTimeoutMs: number;
  /** memory of each process that renders or recognises */
  maxMemoryBytes: number;
  /** the longer side of a page that is rendered */
  longSidePx: number;
  /** narrower pictures are icons and buttons */
  minWidthPx: number;
  /** lower ones are rules and single-line banners */
  minHeightPx: number;
  /** pictures with more pixels are refused */
  maxPixels: number;
}

export const defaultOcrLimits: OcrLimits = {
  pageTimeoutMs: 30_000,
  maxMemoryBytes: 768 * 1024 * 1024,
  longSidePx: 1_754,
  minWidthPx: 300,
  minHeightPx: 60,
  maxPixels: 60_000_000,
};

/** What OCR needs from outside. */
export interface OcrDeps {
  /** absolute path of a program of this machine, null when it has none */
  findTool: (name: string) => string | null;
  /** the environment that programs are started with */
  environment: Readonly<Record<string, string | undefined>>;
  /** an existing folder: temporary pictures are made and removed in it */
  workDir: string;
  /** a folder that is made where needed and kept: the language data is laid out in it (10 MB) */
  dataDir: string;
  /** which engine; `auto`: the system's where it can be used, else the bundled one */
  engine?: 'auto' | 'system' | 'bundled';
  /** how a PDF's page becomes a picture; `auto`: poppler's rendering where found, else the pictures that the page holds */
  pictures?: 'auto' | 'poppler' | 'embedded';
  limits?: Partial<OcrLimits>;
}

/** What an engine gives for one picture: plain text and its TSV (one row per word with a confidence). */
export interface RawRecognition {
  text: string;
  tsv: string;
}

/** A failure that belongs to the picture or its limits, not to the program. */
export interface OcrFailure {
  problem: OcrProblem;
  detail: string;
}

export type OcrAttempt<T> = { ok: true; value: T } | ({ ok: false } & OcrFailure);

/** One way to turn a picture into text; throws the signal's reason when aborted. */
export interface OcrEngine {
  name: string;
  recognise(picturePath: string, signal: AbortSignal): Promise<OcrAttempt<RawRecognition>>;
  close(): Promise<void>;
}

/** One way to turn a page of a PDF into a picture file; throws the signal's reason when aborted. */
export interface PagePictures {
  name: string;
  /** Writes page `page` (from 1) into `folder` and gives the picture's path. */
  picture(pdfPath: string, page: number, folder: string, signal: AbortSignal): Promise<OcrAttempt<string>>;
  close(): Promise<void>;
}
