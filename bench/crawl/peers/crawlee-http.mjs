// @ts-nocheck
// Crawlee's HttpCrawler with htmlparser2 for the links: the cheapest way to use it. Set up as crawlee-cheerio.mjs.
import http from 'node:http';
import { Configuration, log } from '@crawlee/core';
import { HttpCrawler } from '@crawlee/http';
import { Parser } from 'htmlparser2';
import { concurrency, resolve, start } from './conditions.mjs';

log.setLevel(log.LEVELS.OFF);
const agent = new http.Agent({ keepAlive: true, maxSockets: concurrency });
const seen = new Set([start]);
const crawler = new HttpCrawler(
  {
    minConcurrency: concurrency,
    maxConcurrency: concurrency,
    useSessionPool: false,
    persistCookiesPerSession: false,
    maxRequestRetries: 0,
    autoscaledPoolOptions: {
      desiredConcurrency: concurrency,
      maybeRunIntervalSecs: 0.05,
      loggingIntervalSecs: null,
    },
    preNavigationHooks: [
      (_context, got) => {
        got.useHeaderGenerator = false;
        got.agent = { http: agent };
        got.throwHttpErrors = false;
      },
    ],
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
  new Configuration({ persistStorage: false, purgeOnStart: false, persistStateIntervalMillis: 1e9 }),
);
await crawler.run([start]);
process.exit(0);
