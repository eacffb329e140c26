/**
 * A PDF date (`D:20250930153000+07'00'`, PDF 1.7 §7.9.4: everything behind the year may be missing, no zone is
 * UTC here) or an ISO 8601 date, as ISO 8601 in UTC; null for anything else.
 */
export function readPdfDate(value: string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  const text = value.trim();
  const found =
    /^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(\d{2})?)?/.exec(text);
  if (found === null) return null;
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return toIso(Date.parse(text));
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    ,
    sign,
    zoneHours,
    zoneMinutes,
  ] = found;
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const offsetMinutes = sign === undefined ? 0 : Number(zoneHours) * 60 + Number(zoneMinutes ?? '0');
  return toIso(local - (sign === '-' ? -1 : 1) * offsetMinutes * 60_000);
}

function toIso(timeMs: number): string | null {
  return Number.isNaN(timeMs) ? null : new Date(timeMs).toISOString();
}
