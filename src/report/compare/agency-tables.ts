import { type CellState, cellStates } from '../../compare/cell-state.ts';
import { countStates } from '../../compare/count-items.ts';
import type { AgencyRow, Overview } from '../../compare/schema.ts';
import { cellMarks, cellWords } from '../../compare/words.ts';
import { writeInstant } from '../../result/dates.ts';
import type { ReportLanguage } from '../format.ts';
import { nameOf, orderNote, reachOf, standingOf, typeOf } from './format.ts';
import {
  buildTable,
  type Column,
  type LinkTo,
  numberOf,
  type ViewCell,
  type ViewTable,
} from './view-table.ts';

const nameColumn: Column<AgencyRow> = {
  id: 'name',
  heading: { th: 'หน่วยงาน', en: 'Agency' },
  width: 40,
  cell: nameOf,
};
const keyColumn: Column<AgencyRow> = {
  id: 'key',
  heading: { th: 'รหัส', en: 'Code' },
  width: 22,
  cell: ({ key }) => key,
};

function placeColumns(lang: ReportLanguage): Column<AgencyRow>[] {
  return [
    { id: 'type', heading: { th: 'ประเภท', en: 'Type' }, width: 22, cell: ({ type }) => typeOf(type)[lang] },
    { id: 'district', heading: { th: 'อำเภอ', en: 'District' }, width: 16, cell: ({ district }) => district },
    { id: 'province', heading: { th: 'จังหวัด', en: 'Province' }, width: 16, cell: ({ province }) => province },
  ];
}

function countColumn(state: CellState): Column<AgencyRow> {
  return {
    id: `items-${state}`,
    heading: { th: `ข้อ: ${cellWords[state].th}`, en: `Items: ${cellWords[state].en}` },
    width: 12,
    cell: ({ cells }) => countStates(cells)[state],
  };
}

export function leagueTable(overview: Overview, lang: ReportLanguage, linkTo: LinkTo): ViewTable {
  const columns: Column<AgencyRow>[] = [
    keyColumn,
    nameColumn,
    ...placeColumns(lang),
    { id: 'tags', heading: { th: 'กลุ่ม', en: 'Tags' }, width: 16, cell: ({ tags }) => tags.join(', ') },
    {
      id: 'site',
      heading: { th: 'เว็บไซต์', en: 'Site' },
      width: 30,
      cell: ({ url }) => ({ text: url, href: url }),
    },
    { id: 'low', heading: { th: 'ต่ำ', en: 'Low' }, width: 9, cell: ({ score }) => numberOf(score?.low) },
    {
      id: 'expected',
      heading: { th: 'คาด', en: 'Expected' },
      width: 9,
      cell: ({ score }) => numberOf(score?.expected),
    },
    { id: 'high', heading: { th: 'สูง', en: 'High' }, width: 9, cell: ({ score }) => numberOf(score?.high) },
    {
      id: 'standing',
      heading: { th: 'เทียบค่ากลาง', en: 'Beside the median' },
      width: 18,
      cell: (row) => standingOf(row)[lang],
    },
    ...(['pass', 'partial', 'fail', 'look', 'unseen'] as const).map(countColumn),
    {
      id: 'open',
      heading: { th: 'ข้อที่ควรแก้ก่อน', en: 'Fix first' },
      width: 26,
      cell: ({ open }) =>
        open
          .slice(0, 3)
          .map(({ code }) => code)
          .join(' '),
    },
    {
      id: 'checklist',
      heading: { th: 'เกณฑ์', en: 'Checklist' },
      width: 12,
      cell: ({ checklistId }) => checklistId,
    },
    {
      id: 'checked',
      heading: { th: 'ตรวจเมื่อ', en: 'Checked' },
      width: 26,
      cell: ({ checkedAt }) => (checkedAt === null ? null : writeInstant(checkedAt)[lang]),
    },
    {
      id: 'report',
      heading: { th: 'รายงาน', en: 'Report' },
      width: 14,
      cell: ({ folder }) => linkCell(linkTo(folder), lang),
    },
  ];
  const head = { id: 'agencies', sheet: { th: 'หน่วยงาน', en: 'Agencies' }, note: orderNote };
  return buildTable(
    head,
    columns,
    overview.agencies.filter(({ view }) => view === 'looked'),
  );
}

function writeLegend(lang: ReportLanguage): string {
  return cellStates
    .filter((state) => state !== 'absent')
    .map((state) => `${state === 'partial' ? '½ (0.5)' : cellMarks[state]} ${cellWords[state][lang]}`)
    .join(' · ');
}

export function heatTable({ items, agencies }: Overview): ViewTable {
  const columns: Column<AgencyRow>[] = [
    keyColumn,
    nameColumn,
    ...items.map(
      (item, at): Column<AgencyRow> => ({
        id: item.code,
        heading: { th: item.code, en: item.code },
        width: 5.5,
        cell: ({ cells }) => ({ state: cells[at] ?? 'absent' }),
      }),
    ),
  ];
  const head = {
    id: 'heat-map',
    sheet: { th: 'แผนที่รายข้อ', en: 'Heat map' },
    note: { th: writeLegend('th'), en: writeLegend('en') },
  };
  return buildTable(
    head,
    columns,
    agencies.filter(({ view }) => view !== 'no-result'),
  );
}

export function unseenTable({ agencies }: Overview, lang: ReportLanguage): ViewTable {
  const columns: Column<AgencyRow>[] = [
    keyColumn,
    nameColumn,
    ...placeColumns(lang),
    {
      id: 'site',
      heading: { th: 'เว็บไซต์', en: 'Site' },
      width: 34,
      cell: ({ url }) => ({ text: url, href: url }),
    },
    { id: 'why', heading: { th: 'เพราะ', en: 'Why' }, width: 46, cell: (row) => reachOf(row)[lang] },
  ];
  const note = {
    th: 'หน่วยงานเหล่านี้เครื่องเปิดดูไม่ได้ ไม่ได้แปลว่าไม่มีข้อมูล และไม่นับรวมในค่ากลาง',
    en: 'These could not be looked at, which does not mean that nothing is there; they are in no median.',
  };
  const head = { id: 'could-not-look', sheet: { th: 'เปิดดูไม่ได้', en: 'Could not look' }, note };
  return buildTable(
    head,
    columns,
    agencies.filter(({ view }) => view !== 'looked'),
  );
}

function linkCell(href: string | null, lang: ReportLanguage): ViewCell {
  return href === null ? null : { text: lang === 'th' ? 'เปิดรายงาน' : 'open', href };
}
