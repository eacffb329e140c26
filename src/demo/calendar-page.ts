const monthPattern = /^(\d{4})-(0[1-9]|1[0-2])$/;

/**
 * One month of the endless activity calendar: every month links to the one before and the one after, for
 * ever, which is the trap that a crawler has to survive.
 * @param template page with {{month}}, {{previous}}, {{next}} and {{weeks}}
 * @param wanted Buddhist-era month as `2568-06`; anything else shows `fallback`
 */
export function renderCalendar(template: string, wanted: string | null, fallback: string): string {
  const match = monthPattern.exec(wanted ?? '') ?? monthPattern.exec(fallback);
  if (match === null) throw new Error(`the fallback month is not YYYY-MM: ${fallback}`);
  const year = Number(match[1]);
  const month = Number(match[2]);
  const name = new Intl.DateTimeFormat('th-TH-u-ca-buddhist', { month: 'long', timeZone: 'UTC' });
  const values: Record<string, string> = {
    month: `${name.format(Date.UTC(2025, month - 1, 1))} ${year}`,
    previous: formatMonth(year, month - 1),
    next: formatMonth(year, month + 1),
    weeks: renderWeeks(year - 543, month),
  };
  return template.replaceAll(/\{\{(\w+)\}\}/g, (whole, key: string) => values[key] ?? whole);
}

function formatMonth(year: number, month: number): string {
  const index = year * 12 + month - 1;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

function renderWeeks(gregorianYear: number, month: number): string {
  // setUTCFullYear because Date.UTC takes years 0–99 for 1900–1999
  const first = new Date(0);
  first.setUTCFullYear(gregorianYear, month - 1, 1);
  const last = new Date(0);
  last.setUTCFullYear(gregorianYear, month, 0);
  const days = [
    ...Array<string>(first.getUTCDay()).fill(''),
    ...Array.from({ length: last.getUTCDate() }, (_, day) => String(day + 1)),
  ];
  const rows: string[] = [];
  for (let at = 0; at < days.length; at += 7) {
    rows.push(
      `<tr>${days
        .slice(at, at + 7)
        .map((day) => `<td>${day}</td>`)
        .join('')}</tr>`,
    );
  }
  return rows.join('\n');
}
