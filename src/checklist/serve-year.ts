import { shiftYears } from './shift-years.ts';
import { type Checklist, checklistSchema, type LoadedChecklist } from './schema.ts';

/** Sources tell where a fact was seen and keep their years. */
const keptKeys: ReadonlySet<string> = new Set(['sources', 'because']);

/**
 * A checklist as it stands for another year that it serves (`alsoServes`): the same items under that year's id, which
 * judge that year's content. Its name says whose list it is, and what was verified on the year of the file is only
 * inferred for the other.
 */
export function serveYear(loaded: LoadedChecklist, year: number): LoadedChecklist {
  const { checklist } = loaded;
  if (year === checklist.fiscalYear) return loaded;
  const shifted: Checklist = checklistSchema.parse(shiftDeep(checklist, checklist.fiscalYear, year));
  return {
    ...loaded,
    checklist: {
      ...shifted,
      id: `${checklist.programme}-${year}`,
      fiscalYear: year,
      alsoServes: [],
      nameTh: `${shifted.nameTh} (ใช้รายการของปี ${checklist.fiscalYear})`,
      nameEn: `${shifted.nameEn} (with the items of ${checklist.fiscalYear})`,
      aggregation:
        shifted.aggregation === null
          ? null
          : {
              ...shifted.aggregation,
              rules: shifted.aggregation.rules.map((rule, index) => ({
                ...rule,
                noteTh: checklist.aggregation?.rules[index]?.noteTh ?? rule.noteTh,
                noteEn: checklist.aggregation?.rules[index]?.noteEn ?? rule.noteEn,
                status: 'inferred' as const,
              })),
            },
    },
  };
}

function shiftDeep(value: unknown, fromYear: number, toYear: number): unknown {
  if (typeof value === 'string') return shiftYears(value, fromYear, toYear);
  if (Array.isArray(value)) return value.map((part: unknown) => shiftDeep(part, fromYear, toYear));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) => [
      key,
      keptKeys.has(key) ? part : shiftDeep(part, fromYear, toYear),
    ]),
  );
}
