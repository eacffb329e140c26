/** One item that a title may answer. */
export interface TitleCandidate {
  code: string;
  /** 0–1 */
  probability: number;
  factors: { name: string; weight: number }[];
}

/** What the rest of the matching asks of the title classifier (`title.ts`). */
export interface TitleJudge {
  match(
    label: string,
    context?: { year?: number | null; schemeYear?: number | null; before?: string; least?: number },
  ): { code: string | null; probability: number; candidates: TitleCandidate[] };
}
