import type { CodeStyle, Published } from './draft.ts';

/** Titles of the groups that indexes and menus part the items into, by the last item of each. */
const groups: readonly (readonly [last: number, name: string])[] = [
  [4, 'ข้อมูลพื้นฐาน'],
  [11, 'การบริหารงาน'],
  [13, 'การจัดซื้อจัดจ้าง'],
  [16, 'การบริหารทรัพยากรบุคคล'],
  [20, 'การส่งเสริมความโปร่งใส'],
  [24, 'การป้องกันการทุจริต'],
  [28, 'มาตรการภายใน'],
];

/** Numbers that the items had in the set of fiscal year 2567 (35 items). */
const codesOf2567: Record<string, string> = {
  O6: 'O8',
  O7: 'O9',
  O12: 'O14',
  O13: 'O17',
  O14: 'O18',
  O15: 'O19',
  O20: 'O25',
  O21: 'O26',
  O23: 'O30',
  O24: 'O31',
  O26: 'O33',
  O27: 'O34',
  O28: 'O35',
};

/** Items that a block of the year before may show without answering for this year too. */
export const oldCodes: readonly string[] = Object.keys(codesOf2567);

export function codeOf2567(code: string): string {
  return codesOf2567[code] ?? code;
}

export function groupOf(code: string): string {
  const number = Number(code.slice(1));
  return groups.find(([last]) => number <= last)?.[1] ?? 'อื่น ๆ';
}

/** Published disclosures by group, in order. */
export function groupPublished(list: readonly Published[]): [name: string, items: Published[]][] {
  const byGroup = new Map<string, Published[]>();
  for (const one of list) byGroup.set(groupOf(one.code), [...(byGroup.get(groupOf(one.code)) ?? []), one]);
  return [...byGroup];
}

/** A label with its code in front, as this site writes codes. */
export function writeCode(style: CodeStyle, code: string, label: string): string {
  const number = code.slice(1);
  switch (style) {
    case 'none':
      return label;
    case 'O7':
      return `${code} ${label}`;
    case 'o7':
      return `o${number}${label}`;
    case '07':
      return `0${number} ${label}`;
    case 'OIT 7':
      return `OIT ${number} ${label}`;
    case 'ข้อ O7':
      return `ข้อ ${code} ${label}`;
    case 'O7 :':
      return `${code} : ${label}`;
    case '๐๗':
      return `๐${number.replaceAll(/\d/gu, (digit) => '๐๑๒๓๔๕๖๗๘๙'.charAt(Number(digit)))} ${label}`;
  }
}
