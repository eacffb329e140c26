// @ts-nocheck
// What both of Crawlee's crawlers are given in their fastest form: a fixed number at once, no sessions, no headers made up, connections kept,
// nothing on the disk.
import http from 'node:http';
import { Configuration, log } from '@crawlee/core';
import { concurrency } from './conditions.mjs';

log.setLevel(log.LEVELS.OFF);
const agent = new http.Agent({ keepAlive: true, maxSockets: concurrency });

export const options = {
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
};

export const configuration = new Configuration({
  persistStorage: false,
  purgeOnStart: false,
  persistStateIntervalMillis: 1e9,
});
