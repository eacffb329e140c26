/** One thing wrong in a checklist file, at the place where a person has to change it. */
export interface ChecklistProblem {
  /** as it was given to the loader */
  file: string;
  /** from 1; 1 where the whole file is meant */
  line: number;
  /** from 1, in UTF-16 units */
  column: number;
  /** `items[0].year.want`, "" for the whole file */
  path: string;
  /** one plain sentence */
  message: string;
  /** what may stand there instead, null where the message says it all */
  expected: string | null;
}

/** Writes a problem on one line: `checklists/ita-2568.yaml:12:7 items[0].year.want: … expected one of …`. */
export function formatProblem(problem: ChecklistProblem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  const path = problem.path === '' ? '' : ` ${problem.path}:`;
  const expected = problem.expected === null ? '' : `; expected ${problem.expected}`;
  return `${place}${path} ${problem.message}${expected}`;
}

/** A checklist cannot be used; the message lists every problem, one a line. */
export class ChecklistError extends Error {
  readonly code = 'checklist-invalid';
  readonly problems: readonly ChecklistProblem[];

  constructor(problems: readonly ChecklistProblem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'ChecklistError';
    this.problems = problems;
  }
}
