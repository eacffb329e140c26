import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isListed, listSpecialAddresses, parseAddressRanges, plainAddress } from './special-addresses.ts';
import type { Clock, FetcherOptions, HostAddress, LookupAddresses } from './types.ts';

/** Thrown at connect time; its `code` is in the table of outcomes. */
export class AddressRefusedError extends Error {
  readonly code = 'ADDRESS_REFUSED';
}

/** Decides which addresses may be connected to. */
export interface AddressGuard {
  /** null when this address may be asked, else why not; names are not looked up yet */
  refuseUrl(url: URL): string | null;
  /**
   * The addresses of a host that may be connected to: this list and no other is handed to the socket, so a
   * name that changes its address between the check and the connection gains nothing.
   * @throws AddressRefusedError when it has none, or the resolver's error
   */
  findAddresses(hostname: string, port: number): Promise<HostAddress[]>;
  /** the start host, its form with or without `www.`, and hosts named as the agency's */
  isAgencyHost(hostname: string): boolean;
}

export type GuardOptions = Pick<
  FetcherOptions,
  'startUrl' | 'startMayBePrivate' | 'allowAddresses' | 'resolve' | 'alsoHosts' | 'lookup'
> & { clock: Clock };

const lookUpSystem: LookupAddresses = async (hostname) => {
  const found = await systemLookup(hostname, { all: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/** getaddrinfo keeps no cache and has only four threads, so one name is asked for once in five minutes. */
const lookupLifeMs = 300_000;

/** Lower case, no brackets, no final dot: one key per host. */
export function plainHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

/** The port that a connection to this URL uses. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/**
 * Reads `HOST:PORT:ADDRESS[,ADDRESS…]`, IPv6 with or without brackets.
 * @throws RangeError when it is not of that form
 */
export function parseResolvePin(pin: string): { key: string; addresses: HostAddress[] } {
  const match = /^(\[[^\]]+\]|[^:]+):(\d{1,5}):(.+)$/.exec(pin.trim());
  const addresses = (match?.[3] ?? '').split(',').map((text): HostAddress => {
    const address = text.trim().replace(/^\[|\]$/g, '');
    return { address, family: isIP(address) === 6 ? 6 : 4 };
  });
  if (match?.[1] === undefined || addresses.some(({ address }) => isIP(address) === 0)) {
    throw new RangeError(`not HOST:PORT:ADDRESS: ${pin}`);
  }
  return { key: `${plainHost(match[1])}:${Number(match[2])}`, addresses };
}

/**
 * The guard of one run. Only http and https; ports 80, 443, the start URL's, those of `resolve`, and from 1024 up
 * on the agency's own hosts; no address that is not globally reachable, except the start host's own as first resolved
 * (if `startMayBePrivate`), those of `resolve` and those within `allowAddresses`.
 * @throws RangeError when an option cannot be read, TypeError when the start URL cannot
 */
export function createAddressGuard(options: GuardOptions): AddressGuard {
  const start = new URL(options.startUrl);
  const startHost = plainHost(start.hostname);
  const startForms = new Set([
    startHost,
    startHost.startsWith('www.') ? startHost.slice(4) : `www.${startHost}`,
  ]);
  const agencyHosts = new Set([...startForms, ...(options.alsoHosts ?? []).map(plainHost)]);
  const special = listSpecialAddresses();
  const allowed = parseAddressRanges(options.allowAddresses);
  const pins = new Map(options.resolve.map(parseResolvePin).map(({ key, addresses }) => [key, addresses]));
  const lookup = options.lookup ?? lookUpSystem;
  const looked = new Map<string, { expiresMs: number; addresses: Promise<HostAddress[]> }>();
  let startAddresses: ReadonlySet<string> | null =
    isIP(startHost) === 0 ? null : new Set([plainAddress(startHost)]);

  function mayConnect(hostname: string, port: number, address: string): boolean {
    const plain = plainAddress(address);
    if (isIP(plain) === 0) return false;
    if (isListed(allowed, plain) || !isListed(special, plain)) return true;
    if (pins.get(`${hostname}:${port}`)?.some((pin) => plainAddress(pin.address) === plain) === true)
      return true;
    return options.startMayBePrivate && startForms.has(hostname) && startAddresses?.has(plain) === true;
  }

  function mayUsePort(hostname: string, port: number): boolean {
    if (port === 80 || port === 443 || port === portOf(start)) return true;
    return pins.has(`${hostname}:${port}`) || (port >= 1024 && agencyHosts.has(hostname));
  }

  function lookUpOnce(hostname: string): Promise<HostAddress[]> {
    const nowMs = options.clock.nowMs();
    const known = looked.get(hostname);
    if (known !== undefined && known.expiresMs > nowMs) return known.addresses;
    const addresses = lookup(hostname);
    looked.set(hostname, { expiresMs: nowMs + lookupLifeMs, addresses });
    addresses.catch(() => looked.delete(hostname));
    return addresses;
  }

  async function resolveName(hostname: string): Promise<HostAddress[]> {
    const addresses = await lookUpOnce(hostname);
    if (hostname === startHost)
      startAddresses ??= new Set(addresses.map(({ address }) => plainAddress(address)));
    return addresses;
  }

  return {
    refuseUrl(url) {
      if (url.protocol !== 'http:' && url.protocol !== 'https:') return `scheme ${url.protocol}`;
      const hostname = plainHost(url.hostname);
      const port = portOf(url);
      if (hostname === '') return 'no host';
      if (!mayUsePort(hostname, port)) return `port ${port}`;
      if (isIP(hostname) !== 0 && !mayConnect(hostname, port, hostname)) return `address ${hostname}`;
      return null;
    },
    async findAddresses(rawHostname, port) {
      const hostname = plainHost(rawHostname);
      if (!mayUsePort(hostname, port)) throw new AddressRefusedError(`port ${port}`);
      const family = isIP(hostname);
      const found =
        pins.get(`${hostname}:${port}`) ??
        (family === 0
          ? await resolveName(hostname)
          : [{ address: hostname, family: family === 6 ? 6 : 4 } as const]);
      const usable = found.filter(({ address }) => mayConnect(hostname, port, address));
      if (usable.length === 0) {
        throw new AddressRefusedError(`address ${found.map(({ address }) => address).join(', ')}`);
      }
      return usable;
    },
    isAgencyHost: (hostname) => agencyHosts.has(plainHost(hostname)),
  };
}
