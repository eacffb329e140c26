import type { CrawlProgress } from '../index.ts';
import type { CliContext } from './context.ts';

/** Lines of a log come this far apart; a terminal's line is redrawn more often. */
const logEveryMs = 10_000;
const drawEveryMs = 200;

export interface ProgressLine {
  show(progress: CrawlProgress): void;
  /** clears a line that was drawn */
  end(): void;
}

/** Tells how far a crawl is: one line that redraws itself on a terminal, now and then a plain one in a log. */
export function createProgressLine(
  context: CliContext,
  nowMs: () => number,
  isQuiet: boolean,
  lang: 'th' | 'en',
): ProgressLine {
  let lastMs = Number.NEGATIVE_INFINITY;
  let drawn = false;
  return {
    show(progress) {
      const every = context.isProgressTerminal ? drawEveryMs : logEveryMs;
      if (isQuiet || nowMs() - lastMs < every) return;
      lastMs = nowMs();
      const line = writeProgress(progress, lang);
      context.stderr(context.isProgressTerminal ? `\r\u001B[K${line}` : `${line}\n`);
      drawn = context.isProgressTerminal;
    },
    end() {
      if (drawn) context.stderr('\r\u001B[K');
    },
  };
}

function writeProgress(progress: CrawlProgress, lang: 'th' | 'en'): string {
  const { pages, documents, answered, asked, queued } = progress;
  const left = timeLeft(progress);
  return lang === 'th'
    ? `ดูแล้ว ${pages} หน้า ${documents} ไฟล์ · พบแล้ว ${answered}/${asked} ข้อ · รอดู ${queued}${left === null ? '' : ` · เหลือไม่เกิน ~${left} นาที`}`
    : `${pages} pages, ${documents} files · ${answered}/${asked} items found · ${queued} waiting${left === null ? '' : ` · at most ~${left} min left`}`;
}

/** Minutes until the queue or the tightest budget would end, whichever comes first; null too early to say. */
function timeLeft({ pages, documents, queued, elapsedMs, budgetUsed }: CrawlProgress): number | null {
  const done = pages + documents;
  if (done < 5 || elapsedMs < 3_000) return null;
  const queueMs = (elapsedMs / done) * queued;
  const budgetMs = budgetUsed > 0 ? (elapsedMs / budgetUsed) * (1 - budgetUsed) : Number.POSITIVE_INFINITY;
  return Math.max(1, Math.ceil(Math.min(queueMs, budgetMs) / 60_000));
}
