import type { ConditionalRule, WriteSheet } from 'hucre/xlsx';
import type { Gathered } from '../../compare/gather.ts';
import type { ReportLanguage } from '../format.ts';
import { callColumns, type CallRow, callRows } from './call-sheet.ts';
import type { TypedCell, TypedColumns } from './earlier-sheet.ts';
import { disclaimerOf, orderNote, yearLineOf } from './format.ts';
import { viewTables } from './tables.ts';
import type { LinkTo, ViewTable } from './view-table.ts';
import { columnName } from '../../document/sheet/cell-address.ts';
import { buildSheet, paint, type SheetDraft, stateFills, stateRules } from './workbook.ts';

/**
 * The comparison as a workbook: the call sheet, then one sheet per view, each with filters, a heading that stays, and the
 * disclaimer.
 *
 * @param typed what people typed into the workbook that this one replaces
 */
export async function renderCompareXlsx(
  { overview, contacts }: Gathered,
  lang: ReportLanguage,
  linkTo: LinkTo,
  typed: TypedColumns,
): Promise<Uint8Array> {
  // Loaded when it is needed: every other command starts without it.
  const { writeXlsx } = await import('hucre/xlsx');
  const year = yearLineOf(overview);
  const notes: Notes = {
    disclaimer: [...(year === null ? [] : [year[lang]]), disclaimerOf(overview)[lang]].join(' · '),
    warnings: overview.warnings.map((warning) => warning[lang]),
  };
  const rows = callRows(overview, contacts, lang, linkTo);
  const sheets: WriteSheet[] = [
    buildSheet(draftCallSheet(rows, typed, lang, notes)),
    ...viewTables(overview, lang, linkTo).map((view) => buildSheet(draftView(view, lang, notes))),
  ];
  const day = new Date(overview.checkedTo ?? 0);
  return writeXlsx({
    sheets,
    defaultFont: { name: 'TH Sarabun New', size: 14 },
    // Else the library writes the present time, and the same results would not give the same bytes.
    properties: { title: 'OIT', creator: 'oit-checker', created: day, modified: day },
  });
}

/** What stands above every sheet: in two lines, for they are frozen with the heading. */
interface Notes {
  disclaimer: string;
  warnings: readonly string[];
}

function noteLines({ disclaimer, warnings }: Notes, own: readonly string[]): string[] {
  return [disclaimer, [...own, ...warnings].join(' · ')].filter((line) => line !== '');
}

function draftView(view: ViewTable, lang: ReportLanguage, notes: Notes): SheetDraft {
  const stateAt =
    view.rows[0]?.findIndex((cell) => typeof cell === 'object' && cell !== null && 'state' in cell) ?? -1;
  const scoreAt = view.columns.findIndex(({ id }) => id === 'high');
  const nameAt = view.columns.findIndex(({ id }) => id === 'name');
  return {
    name: view.sheet[lang],
    title: view.sheet[lang],
    notes: noteLines(notes, view.note === null ? [] : [view.note[lang]]),
    columns: view.columns.map(({ heading, width }) => ({ heading: heading[lang], width })),
    rows: view.rows,
    frozenColumns: nameAt + 1,
    rules: ({ firstRow, lastRow }) => [
      ...(stateAt < 0
        ? []
        : stateRules(
            `${columnName(stateAt)}${firstRow}:${columnName(view.columns.length - 1)}${lastRow}`,
            `${columnName(stateAt)}${firstRow}`,
          )),
      ...(scoreAt < 0 ? [] : scoreRules(columnName(scoreAt), firstRow, lastRow)),
      ...countRules(view, firstRow, lastRow),
    ],
  };
}

/** Low to high, and never red: a low estimate is somebody to help. */
function scoreRules(column: string, firstRow: number, lastRow: number): ConditionalRule[] {
  return [
    {
      type: 'colorScale',
      priority: 20,
      range: `${column}${firstRow}:${column}${lastRow}`,
      colorScale: {
        cfvo: [
          { type: 'num', value: '0' },
          { type: 'num', value: '85' },
          { type: 'num', value: '100' },
        ],
        colors: ['FFFBE5B8', 'FFFFFFFF', 'FFCFE8D9'],
      },
    },
  ];
}

/** Numbers of what could not be looked at stand out in their own colour. */
function countRules(view: ViewTable, firstRow: number, lastRow: number): ConditionalRule[] {
  const at = view.columns.findIndex(({ id }) => id === 'unseen' || id === 'items-unseen');
  const colours = stateFills.unseen;
  if (at < 0 || colours === null) return [];
  const top = `${columnName(at)}${firstRow}`;
  return [
    {
      type: 'expression',
      priority: 30,
      formula: `AND(ISNUMBER(${top}),${top}>0)`,
      range: `${top}:${columnName(at)}${lastRow}`,
      style: paint(colours),
    },
  ];
}

const callWords = {
  th: {
    name: 'โทรประสาน',
    typed: 'ช่องหัวสีเหลืองพิมพ์ได้ตามสะดวก เพิ่มคอลัมน์ได้ สั่งใหม่แล้วยังอยู่ ช่องอื่นโปรแกรมเขียนทับ',
    gone: 'ไม่อยู่ในรายชื่อครั้งนี้',
  },
  en: {
    name: 'Call sheet',
    typed:
      'Columns with a yellow heading are for you to type into; add columns as you like. They stay at the next export; all others are overwritten.',
    gone: 'not on the list this time',
  },
} as const;

function draftCallSheet(
  rows: readonly CallRow[],
  typed: TypedColumns,
  lang: ReportLanguage,
  notes: Notes,
): SheetDraft {
  const words = callWords[lang];
  const present = new Set(rows.map(({ key }) => key));
  // Whoever left the list may come back; what was typed of them is kept at the end.
  const gone = [...typed.rows]
    .filter(([key]) => !present.has(key))
    .map(([key, { name }]): CallRow => ({ key, cells: { key, name, reachable: words.gone } }));
  const reachAt = callColumns.findIndex(({ id }) => id === 'reachable');
  const highAt = callColumns.findIndex(({ id }) => id === 'high');
  const nameAt = callColumns.findIndex(({ id }) => id === 'name');
  return {
    name: words.name,
    title: words.name,
    notes: noteLines(notes, [words.typed, orderNote[lang]]),
    columns: [
      ...callColumns.map(({ heading, width, by }) => ({
        heading: heading[lang],
        width,
        isTyped: by === 'person',
      })),
      ...typed.extra.map(({ heading, width }) => ({ heading, width: width ?? 20, isTyped: true })),
    ],
    rows: [...rows, ...gone].map(({ key, cells }) => {
      const own = typed.rows.get(key)?.cells ?? new Map<string, TypedCell>();
      return [
        ...callColumns.map(({ id }) => own.get(id) ?? cells[id] ?? null),
        ...typed.extra.map(({ heading }) => own.get(heading) ?? null),
      ];
    }),
    frozenColumns: nameAt + 1,
    rules: ({ firstRow, lastRow }) => [
      ...scoreRules(columnName(highAt), firstRow, lastRow),
      ...unseenRules(columnName(reachAt), columnName(highAt), firstRow, lastRow),
    ],
  };
}

/** Without a score nothing could be looked at. */
function unseenRules(column: string, score: string, firstRow: number, lastRow: number): ConditionalRule[] {
  const colours = stateFills.unseen;
  if (colours === null) return [];
  return [
    {
      type: 'expression',
      priority: 31,
      formula: `ISBLANK($${score}${firstRow})`,
      range: `${column}${firstRow}:${column}${lastRow}`,
      style: paint(colours),
    },
  ];
}
