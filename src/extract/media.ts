/** Where lazy-loading scripts keep the real address. */
const lazyAttributes = ['data-src', 'data-lazy-src', 'data-original', 'data-lazy', 'data-url'];

/** The address that an `<img>`, `<iframe>` or the like will show, lazy loading included; "" when it has none. */
export function readSource(attributes: Record<string, string>): string {
  const src = attributes['src']?.trim() ?? '';
  if (src !== '' && !/^(?:data:|about:)/i.test(src)) return src;
  for (const name of lazyAttributes) {
    const lazy = attributes[name]?.trim() ?? '';
    if (lazy !== '' && !/^data:/i.test(lazy)) return lazy;
  }
  const first = /^\s*([^\s,]+)/.exec(attributes['srcset'] ?? attributes['data-srcset'] ?? '');
  const candidate = first?.[1] ?? '';
  return /^data:/i.test(candidate) ? '' : candidate;
}

/** A counter's pixel, not a picture. */
export function isPixel(attributes: Record<string, string>): boolean {
  return ['width', 'height'].some((side) => /^[0-2](?:px)?$/.test(attributes[side]?.trim() ?? ''));
}

/** `<meta http-equiv=refresh content="5; url=…">`; null when it reloads the page itself or says nothing readable. */
export function readRefresh(content: string): { target: string; delaySeconds: number } | null {
  const match = /^\s*(\d{1,6})?(?:\.\d*)?\s*[;,]?\s*(?:url\s*=\s*)?["']?\s*([^"'\s][^"']*)?/i.exec(
    content.slice(0, 4096),
  );
  const target = match?.[2]?.trim() ?? '';
  return target === '' ? null : { target, delaySeconds: Number(match?.[1] ?? 0) };
}
