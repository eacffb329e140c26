import type { ItemMove, Overview } from '../../compare/schema.ts';
import { cellMarks, changeWords } from '../../compare/words.ts';
import type { Words } from '../../result/words.ts';
import type { ReportLanguage } from '../format.ts';
import { writeCauses } from '../history-words.ts';
import { buildTable, type Column, numberOf, type ViewTable } from './view-table.ts';

/** "O7 0 → 1 (เว็บไซต์เปลี่ยน)". */
export function writeMove(move: ItemMove): Words {
  const code = move.olderCode === move.code ? move.code : `${move.olderCode}→${move.code}`;
  const causes = writeCauses(move);
  const step = `${code} ${cellMarks[move.from]}→${cellMarks[move.to]}`;
  return { th: `${step} (${causes.th})`, en: `${step} (${causes.en})` };
}

/** Agencies of both runs: higher, then lower, then those about which the ranges tell nothing. */
export function orderChanges(agencies: NonNullable<Overview['change']>['agencies']): typeof agencies {
  const place = { above: 0, below: 1, level: 2 } as const;
  return agencies.toSorted(
    (a, b) =>
      (a.standing === null ? 3 : place[a.standing]) - (b.standing === null ? 3 : place[b.standing]) ||
      b.better.length + b.worse.length - a.better.length - a.worse.length,
  );
}

export function changesTable({ change }: Overview, lang: ReportLanguage): ViewTable {
  type Row = NonNullable<Overview['change']>['agencies'][number];
  const join = (moves: readonly ItemMove[]): string => moves.map((move) => writeMove(move)[lang]).join(' · ');
  const columns: Column<Row>[] = [
    { id: 'key', heading: { th: 'รหัส', en: 'Code' }, width: 22, cell: ({ key }) => key },
    { id: 'name', heading: { th: 'หน่วยงาน', en: 'Agency' }, width: 40, cell: ({ name, key }) => name ?? key },
    {
      id: 'before',
      heading: { th: 'คาด ครั้งก่อน', en: 'Expected before' },
      width: 12,
      cell: ({ from }) => numberOf(from?.expected),
    },
    {
      id: 'now',
      heading: { th: 'คาด ครั้งนี้', en: 'Expected now' },
      width: 12,
      cell: ({ to }) => numberOf(to?.expected),
    },
    {
      id: 'change',
      heading: { th: 'คะแนน', en: 'Score' },
      width: 24,
      cell: ({ standing }) => changeOf(standing)[lang],
    },
    {
      id: 'better',
      heading: { th: 'ข้อที่ดีขึ้น', en: 'Items better' },
      width: 10,
      cell: ({ better }) => better.length,
    },
    {
      id: 'worse',
      heading: { th: 'ข้อที่ลดลง', en: 'Items worse' },
      width: 10,
      cell: ({ worse }) => worse.length,
    },
    {
      id: 'betterItems',
      heading: { th: 'ดีขึ้นที่', en: 'Better at' },
      width: 50,
      cell: ({ better }) => join(better),
    },
    {
      id: 'worseItems',
      heading: { th: 'ลดลงที่', en: 'Worse at' },
      width: 50,
      cell: ({ worse }) => join(worse),
    },
  ];
  const head = { id: 'changes', sheet: { th: 'ความเปลี่ยนแปลง', en: 'Changes' }, note: null };
  return buildTable(head, columns, orderChanges(change?.agencies ?? []));
}

/** What became of a score. */
export function changeOf(standing: NonNullable<Overview['change']>['agencies'][number]['standing']): Words {
  return standing === null
    ? { th: 'มีครั้งที่เปิดดูไม่ได้ จึงเทียบไม่ได้', en: 'once it could not be looked at' }
    : changeWords[standing];
}
