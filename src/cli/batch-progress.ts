import { type AgencyLine, type BatchProgress, writeAgencyEnd, writeBatchProgress } from '../index.ts';
import type { CliContext } from './context.ts';

const logEveryMs = 60_000;

/** Tells how far a batch is: a line that redraws itself on a terminal, plain lines in a log. */
export function createBatchProgress(
  context: CliContext,
  nowMs: () => number,
  isQuiet: boolean,
  lang: 'th' | 'en',
): {
  show(progress: BatchProgress): void;
  tell(line: AgencyLine, progress: BatchProgress): void;
  end(): void;
} {
  const isTerminal = context.isProgressTerminal;
  let loggedMs = Number.NEGATIVE_INFINITY;
  const clear = '\r\u001B[K';
  const shorten = (text: string): string => text.slice(0, Math.max(20, context.columns - 1));
  function show(progress: BatchProgress): void {
    if (isQuiet) return;
    const text = writeBatchProgress(progress, lang);
    if (isTerminal) context.stderr(`${clear}${shorten(text)}`);
    else if (nowMs() - loggedMs >= logEveryMs) {
      loggedMs = nowMs();
      context.stderr(`${text}\n`);
    }
  }
  return {
    show,
    tell(line, progress) {
      if (isQuiet) return;
      context.stderr(
        `${isTerminal ? clear : ''}[${progress.ended}/${progress.agencies}] ${writeAgencyEnd(line, lang)}\n`,
      );
      if (isTerminal) show(progress);
    },
    end() {
      if (isTerminal && !isQuiet) context.stderr(clear);
    },
  };
}
