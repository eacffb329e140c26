import { toArabicDigits } from './numerals.ts';

const gap = String.raw`[ \u00a0.\-\u2010-\u2015]?`;

/** 13 digits of a citizen's or taxpayer's number, together or in its printed groups 1-4-5-2-1. */
const idNumber = new RegExp(String.raw`(?<![\d.,])\d${gap}\d{4}${gap}\d{5}${gap}\d{2}${gap}\d(?!\d)`, 'gu');

/** 9 or 10 digits behind a 0 or +66: land lines 02…07, mobiles 06 08 09, with range ends and extensions. */
const phoneNumber = new RegExp(
  String.raw`(?<![\d.,/])(?:\(?\+?66\)?${gap}\(?0?\)?|\(?0)${gap}[2-9](?:\)?${gap}\(?\d){7,8}(?!\d)` +
    String.raw`(?:\s?[-\u2013,]\s?\d{1,3}(?!\d))*(?:\s*(?:ต่อ|ext\.?|กด)\s*\d{1,5}(?:\s?[-\u2013,]\s?\d{1,5})*(?!\d))?`,
  'giu',
);

const email = /[\w.%+-]+\s?(?:@|\[at\]|\(at\))\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;

/**
 * `text` with telephone numbers, e-mail addresses and 13-digit identity numbers made unreadable
 * (digits as x). Hotlines of four digits, years and money amounts stay, so quotations keep their sense.
 */
export function maskPersonalData(text: string): string {
  let masked = text.replaceAll(email, 'xxx@xxx');
  for (const pattern of [idNumber, phoneNumber]) {
    // found on ASCII digits, replaced in the text itself: both have the same length
    const plain = toArabicDigits(masked);
    let out = '';
    let from = 0;
    for (const hit of plain.matchAll(pattern)) {
      out += masked.slice(from, hit.index) + hit[0].replaceAll(/\d/gu, 'x');
      from = hit.index + hit[0].length;
    }
    masked = out + masked.slice(from);
  }
  return masked;
}
