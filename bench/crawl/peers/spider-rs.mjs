// @ts-nocheck
// spider-rs: the Rust crate through napi. Its number of requests at once cannot be set from here, and no page reaches JavaScript.
import { Website } from '@spider-rs/spider-rs';
import { start } from './conditions.mjs';

const website = new Website(start)
  .withRespectRobotsTxt(false)
  .withBlacklistUrl(['/assets/', '\\.pdf', '\\.docx?', '\\.xlsx?', '\\.zip', '/download'])
  .withRequestTimeout(30_000);
await website.crawl();
process.exit(0);
