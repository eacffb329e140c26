import type { Clock } from '../fetch/types.ts';
import { createAddressGuard } from '../fetch/address-guard.ts';
import { openDoor } from './door.ts';
import type { BrowserCandidate } from './find-browser.ts';
import { launchBrowser } from './launch.ts';

/** A browser that started here, and where it came from. */
export interface TriedBrowser {
  name: string;
  path: string;
  origin: BrowserCandidate['origin'];
  isSandboxed: boolean;
}

/** Starts the browser that a check would use and closes it again; null when none runs. */
export async function tryBrowser(
  candidates: readonly BrowserCandidate[],
  clock: Clock,
): Promise<TriedBrowser | null> {
  const guard = createAddressGuard({
    clock,
    startUrl: 'https://example.com',
    startMayBePrivate: false,
    allowAddresses: [],
    resolve: [],
  });
  const door = await openDoor(guard);
  try {
    const options = { doorUrl: door.url, requireSandbox: false, maxScriptMemoryMb: 128 };
    const launched = await launchBrowser(candidates, options);
    if (typeof launched === 'string') return null;
    await launched.browser.close();
    const { name, isSandboxed, candidate } = launched;
    const path = typeof candidate.path === 'string' ? candidate.path : await candidate.path();
    return { name, path, origin: candidate.origin, isSandboxed };
  } finally {
    await door.close();
  }
}
