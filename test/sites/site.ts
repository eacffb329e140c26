import type { AgencyType, ReasonCode, Verdict } from '../../src/result/vocabulary.ts';

/** What a path answers. */
export interface Route {
  body: string | Uint8Array;
  status?: number;
  type?: string;
  location?: string;
  /** takes the request and never answers */
  hangs?: boolean;
}

/** What a careful assessor makes of one item of a fixture site. */
export interface Truth {
  /** verdicts that such an assessor, or a tool that says what it could not see, may come to */
  verdicts: Verdict[];
  /** leading reasons that fit, where the verdict is no pass; empty: any */
  causes: ReasonCode[];
  /** paths that may be the first evidence; empty: none is expected */
  evidence: string[];
}

/** An agency of our own making. Items that its truth leaves out are nowhere on the site. */
export interface SiteFixture {
  name: string;
  agency: { name: string; type: AgencyType };
  routes: ReadonlyMap<string, Route>;
  /** robots.txt holds, as on another agency’s site */
  obeysRobots?: boolean;
  truth: Record<string, Truth>;
}

/** A truth in one line. */
export function expectItem(verdicts: Verdict[], causes: ReasonCode[] = [], evidence: string[] = []): Truth {
  return { verdicts, causes, evidence };
}

export const html = 'text/html; charset=utf-8';

/** A file that nobody needs to read: only its kind matters. */
export function pdfRoute(name: string): Route {
  return { type: 'application/pdf', body: `%PDF-1.4\n% ${encodeURIComponent(name)}\n%%EOF\n` };
}

/** A table from rows; the first is its header. */
export function table(rows: readonly (readonly string[])[]): string {
  const [header = [], ...body] = rows;
  const cells = (row: readonly string[], tag: string): string =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${cells(header, 'th')}</thead><tbody>${body.map((row) => cells(row, 'td')).join('')}</tbody></table>`;
}
