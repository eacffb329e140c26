import { type CrosswalkKind, type CrosswalkRow, crosswalk } from './crosswalk.ts';
import type { Checklist } from './schema.ts';

const kindWords: Record<CrosswalkKind, { th: string; en: string }> = {
  same: { th: 'รหัสเดิม', en: 'same code' },
  moved: { th: 'ย้าย', en: 'moved' },
  merged: { th: 'รวมข้อ', en: 'merged' },
  split: { th: 'แยกข้อ', en: 'split' },
  regrouped: { th: 'จัดข้อใหม่', en: 'regrouped' },
  vanished: { th: 'ไม่มีแล้ว', en: 'vanished' },
  new: { th: 'ข้อใหม่', en: 'new' },
};

/**
 * Describes what became of each item from one checklist to the other, one line each in Thai and English:
 * `O12 → O7  ย้าย · moved  รายงานผลการดำเนินงานประจำปี (Annual performance report)`. The first line counts.
 */
export function showDiff(from: Checklist, to: Checklist): string[] {
  const rows = crosswalk(from, to);
  const counts = Map.groupBy(rows, ({ kind }) => kind);
  const summary = [...counts]
    .map(([kind, list]) => `${kindWords[kind].th} ${list.length} · ${kindWords[kind].en} ${list.length}`)
    .join(', ');
  return [
    `${from.id} (${from.items.length}) → ${to.id} (${to.items.length}): ${summary}`,
    ...rows.map((row) => describeRow(row, from, to)),
  ];
}

function describeRow(row: CrosswalkRow, from: Checklist, to: Checklist): string {
  const words = kindWords[row.kind];
  const codes = `${row.from.join('+') || '–'} → ${row.to.join('+') || '–'}`;
  const [side, shown] = row.to.length > 0 ? [to, row.to] : [from, row.from];
  const names = side.items
    .filter((item) => shown.includes(item.code))
    .map((item) => `${item.nameTh} (${item.nameEn})`)
    .join(' + ');
  const changed = [
    ...(row.topicsGone.length > 0 && row.to.length > 0 ? [`- ${row.topicsGone.join(', ')}`] : []),
    ...(row.topicsNew.length > 0 && row.from.length > 0 ? [`+ ${row.topicsNew.join(', ')}`] : []),
  ].join(' ');
  return `${codes.padEnd(14)} ${words.th} · ${words.en}  ${names}${changed === '' ? '' : `  [${changed}]`}`;
}
