/**
 * Characters that draw nothing and may do harm: C0 and C1 controls, line and paragraph separators,
 * bidirectional marks, embeddings, overrides and isolates, interlinear annotations and the byte order
 * mark. Zero-width space and joiners stay: Thai text uses them to break and to join.
 */
const harmful =
  /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/g;

/** Site text is never longer than this in a report, whatever the site sent. */
const maxTextCharacters = 2000;

/** Text without controls, direction overrides and broken surrogates, its spaces as they are. */
export function stripHarmful(text: string): string {
  return text.replace(harmful, ' ').toWellFormed();
}

/** Text without controls, direction overrides and broken surrogates; white space runs become one space. */
export function cleanText(text: string, maxCharacters: number = maxTextCharacters): string {
  // What is cut away is cut first: a title of a megabyte must not be searched.
  const head = text.slice(0, maxCharacters * 4);
  const clean = stripHarmful(head).replace(/\s+/gu, ' ').trim();
  return clipText(
    clean,
    text.length > head.length ? Math.min(maxCharacters, clean.length - 1) : maxCharacters,
  );
}

/** Text of at most so many UTF-16 units, the last of them an ellipsis where something was left out. */
export function clipText(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  // Half of a surrogate pair at the cut becomes U+FFFD, which is dropped.
  const cut = text
    .slice(0, Math.max(0, maxCharacters - 1))
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  return `${cut.trimEnd()}…`;
}

/** The address where it is http or https, null for any other scheme or for what is no address. */
export function safeHref(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : null;
}

/** An address as people read it: percent-encoded Thai written out where that is valid UTF-8, host as it is. */
export function readableUrl(url: string): string {
  try {
    const parsed = new URL(url);
    const tail = decodeURI(parsed.pathname + parsed.search + parsed.hash);
    return cleanText(`${parsed.origin}${tail}`);
  } catch {
    return cleanText(url);
  }
}

/**
 * A cell that no spreadsheet runs as a formula: what begins with = + - @ (also full-width, also after quotes and white
 * space) gets an apostrophe in front.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function neutraliseFormula(cell: string): string {
  return /^[\s"'`\u200B-\u200D]*[=+\-@＝＋－＠]/u.test(cell) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
}
