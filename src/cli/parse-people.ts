import { Option, type Command } from 'commander';
import { type Checklist, type Override, readOverrides, requireAgency, type SurveyTotals } from '../index.ts';
import { parseNumber } from './parse.ts';
import { readInput } from './parse-declared.ts';
import { UsageError } from './usage-error.ts';

/** What people know beside the site: their judgements, and what the surveys gave. */
export interface TypedPeopleOptions {
  overrides?: string;
  iit?: number;
  eit1?: number;
  eit2?: number;
}

function points(flags: string, text: string): Option {
  return new Option(flags, text).argParser(parseNumber(flags.split(' ')[0] ?? flags, 0, 100, false));
}

export function addPeopleOptions(command: Command): Command {
  return command
    .option('--overrides <file>', "people's judgements, recorded with oit override")
    .addOption(points('--iit <n>', 'score of IIT, 0–100; with both parts of EIT the ITA total is computed'))
    .addOption(points('--eit1 <n>', 'score of EIT part 1, 0–100'))
    .addOption(points('--eit2 <n>', 'score of EIT part 2, 0–100'));
}

/** @throws UsageError naming what is missing where only some of the three are given, or where no total can be computed */
export function parseSurveys(
  { iit, eit1, eit2 }: TypedPeopleOptions,
  checklist: Checklist,
  isWhole: boolean,
): SurveyTotals | null {
  if (iit === undefined && eit1 === undefined && eit2 === undefined) return null;
  if (iit === undefined || eit1 === undefined || eit2 === undefined) {
    const missing = Object.entries({ '--iit': iit, '--eit1': eit1, '--eit2': eit2 }).flatMap(
      ([name, value]) => (value === undefined ? [name] : []),
    );
    throw new UsageError(
      `คะแนนรวม ITA ต้องใช้ IIT, EIT ส่วนที่ 1 และ EIT ส่วนที่ 2 ครบทั้งสาม ยังขาด ${missing.join(', ')} · the ITA total wants all three, missing: ${missing.join(', ')}.`,
    );
  }
  if (checklist.aggregation === null)
    throw new UsageError(
      `ยังไม่ทราบวิธีรวมคะแนนของ ${checklist.id} จึงคำนวณคะแนนรวมไม่ได้ · how ${checklist.id} adds up is not known, so there is no total: leave out --iit, --eit1, --eit2.`,
    );
  if (!isWhole)
    throw new UsageError(
      'ตรวจเพียงบางข้อจึงไม่มีคะแนน OIT และไม่มีคะแนนรวม · only some items are checked, so there is no OIT and no total: leave out --iit, --eit1, --eit2.',
    );
  return { iit, eit1, eit2 };
}

/**
 * @param agencyKey of the agency that is judged
 * @throws InputError with every wrong line, or when the file is about another agency
 */
export async function parseOverrides(
  typed: TypedPeopleOptions,
  checklist: Checklist,
  agencyKey: string,
  cwd: string,
): Promise<readonly Override[]> {
  if (typed.overrides === undefined) return [];
  const file = readOverrides(typed.overrides, await readInput(typed.overrides, cwd), checklist);
  requireAgency(typed.overrides, file.agencyKey, agencyKey);
  return file.overrides;
}
