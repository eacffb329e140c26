// @ts-nocheck
/** What every crawler is given, see ../conditions.ts. */
export const start = process.env.SEEDS;
export const concurrency = Number(process.env.CONC);
/** Never asked for, by any of them: documents, assets, the search. */
export const leftAside = /\.(?:pdf|docx?|xlsx?|zip|rar)(?:[?#]|$)|\/download\?|\/assets\/|\/search/i;

/** An address of the site without its fragment, null for what is left aside. */
export function resolve(href, base) {
  const url = URL.parse(href.trim(), base);
  if (url === null || url.origin !== new URL(start).origin) return null;
  url.hash = '';
  return leftAside.test(url.href) ? null : url.href;
}
