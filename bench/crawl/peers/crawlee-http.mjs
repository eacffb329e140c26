// @ts-nocheck
// Crawlee's HttpCrawler with htmlparser2 for the links: the cheapest way to use it.
import { HttpCrawler } from '@crawlee/http';
import { Parser } from 'htmlparser2';
import { resolve, start } from './conditions.mjs';
import { configuration, options } from './crawlee-options.mjs';

const seen = new Set([start]);
const crawler = new HttpCrawler(
  {
    ...options,
    async requestHandler({ request, body, crawler: running }) {
      const found = [];
      const parser = new Parser({
        onopentag(name, attributes) {
          const url =
            name === 'a' && attributes.href ? resolve(attributes.href, request.loadedUrl) : null;
          if (url === null || seen.has(url)) return;
          seen.add(url);
          found.push(url);
        },
      });
      parser.end(body.toString());
      if (found.length > 0) await running.addRequests(found);
    },
  },
  configuration,
);
await crawler.run([start]);
process.exit(0);
