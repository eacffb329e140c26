import type { Browser } from 'playwright-core';
import type { BrowserCandidate } from './find-browser.ts';

/** A browser that runs. */
export interface LaunchedBrowser {
  browser: Browser;
  /** "Chromium 156.0.7900.12" */
  name: string;
  /** what it says of itself to web servers */
  userAgent: string;
  isSandboxed: boolean;
  candidate: BrowserCandidate;
}

export type LaunchFailure = 'no-browser' | 'sandbox-unavailable';

export interface LaunchOptions {
  /** address of the filtering proxy */
  doorUrl: string;
  /** refuse where the system gives no sandbox */
  requireSandbox: boolean;
  /** memory of one page's scripts, in MiB */
  maxScriptMemoryMb: number;
}

const launchMs = 15_000;

/** Nothing goes past the proxy: no names are resolved here, no QUIC, no WebRTC, and loopback is not left out. */
const doorArgs = [
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--disable-quic',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--no-pings',
  '--dns-prefetch-disable',
  '--autoplay-policy=user-gesture-required',
];

/**
 * Starts the first candidate that runs, with its sandbox where the system allows one, else without: nothing that it
 * opens gets past the proxy either way.
 */
export async function launchBrowser(
  candidates: readonly BrowserCandidate[],
  options: LaunchOptions,
): Promise<LaunchedBrowser | LaunchFailure> {
  let failure: LaunchFailure = 'no-browser';
  for (const candidate of candidates) {
    const path = await locate(candidate);
    if (path === null) continue;
    const sandboxed = await start(path, candidate, true, options);
    if (sandboxed !== null) return sandboxed;
    const bare = await start(path, candidate, false, options);
    if (bare === null) continue;
    if (!options.requireSandbox) return bare;
    // It runs, so the sandbox is what it lacks. No page was opened.
    await bare.browser.close();
    failure = 'sandbox-unavailable';
  }
  return failure;
}

async function locate({ path }: BrowserCandidate): Promise<string | null> {
  if (typeof path === 'string') return path;
  try {
    return await path();
  } catch {
    return null;
  }
}

async function start(
  executablePath: string,
  candidate: BrowserCandidate,
  isSandboxed: boolean,
  { doorUrl, maxScriptMemoryMb }: LaunchOptions,
): Promise<LaunchedBrowser | null> {
  try {
    const { chromium } = await import('playwright-core');
    const browser = await chromium.launch({
      executablePath,
      headless: true,
      chromiumSandbox: isSandboxed,
      proxy: { server: doorUrl },
      args: [...doorArgs, `--js-flags=--max-old-space-size=${maxScriptMemoryMb}`, ...candidate.args],
      timeout: launchMs,
      // The program's own handling of Ctrl-C closes the browser with everything else.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    const userAgent = await readUserAgent(browser);
    return { browser, name: `Chromium ${browser.version()}`, userAgent, isSandboxed, candidate };
  } catch {
    return null;
  }
}

async function readUserAgent(browser: Browser): Promise<string> {
  const session = await browser.newBrowserCDPSession();
  try {
    const { userAgent } = await session.send('Browser.getVersion');
    return userAgent;
  } finally {
    await session.detach();
  }
}
