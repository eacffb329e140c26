import type { Words } from '../result/sentences.ts';
import type { Result, ResultItem } from '../result/schema.ts';
import { verdictOf } from './fixes.ts';

/** One row of the official form: have it or not, where, and how to get there. */
export interface PasteRow {
  item: ResultItem;
  have: 'yes' | 'no' | 'look' | 'not-applicable';
  /** addresses of the accepted evidence, best first */
  urls: string[];
  /** เมนู → … ; empty when nothing was accepted */
  where: Words;
}

/** Forms take a few addresses per item, not every file of a yearly archive. */
const maxUrls = 5;

/** What each `have` is called on the form and beside it. */
export const haveWords: Readonly<Record<PasteRow['have'], Words>> = {
  yes: { th: 'มี', en: 'Have' },
  no: { th: 'ไม่มี', en: 'Have not' },
  look: { th: 'ต้องเปิดดูก่อน', en: 'Look first' },
  'not-applicable': { th: 'ไม่ใช้กับหน่วยงานนี้', en: 'Does not apply' },
};

function judgeHave(item: ResultItem, urls: readonly string[]): PasteRow['have'] {
  const verdict = verdictOf(item);
  if (verdict === 'not-applicable') return 'not-applicable';
  if (urls.length > 0) return 'yes';
  return verdict === 'fail' ? 'no' : 'look';
}

/** The rows to copy into the official form, in the checklist's order. */
export function listPasteRows(result: Result): PasteRow[] {
  return result.items.map((item) => {
    const accepted = item.evidence
      .filter((evidence) => evidence.role === 'accepted')
      .map((evidence) => evidence.url);
    const urls = [...new Set(accepted)].slice(0, maxUrls);
    const where = { th: item.whereTh ?? '', en: item.whereEn ?? '' };
    return { item, have: judgeHave(item, urls), urls, where };
  });
}
