import type { Agency } from './types.ts';

/**
 * Fills the placeholders of a wording: {A} agency, {S} short name, {H} title of its head, {TEL}, {MAIL}, {HOST}, {Y} and {y}
 * the year of the checklist in four and two digits, {P} and {p} the year before, {Q} the one before that, {N} the next,
 * {span} the five years around {Y}.
 *
 * @param year Buddhist fiscal year that stands for {Y}
 */
export function fillIn(text: string, agency: Agency, year: number): string {
  const values: Record<string, string> = {
    A: agency.name,
    S: agency.short,
    H: agency.head,
    TEL: agency.phone,
    MAIL: agency.email,
    HOST: agency.host,
    Y: String(year),
    y: String(year).slice(2),
    P: String(year - 1),
    p: String(year - 1).slice(2),
    Q: String(year - 2),
    N: String(year + 1),
    span: `${year - 2}-${year + 2}`,
  };
  return text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no placeholder ${whole}`);
    return value;
  });
}
