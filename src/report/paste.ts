import type { Words } from '../result/sentences.ts';
import type { Result, ResultEvidence, ResultItem } from '../result/schema.ts';
import { verdictOf } from './fixes.ts';
import { clickPathText } from './format.ts';

/** One row of the official form: have it or not, where, and how to get there. */
export interface PasteRow {
  item: ResultItem;
  have: 'yes' | 'incomplete' | 'no' | 'look' | 'not-applicable';
  /** addresses of the accepted evidence, else of what is there and lacks something; best first */
  urls: string[];
  /** เมนู → … ; empty when there is no address */
  where: Words;
}

/** Forms take a few addresses per item, not every file of a yearly archive. */
const maxUrls = 5;

/** What each `have` is called on the form and beside it. */
export const haveWords: Readonly<Record<PasteRow['have'], Words>> = {
  yes: { th: 'มี', en: 'Have' },
  incomplete: { th: 'มี แต่ยังไม่ครบ แก้ก่อนกรอก', en: 'There, but incomplete: repair first' },
  no: { th: 'ไม่มี', en: 'Have not' },
  look: { th: 'ต้องเปิดดูก่อน', en: 'Look first' },
  'not-applicable': { th: 'ไม่ใช้กับหน่วยงานนี้', en: 'Does not apply' },
};

function judgeHave(item: ResultItem, urls: readonly string[], isAccepted: boolean): PasteRow['have'] {
  const verdict = verdictOf(item);
  if (verdict === 'not-applicable') return 'not-applicable';
  if (urls.length > 0 && isAccepted) return 'yes';
  if (verdict !== 'fail') return 'look';
  return urls.length > 0 ? 'incomplete' : 'no';
}

/** Where the result says nothing of a place that it did not accept, the click path does. */
function describeWhere(item: ResultItem, evidence: ResultEvidence | undefined): Words {
  if (item.whereTh !== null) return { th: item.whereTh, en: item.whereEn ?? item.whereTh };
  const steps = clickPathText(evidence?.clickPath ?? []);
  if (steps.length === 0) return { th: '', en: '' };
  const path = steps.join(' → ');
  return { th: `หน้าแรก → เมนู ${path}`, en: `Home → menu ${path}` };
}

/** The rows to copy into the official form, in the checklist's order. */
export function listPasteRows(result: Result): PasteRow[] {
  return result.items.map((item) => {
    const accepted = item.evidence.filter(({ role }) => role === 'accepted');
    const lacking = item.evidence.filter(({ role, outcome }) => role === 'supporting' && outcome === 'ok');
    const used = accepted.length > 0 ? accepted : lacking;
    const urls = [...new Set(used.map(({ url }) => url))].slice(0, maxUrls);
    return {
      item,
      have: judgeHave(item, urls, accepted.length > 0),
      urls,
      where: describeWhere(item, used[0]),
    };
  });
}
