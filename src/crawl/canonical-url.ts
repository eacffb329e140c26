/**
 * Query parameters that change the address and not the page: campaign tags, session ids, the random
 * numbers and print views that Thai municipal vendors append (nuenkum.go.th, Joomla).
 */
const idleParameters =
  /^(utm_\w+|fbclid|gclid|phpsessid|jsessionid|sessionid|aspsessionid\w*|sid|dum|doip|checkip|_|print|tmpl|format|replytocom)$/i;

/** Values under which some of them do matter. */
const meaningful: Record<string, RegExp> = {
  format: /^(?!pdf|html?$|print$).+/i,
  tmpl: /^(?!component$).+/i,
};

/**
 * The key under which an address counts as seen: scheme and `www.` folded, default ports and fragment
 * dropped, path percent-decoded and NFC, idle parameters out, the rest sorted. Null for what is not http(s).
 * The address that is fetched keeps its own spelling.
 */
export function canonicalKey(url: string): string | null {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return null;
  const host = parsed.hostname
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');
  const port = parsed.port === '' || parsed.port === '80' || parsed.port === '443' ? '' : `:${parsed.port}`;
  const path = decode(parsed.pathname)
    .replace(/;jsessionid=[^/?]*/i, '')
    .replace(/\/{2,}/g, '/')
    .replace(/\/(index|default)\.(html?|php|aspx?)$/i, '/')
    .replace(/(.)\/$/, '$1');
  const query = [...parsed.searchParams]
    .filter(([name, value]) => !isIdle(name, value))
    .map(([name, value]) => `${name}=${value.normalize('NFC')}`)
    .toSorted()
    .join('&');
  return `${host}${port}${path}${query === '' ? '' : `?${query}`}`;
}

/**
 * The shape of an address: digits and long codes folded, so that the pages of one calendar or one
 * paginated list share it.
 */
export function urlShape(key: string): string {
  return key.replace(/\d+/g, 'N').replace(/=[^&]*/g, '=');
}

function isIdle(name: string, value: string): boolean {
  if (!idleParameters.test(name)) return false;
  return !(meaningful[name.toLowerCase()]?.test(value) ?? false);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path;
  }
}
