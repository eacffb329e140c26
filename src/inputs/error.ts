/** One thing wrong in a file that a person filled in. */
export interface InputProblem {
  /** as it was named on the command line */
  file: string;
  /** line of a YAML file, row of a table, both from 1; null where the whole file is meant */
  line: number | null;
  /** Thai and English in one sentence, with what to do */
  message: string;
}

/** Writes a problem on one line: `declared.csv:4: …`. */
export function formatInputProblem({ file, line, message }: InputProblem): string {
  return `${file}${line === null ? '' : `:${line}`}: ${message}`;
}

/** A file of declared addresses or overrides cannot be used; the message lists every problem, one a line. */
export class InputError extends Error {
  readonly code = 'input-invalid';
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(problems.map(formatInputProblem).join('\n'));
    this.name = 'InputError';
    this.problems = problems;
  }
}
