/** A piece of text as the page places it; lengths in points (1/72 inch), `top` and `bottom` from the upper edge. */
export interface TextRun {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** size of its letters; about that where a back end gives boxes only */
  size: number;
  /** what parts it from the piece before it in the order of the page's content */
  before: 'none' | 'blank' | 'line';
}

/** One page as a back end gives it, pieces in the order of its content. */
export interface PdfPage {
  /** from 1 */
  page: number;
  /** points */
  width: number;
  runs: TextRun[];
  /** pictures on it; where a back end does not tell which page holds which, one on each page of few letters */
  images: number;
}

/** What a PDF says of itself; dates are ISO 8601 in UTC. */
export interface PdfInfo {
  title: string | null;
  producer: string | null;
  createdAt: string | null;
  modifiedAt: string | null;
  pageCount: number | null;
}

/** One PDF, read as far as the limits go. */
export interface PdfReading {
  /** which back end: `poppler 22.12.0`, `unpdf 1.8.1` */
  madeBy: string;
  info: PdfInfo;
  pages: PdfPage[];
  /** a limit on pages or characters cut it short */
  truncated: boolean;
  /** the back end had to mend the file, so what it gives may be little of what there is */
  isMended: boolean;
}

/** Limits that a back end keeps by itself; time and memory are also kept from outside. */
export interface PdfLimits {
  timeoutMs: number;
  maxMemoryBytes: number;
  maxPages: number;
  maxChars: number;
}

/** A way to read the text of PDFs. Raises `UnreadableDocument` with the problem. */
export interface PdfText {
  readPdf(bytes: Uint8Array, limits: PdfLimits): Promise<PdfReading>;
}

/** Which back end a reading process is to use; paths are absolute. */
export type PdfTools =
  | {
      backend: 'poppler';
      version: string;
      /** name of the other back end, which is asked where poppler finds a file damaged */
      otherVersion: string;
      pdftotext: string;
      pdfinfo: string;
      /** null: pictures are not counted */
      pdfimages: string | null;
      /** null: the programs run without a memory limit of the system */
      prlimit: string | null;
    }
  | { backend: 'unpdf'; version: string };
