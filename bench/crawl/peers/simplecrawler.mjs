// @ts-nocheck
// simplecrawler: no longer maintained and still installed a lot. Finds links by its own patterns.
import Crawler from 'simplecrawler';
import { concurrency, leftAside, start } from './conditions.mjs';

const crawler = new Crawler(start);
crawler.interval = 1;
crawler.maxConcurrency = concurrency;
crawler.respectRobotsTxt = false;
crawler.parseHTMLComments = false;
crawler.parseScriptTags = false;
crawler.decodeResponses = false;
crawler.addFetchCondition((item, _referrer, decide) => decide(null, !leftAside.test(item.url)));
crawler.on('complete', () => process.exit(0));
crawler.start();
