const shareAddress =
  /^https?:\/\/(?:(?:drive|docs)\.google\.com(?::\d+)?\/(?!(?:[?#]|$))|drive\.usercontent\.google\.com|forms\.gle\/|forms\.(?:office|microsoft)\.com\/|1drv\.ms\/|onedrive\.live\.com\/|[\w-]+\.sharepoint\.com\/|(?:www\.)?dropbox\.com\/(?:s|sh|scl)\/|dl\.dropboxusercontent\.com\/|(?:[\w-]+\.)*(?:fliphtml5|anyflip|pubhtml5|heyzine|issuu|flipsnack|calameo|yumpu|scribd)\.com\/\w)/i;

/**
 * Whether an address lies with a service that holds documents, forms or flip-books for others: a page that links there
 * has something to show. The crawl decides what exactly lies there.
 */
export function isShareAddress(url: string): boolean {
  return shareAddress.test(url);
}
