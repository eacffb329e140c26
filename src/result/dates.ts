import { shortThaiMonths } from '../text/thai-months.ts';
import type { Words } from './words.ts';

const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Thailand has kept UTC+7 without summer time since 1920 (IANA Asia/Bangkok). */
const bangkokOffsetMs = 7 * 3_600_000;

/**
 * An ISO day as people write it: "31 มี.ค. 2568" (Buddhist Era) and "31 Mar 2025". What is not an
 * ISO day comes back unchanged.
 */
export function writeDay(isoDate: string): Words {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(isoDate);
  const month = parts === null ? 0 : Number(parts[2]);
  const th = shortThaiMonths[month - 1];
  const en = monthsEn[month - 1];
  if (parts === null || th === undefined || en === undefined) return { th: isoDate, en: isoDate };
  const year = Number(parts[1]);
  const day = Number(parts[3]);
  return { th: `${day} ${th} ${year + 543}`, en: `${day} ${en} ${year}` };
}

/** The day in Bangkok on which a UTC instant falls. What is no instant comes back unchanged. */
export function writeDayOf(isoInstant: string): Words {
  const at = Date.parse(isoInstant);
  return writeDay(Number.isNaN(at) ? isoInstant : toBangkok(at).slice(0, 10));
}

/** A UTC instant on the clock of Bangkok: "15 มิ.ย. 2568 เวลา 09:15 น." and "15 Jun 2025, 09:15 (UTC+7)". */
export function writeInstant(isoInstant: string): Words {
  const at = Date.parse(isoInstant);
  if (Number.isNaN(at)) return { th: isoInstant, en: isoInstant };
  const local = toBangkok(at);
  const day = writeDay(local.slice(0, 10));
  const time = local.slice(11, 16);
  return { th: `${day.th} เวลา ${time} น.`, en: `${day.en}, ${time} (UTC+7)` };
}

function toBangkok(atMs: number): string {
  return new Date(atMs + bangkokOffsetMs).toISOString();
}
