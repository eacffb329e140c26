import { statSync } from 'node:fs';
import {
  type BrowserCandidate,
  findBrowsers,
  findBundledChromium,
  findPlaywrightChromium,
} from '../index.ts';
import { findTool } from './find-tool.ts';

/** The browsers of this machine, best first. `OIT_BROWSER` names the one to use and no other. */
export async function findMachineBrowsers(): Promise<BrowserCandidate[]> {
  const named = process.env['OIT_BROWSER'];
  return await findBrowsers({
    platform: process.platform,
    environment: process.env,
    findTool,
    isFile,
    namedPath: named === undefined || named === '' ? null : named,
    playwrightPath: findPlaywrightChromium,
    npmPath: () => findBundledChromium(process.platform),
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
