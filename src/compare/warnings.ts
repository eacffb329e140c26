import type { Words } from '../result/words.ts';
import type { Collector } from './collector.ts';

/** What keeps the agencies of one comparison from being quite comparable. */
export function findWarnings({ checklists, toolVersions, summaries }: Collector): Words[] {
  const ids = checklists.map(({ checklist }) => checklist.id).join(', ');
  const edited = checklists.filter(({ hashes }) => hashes.size > 1).map(({ checklist }) => checklist.id);
  const partly = summaries.filter(({ view, score }) => view === 'looked' && score === null).length;
  return [
    ...(checklists.length > 1
      ? [
          {
            th: `หน่วยงานไม่ได้ใช้เกณฑ์ชุดเดียวกัน (${ids}) ข้อที่เลขเปลี่ยนเทียบกันตามเรื่อง คะแนนเทียบกันตรง ๆ ไม่ได้`,
            en: `Not all agencies were judged by one checklist (${ids}). Renumbered items are matched by what they are about; scores cannot be compared directly.`,
          },
        ]
      : []),
    ...edited.map((id) => ({
      th: `ไฟล์เกณฑ์ ${id} ถูกแก้ระหว่างการตรวจ ผลบางหน่วยงานใช้ฉบับก่อนแก้`,
      en: `The checklist file ${id} was changed between the checks: some agencies were judged by the earlier one.`,
    })),
    ...(toolVersions.length > 1
      ? [
          {
            th: `ตรวจด้วยโปรแกรมต่างรุ่นกัน (${toolVersions.join(', ')})`,
            en: `Checked with different versions of the program (${toolVersions.join(', ')}).`,
          },
        ]
      : []),
    ...(partly > 0
      ? [
          {
            th: `${partly} หน่วยงานตรวจเพียงบางข้อ จึงไม่มีคะแนน`,
            en: `${partly} agencies were checked on some items only, so they have no score.`,
          },
        ]
      : []),
  ];
}
