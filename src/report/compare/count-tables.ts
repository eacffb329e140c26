import { cellStates } from '../../compare/cell-state.ts';
import type { Group, Overview } from '../../compare/schema.ts';
import { causeLabels, cellWords, groupWords } from '../../compare/words.ts';
import { effortCost, effortWords } from '../../plan/effort.ts';
import type { Words } from '../../result/words.ts';
import type { ReportLanguage } from '../format.ts';
import { agencyTypeWords } from '../labels.ts';
import { fixNameOf, gainNote, roundPoints } from './format.ts';
import { buildTable, type Column, numberOf, type ViewTable } from './view-table.ts';

export function itemsTable({ items }: Overview, lang: ReportLanguage): ViewTable {
  type Row = Overview['items'][number];
  const columns: Column<Row>[] = [
    { id: 'code', heading: { th: 'ข้อ', en: 'Item' }, width: 7, cell: ({ code }) => code },
    {
      id: 'name',
      heading: { th: 'เรื่อง', en: 'Name' },
      width: 46,
      cell: (row) => (lang === 'th' ? row.nameTh : row.nameEn),
    },
    ...cellStates
      .filter((state) => state !== 'absent')
      .map(
        (state): Column<Row> => ({
          id: state,
          heading: cellWords[state],
          width: 14,
          cell: ({ counts }) => counts[state],
        }),
      ),
    {
      id: 'causes',
      heading: { th: 'สาเหตุ (จำนวนหน่วยงาน)', en: 'Causes (agencies)' },
      width: 60,
      cell: (row) =>
        row.causes.map(({ reason, agencies }) => `${causeLabels[reason][lang]} (${agencies})`).join(' · '),
    },
    {
      id: 'unit',
      heading: { th: 'ผู้รับผิดชอบ', en: 'Unit' },
      width: 30,
      cell: (row) => (lang === 'th' ? row.unitTh : row.unitEn),
    },
  ];
  const head = { id: 'items', sheet: { th: 'รายข้อ', en: 'Items' }, note: null };
  return buildTable(head, columns, mostFailed(items));
}

/** Items by how many agencies are not expected to score in full, the most first. */
export function mostFailed(items: Overview['items']): Overview['items'] {
  return items.toSorted((a, b) => lackOf(b) - lackOf(a));
}

function lackOf({ counts }: Overview['items'][number]): number {
  return (counts.fail ?? 0) + (counts.partial ?? 0) / 2;
}

/** What a group is called. */
export function groupName({ by, name, province }: Group): Words {
  if (name === null) return { th: 'ไม่ระบุ', en: 'not given' };
  if (by === 'type')
    return Object.entries(agencyTypeWords).find(([type]) => type === name)?.[1] ?? { th: name, en: name };
  const full = province === null ? name : `${name} (${province})`;
  return { th: full, en: full };
}

function spreadColumn(id: keyof NonNullable<Group['spread']>, heading: Words): Column<Group> {
  return {
    id,
    heading,
    width: 12,
    cell: ({ spread }) => numberOf(spread?.[id]),
  };
}

export function groupsTable({ groups }: Overview, lang: ReportLanguage): ViewTable {
  const columns: Column<Group>[] = [
    { id: 'by', heading: { th: 'จัดกลุ่มตาม', en: 'By' }, width: 14, cell: ({ by }) => groupWords[by][lang] },
    { id: 'group', heading: { th: 'กลุ่ม', en: 'Group' }, width: 36, cell: (row) => groupName(row)[lang] },
    {
      id: 'agencies',
      heading: { th: 'หน่วยงาน', en: 'Agencies' },
      width: 12,
      cell: ({ agencies }) => agencies,
    },
    {
      id: 'unseen',
      heading: { th: 'เปิดดูไม่ได้หรือยังไม่มีผล', en: 'Could not look, or no result' },
      width: 16,
      cell: ({ unseen }) => unseen,
    },
    spreadColumn('min', { th: 'คาด: ต่ำสุด', en: 'Expected: least' }),
    spreadColumn('quarter', { th: 'หนึ่งในสี่', en: 'quarter' }),
    spreadColumn('median', { th: 'ค่ากลาง', en: 'median' }),
    spreadColumn('threeQuarters', { th: 'สามในสี่', en: 'three quarters' }),
    spreadColumn('max', { th: 'สูงสุด', en: 'most' }),
  ];
  return buildTable({ id: 'groups', sheet: { th: 'กลุ่ม', en: 'Groups' }, note: null }, columns, groups);
}

export function fixesTable({ fixes, items }: Overview, lang: ReportLanguage): ViewTable {
  type Row = Overview['fixes'][number];
  const columns: Column<Row>[] = [
    { id: 'code', heading: { th: 'ข้อ', en: 'Item' }, width: 7, cell: ({ code }) => code },
    {
      id: 'name',
      heading: { th: 'เรื่อง', en: 'Name' },
      width: 40,
      cell: (row) => fixNameOf(row, items)[lang],
    },
    {
      id: 'work',
      heading: { th: 'งาน', en: 'Work' },
      width: 32,
      cell: ({ effort }) => effortWords[effort][lang],
    },
    {
      id: 'effort',
      heading: { th: 'แรง (1–5)', en: 'Effort (1–5)' },
      width: 10,
      cell: ({ effort }) => effortCost(effort),
    },
    {
      id: 'agencies',
      heading: { th: 'หน่วยงาน', en: 'Agencies' },
      width: 12,
      cell: ({ agencies }) => agencies,
    },
    {
      id: 'gainLow',
      heading: { th: 'คะแนนรวม อย่างน้อย', en: 'Points, least' },
      width: 14,
      cell: ({ gainLow }) => roundPoints(gainLow),
    },
    {
      id: 'gainHigh',
      heading: { th: 'คะแนนรวม อย่างมาก', en: 'Points, most' },
      width: 14,
      cell: ({ gainHigh }) => roundPoints(gainHigh),
    },
    {
      id: 'perEffort',
      heading: { th: 'คะแนนต่อแรง', en: 'Points per effort' },
      width: 14,
      cell: ({ perEffort }) => Math.round(perEffort * 100) / 100,
    },
  ];
  const head = { id: 'fixes', sheet: { th: 'งานที่คุ้มก่อน', en: 'Fixes' }, note: gainNote };
  return buildTable(head, columns, fixes);
}
