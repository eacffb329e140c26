// @ts-nocheck
// Crawlee's CheerioCrawler in its fastest form: a fixed number at once, no sessions, no headers made up, connections kept, nothing on the
// disk, and addresses known already never handed to its queue.
import http from 'node:http';
import { CheerioCrawler } from '@crawlee/cheerio';
import { Configuration, log } from '@crawlee/core';
import { concurrency, resolve, start } from './conditions.mjs';

log.setLevel(log.LEVELS.OFF);
const agent = new http.Agent({ keepAlive: true, maxSockets: concurrency });
const seen = new Set([start]);
const crawler = new CheerioCrawler(
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
  new Configuration({ persistStorage: false, purgeOnStart: false, persistStateIntervalMillis: 1e9 }),
);
await crawler.run([start]);
process.exit(0);
