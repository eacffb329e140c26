import { foldThai } from '../text/normalise.ts';
import type { KnownNegative } from './known-negatives.ts';
import type { Checklist, ChecklistItem, Cue, LoadedChecklist } from './schema.ts';

/** Something in a checklist that is allowed and probably not meant. */
export interface ChecklistFinding {
  kind:
    | 'alias-is-known-negative'
    | 'alias-used-twice'
    | 'alias-is-near-miss'
    | 'alias-has-contrary-word'
    | 'single-cue'
    | 'nothing-strict'
    | 'inferred-without-note';
  /** code of the item, null for the checklist itself */
  item: string | null;
  /** the label, word or element that is meant */
  subject: string;
  messageEn: string;
  messageTh: string;
}

/**
 * Looks for what makes a loaded checklist judge badly: labels that are known to be something else, labels
 * of two items, items that contradict themselves, elements that hang on one phrase.
 */
export function validateChecklist(
  loaded: LoadedChecklist,
  knownNegatives: readonly KnownNegative[],
): ChecklistFinding[] {
  const { checklist } = loaded;
  return [
    ...findNegativeAliases(checklist, knownNegatives),
    ...findSharedAliases(checklist),
    ...checklist.items.flatMap((item) => [
      ...findAliasesAmongNearMisses(item),
      ...findContraryInNames(item),
      ...findThinElements(item),
    ]),
    ...findUnexplainedDoubt(checklist),
  ];
}

function listAliases(item: ChecklistItem): string[] {
  return [item.nameTh, ...item.labels.right, ...item.labels.other];
}

function findNegativeAliases(checklist: Checklist, negatives: readonly KnownNegative[]): ChecklistFinding[] {
  const ofThisYear = negatives.filter(({ itemIn }) => !itemIn.includes(checklist.fiscalYear));
  const byLabel = new Map(ofThisYear.map((negative) => [foldThai(negative.label), negative]));
  return checklist.items.flatMap((item) =>
    [...new Set(listAliases(item))].flatMap((label): ChecklistFinding[] => {
      const negative = byLabel.get(foldThai(label));
      if (negative === undefined) return [];
      // It was noted as no evidence for another item; for this one it may well be right.
      if (negative.confusableWith !== null && negative.confusableWith !== item.code) return [];
      return [
        {
          kind: 'alias-is-known-negative',
          item: item.code,
          subject: label,
          messageEn: `"${label}" was seen on a real site and is not ${item.code} (${negative.source}); remove it from the labels`,
          messageTh: `“${label}” เคยพบบนเว็บไซต์จริงและไม่ใช่ข้อ ${item.code} (${negative.source}) ควรนำออกจากรายชื่อ`,
        },
      ];
    }),
  );
}

function findSharedAliases(checklist: Checklist): ChecklistFinding[] {
  const owners = new Map<string, string>();
  return checklist.items.flatMap((item) =>
    [...new Set(listAliases(item).map(foldThai))].flatMap((label): ChecklistFinding[] => {
      const owner = owners.get(label);
      if (owner === undefined) {
        owners.set(label, item.code);
        return [];
      }
      return [
        {
          kind: 'alias-used-twice',
          item: item.code,
          subject: label,
          messageEn: `"${label}" names ${owner} as well; keep it in one of the two`,
          messageTh: `“${label}” เป็นชื่อของข้อ ${owner} ด้วย ควรเหลือไว้ข้อเดียว`,
        },
      ];
    }),
  );
}

function findAliasesAmongNearMisses(item: ChecklistItem): ChecklistFinding[] {
  const aliases = new Set(listAliases(item).map(foldThai));
  return item.nearMisses
    .filter((miss) => aliases.has(foldThai(miss.label)))
    .map((miss) => ({
      kind: 'alias-is-near-miss',
      item: item.code,
      subject: miss.label,
      messageEn: `"${miss.label}" is both a label and a near miss of ${item.code}; it can be only one`,
      messageTh: `“${miss.label}” เป็นทั้งชื่อและชื่อที่คล้ายแต่ไม่ใช่ของข้อ ${item.code} เป็นได้อย่างเดียว`,
    }));
}

function findContraryInNames(item: ChecklistItem): ChecklistFinding[] {
  return item.contrary.flatMap(({ word }) => {
    const folded = foldThai(word);
    return [...new Set(listAliases(item))]
      .filter((label) => foldThai(label).includes(folded))
      .map(
        (label): ChecklistFinding => ({
          kind: 'alias-has-contrary-word',
          item: item.code,
          subject: label,
          messageEn: `"${label}" is a label of ${item.code} and holds "${word}", which is said to make it something else`,
          messageTh: `“${label}” เป็นชื่อของข้อ ${item.code} แต่มีคำว่า “${word}” ซึ่งตั้งไว้ว่าทำให้เป็นเรื่องอื่น`,
        }),
      );
  });
}

function findThinElements(item: ChecklistItem): ChecklistFinding[] {
  const findings = item.elements.filter(hangsOnOnePhrase).map(
    (element): ChecklistFinding => ({
      kind: 'single-cue',
      item: item.code,
      subject: element.id,
      messageEn: `${item.code} ${element.id} hangs on a single phrase; add other wordings or a table's columns`,
      messageTh: `องค์ประกอบ “${element.nameTh}” ของข้อ ${item.code} อาศัยวลีเดียว ควรเพิ่มถ้อยคำอื่นหรือหัวตาราง`,
    }),
  );
  // Elements that nobody knows are no oversight: such an item is never said to be complete.
  if (item.elements.length === 0 || item.elements.some((element) => element.strict)) return findings;
  return [
    ...findings,
    {
      kind: 'nothing-strict',
      item: item.code,
      subject: item.code,
      messageEn: `no element of ${item.code} is strict, so an empty document would do`,
      messageTh: `ข้อ ${item.code} ไม่มีองค์ประกอบบังคับ เอกสารเปล่าก็จะผ่านการตรวจ`,
    },
  ];
}

function hangsOnOnePhrase(element: { cues: Cue[] }): boolean {
  const [only] = element.cues;
  return element.cues.length === 1 && only?.kind === 'phrases' && only.any.length === 1;
}

function findUnexplainedDoubt(checklist: Checklist): ChecklistFinding[] {
  return checklist.items
    .filter(
      (item) =>
        item.elementsConfidence === 'low' && item.noteTh === undefined && item.year.noteTh === undefined,
    )
    .map((item) => ({
      kind: 'inferred-without-note',
      item: item.code,
      subject: item.code,
      messageEn: `the elements of ${item.code} are uncertain and no note says why`,
      messageTh: `องค์ประกอบของข้อ ${item.code} ยังไม่แน่ชัด แต่ไม่มีหมายเหตุบอกที่มา`,
    }));
}
