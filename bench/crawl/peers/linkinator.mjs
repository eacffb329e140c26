// @ts-nocheck
// linkinator, which also asks for the documents that it only checks: they are skipped here.
import { LinkChecker } from 'linkinator';
import { concurrency, resolve, start } from './conditions.mjs';

await new LinkChecker().check({
  path: start,
  recurse: true,
  concurrency,
  linksToSkip: async (link) => resolve(link, start) === null,
});
process.exit(0);
