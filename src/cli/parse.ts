import { isIP } from 'node:net';
import {
  type AgencyType,
  agencyTypes,
  type Checklist,
  isReportFormat,
  type ReportFormat,
  reportFormats,
} from '../index.ts';
import { UsageError } from './usage-error.ts';

/**
 * A web address as typed: http(s), or a bare host for which https and http are tried.
 *
 * @throws UsageError in Thai and English
 */
export function parseAddress(typed: string): string {
  const text = typed.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    throw new UsageError(
      `"${text}": ต้องขึ้นต้นด้วย https:// หรือ http:// · only http and https addresses can be checked, not ${scheme}.`,
    );
  }
  const full = scheme === undefined ? `https://${text}` : text;
  const hostname = URL.canParse(full) ? new URL(full).hostname : '';
  const isHost =
    hostname !== '' &&
    !/\s/.test(text) &&
    (hostname.includes('.') || hostname === 'localhost' || isIP(hostname.replace(/[[\]]/g, '')) !== 0);
  if (!isHost) {
    throw new UsageError(
      `"${text}" ไม่ใช่ที่อยู่เว็บไซต์ ตัวอย่าง: https://www.example.go.th · not a web address; write it like https://www.example.go.th.`,
    );
  }
  return text;
}

/** `O1,O7` as codes of the checklist, in its order. */
export function parseItems(typed: string, checklist: Checklist): string[] {
  const wanted = typed
    .split(',')
    .map((code) => code.trim().toUpperCase())
    .filter((code) => code !== '');
  for (const code of wanted) requireCode(code, checklist, '--items');
  if (wanted.length === 0) throw new UsageError('--items names no item; write for example --items O1,O7.');
  return checklist.items.map((item) => item.code).filter((code) => wanted.includes(code));
}

export function parseAgencyType(typed: string): AgencyType {
  const found = agencyTypes.find((type) => type === typed.trim().toLowerCase());
  if (found === undefined)
    throw new UsageError(`--agency-type "${typed}" is none of: ${agencyTypes.join(', ')}.`);
  return found;
}

export function parseFormats(typed: string): ReportFormat[] {
  return typed.split(',').map((name) => {
    const format = name.trim().toLowerCase();
    if (!isReportFormat(format)) {
      throw new UsageError(`--format "${name}" is none of: ${Object.keys(reportFormats).join(', ')}.`);
    }
    return format;
  });
}

export function parseLanguage(typed: string): 'th' | 'en' {
  if (typed === 'th' || typed === 'en') return typed;
  throw new UsageError(`--lang "${typed}" is none of: th, en.`);
}

/** An ISO day that exists. */
export function parseDay(typed: string): string {
  const time = /^\d{4}-\d\d-\d\d$/.test(typed) ? Date.parse(`${typed}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== typed) {
    throw new UsageError(`--as-of "${typed}" is not a day; write it as YYYY-MM-DD, for example 2025-06-15.`);
  }
  return typed;
}

/** A whole or decimal number within bounds. */
export function parseNumber(
  name: string,
  min: number,
  max: number,
  isWhole: boolean,
): (typed: string) => number {
  return (typed) => {
    const value = Number(typed);
    const isGood = typed.trim() !== '' && Number.isFinite(value) && value >= min && value <= max;
    if (!isGood || (isWhole && !Number.isInteger(value))) {
      throw new UsageError(
        `${name} "${typed}": a ${isWhole ? 'whole ' : ''}number from ${min} to ${max} is wanted.`,
      );
    }
    return value;
  };
}

/** @throws UsageError when the checklist has no such item */
export function requireCode(code: string, checklist: Checklist, option: string): void {
  if (checklist.items.some((item) => item.code === code)) return;
  const first = checklist.items[0]?.code ?? '';
  const last = checklist.items.at(-1)?.code ?? '';
  throw new UsageError(`${option}: ${code} is not an item of ${checklist.id} (${first}–${last}).`);
}
