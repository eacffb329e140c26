import { type AgencyPatterns, guessAgencyType } from '../checklist/agency-types.ts';
import type { Agency } from '../inputs/agencies.ts';
import { foldThai } from '../text/normalise.ts';

const fields = ['key', 'id', 'name', 'type', 'district', 'province', 'tag'] as const;
type FilterField = (typeof fields)[number];

/** Field and wanted values: agencies that have one of the values in every field. */
export type AgencyFilter = ReadonlyMap<FilterField, readonly string[]>;

/**
 * Reads `province=ขอนแก่น,เลย type=sao tag="ไม่เคยผ่าน"`: fields parted by spaces, values of one field by commas.
 *
 * @throws RangeError naming what cannot be read
 */
export function parseFilter(text: string): AgencyFilter {
  const filter = new Map<FilterField, string[]>();
  const pattern = /\s*([a-z]+)\s*=\s*(?:"([^"]*)"|(\S+))/giy;
  let at = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const name = (match[1] ?? '').toLowerCase();
    const field = fields.find((one) => one === name || `${one}s` === name);
    if (field === undefined) throw new RangeError(`${name} is none of ${fields.join(', ')}`);
    const values = (match[2] ?? match[3] ?? '')
      .split(',')
      .map(foldThai)
      .filter((value) => value !== '');
    filter.set(field, [...(filter.get(field) ?? []), ...values]);
    at = pattern.lastIndex;
  }
  const rest = text.slice(at).trim();
  if (rest !== '' || filter.size === 0) throw new RangeError(`"${rest || text}" is not field=value`);
  return filter;
}

/** Whether an agency is meant; a type that the list does not give is told from the name. */
export function matchesFilter(agency: Agency, filter: AgencyFilter, patterns: AgencyPatterns): boolean {
  return [...filter].every(([field, wanted]) =>
    valuesOf(agency, field, patterns).some((value) => wanted.includes(foldThai(value))),
  );
}

function valuesOf(agency: Agency, field: FilterField, patterns: AgencyPatterns): string[] {
  switch (field) {
    case 'key':
      return [agency.key];
    case 'id':
    case 'name':
    case 'district':
      return present(agency[field]);
    case 'province':
      return present(agency.province).flatMap((province) => [
        province,
        province.replace(/^(?:จังหวัด|จ\.)\s*/, ''),
      ]);
    case 'type':
      return present(agency.type ?? (agency.name === null ? null : guessAgencyType(agency.name, patterns)));
    case 'tag':
      return agency.tags;
    default: {
      const unknown: never = field;
      return unknown;
    }
  }
}

function present(value: string | null): string[] {
  return value === null ? [] : [value];
}
