// @ts-nocheck
// Crawlee's CheerioCrawler; addresses known already are never handed to its queue.
import { CheerioCrawler } from '@crawlee/cheerio';
import { resolve, start } from './conditions.mjs';
import { configuration, options } from './crawlee-options.mjs';

const seen = new Set([start]);
const crawler = new CheerioCrawler(
  {
    ...options,
    async requestHandler({ request, $, crawler: running }) {
      const found = [];
      for (const element of $('a[href]')) {
        const url = resolve(element.attribs.href, request.loadedUrl);
        if (url === null || seen.has(url)) continue;
        seen.add(url);
        found.push(url);
      }
      if (found.length > 0) await running.addRequests(found);
    },
  },
  configuration,
);
await crawler.run([start]);
process.exit(0);
