import { createAddressGuard, plainHost, portOf } from '../fetch/address-guard.ts';
import { plainAddress } from '../fetch/special-addresses.ts';
import type { Clock, LookupAddresses } from '../fetch/types.ts';

export interface GroupFinderOptions {
  clock: Clock;
  allowAddresses: string[];
  resolve: string[];
  isShared: (address: string) => boolean;
  lookup?: LookupAddresses;
}

/** A name server that says nothing for so long will not for the agency's own look-up either. */
const lookupMs = 5_000;

/**
 * Tells what the agencies of one address have in common: that address, or the host where it cannot be found or belongs
 * to a network that stands before many sites.
 */
export function createGroupFinder({
  clock,
  isShared,
  ...options
}: GroupFinderOptions): (url: string) => Promise<string> {
  return async (startUrl) => {
    const url = new URL(/^https?:\/\//i.test(startUrl) ? startUrl : `https://${startUrl}`);
    const host = plainHost(url.hostname);
    const guard = createAddressGuard({ ...options, clock, startUrl: url.href, startMayBePrivate: false });
    const late = new AbortController();
    try {
      const found = guard.findAddresses(host, portOf(url));
      const tooLate = clock.sleep(lookupMs, late.signal).then(() => null);
      tooLate.catch(() => undefined);
      const first = (await Promise.race([found, tooLate]))?.[0];
      const address = first === undefined ? null : plainAddress(first.address);
      return address === null || isShared(address) ? host : address;
    } catch {
      return host;
    } finally {
      late.abort();
    }
  };
}
