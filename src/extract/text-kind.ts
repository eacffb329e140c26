import type { ContentKind } from '../snapshot/schema.ts';

const headBytes = 8192;
const maxJsonBytes = 4_000_000;

/** What bytes without a binary signature are; windows-874 counts as text as UTF-8 does. */
export function sniffText(buffer: Buffer): ContentKind {
  const head = readHead(buffer);
  if (head === null) return 'binary';
  const start = head.replace(/^[\u00ef\u00bb\u00bf\ufeff\s]+/, '');
  if (start === '') return buffer.length <= headBytes ? 'empty' : 'text';
  const markup = sniffMarkup(start);
  if (markup !== null) return markup;
  if (/^[[{]/.test(start) && readsAsJson(buffer, start)) return 'json';
  return readsAsCsv(start) ? 'csv' : 'text';
}

/** The first bytes, one unit per byte unless UTF-16; null when they are no text. */
function readHead(buffer: Buffer): string | null {
  const head = buffer.subarray(0, headBytes);
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le');
  if (head[0] === 0xfe && head[1] === 0xff)
    return Buffer.from(head.subarray(0, head.length & ~1))
      .swap16()
      .toString('utf16le');
  if (head.includes(0)) return null;
  const text = head.toString('latin1');
  const controls = text.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0;
  return controls > head.length / 100 ? null : text;
}

function sniffMarkup(start: string): ContentKind | null {
  const lower = start.toLowerCase();
  if (/<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<frameset[\s>]/.test(lower)) return 'html';
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*|<!doctype[^>]*>\s*)*<svg[\s>]/.test(lower)) return 'image';
  if (/^<\?xml|^<(?:urlset|sitemapindex|rss|feed|rdf:rdf)[\s>]/.test(lower)) return 'xml';
  // Fragments, and pages with a PHP warning on top; one tag in a text file is not enough.
  const tags = lower.match(
    /<(?:script|meta|title|link|style|div|table|tr|td|p|h[1-6]|a|br|b|span|ul|li|img|form|center|font|iframe)[\s>/]/g,
  );
  const wanted = lower.startsWith('<') ? 1 : 3;
  return (tags?.length ?? 0) >= wanted ? 'html' : null;
}

function readsAsJson(buffer: Buffer, start: string): boolean {
  if (buffer.length > maxJsonBytes) return /^[[{]\s*(?:["[{\]}\d-]|true|false|null)/.test(start);
  try {
    JSON.parse(buffer.toString('utf8').replace(/^\ufeff/, ''));
    return true;
  } catch {
    return false;
  }
}

/** Lines with the same number of separators; prose has commas too, but not the same number on every line. */
function readsAsCsv(start: string): boolean {
  const lines = start
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  // The last line may be cut.
  if (start.length >= headBytes - 8) lines.pop();
  if (lines.length < 2) return false;
  return [',', ';', '\t'].some((separator) => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(separator).length - 1);
    const first = counts[0] ?? 0;
    return first >= 1 && counts.filter((count) => count === first).length >= lines.length * 0.8;
  });
}
