import { BlockList, isIP } from 'node:net';

/**
 * Addresses that are not globally reachable, or that stand for another address.
 * Source: IANA special-purpose address registries (RFC 6890 and later), multicast (RFC 5771, RFC 4291).
 */
const specialSubnets: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

/** A list that `isListed` can ask. */
export type AddressList = BlockList;

function addSubnet(list: BlockList, address: string, prefixBits: number): void {
  list.addSubnet(address, prefixBits, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** The addresses that no web page may lead to. */
export function listSpecialAddresses(): AddressList {
  const list = new BlockList();
  for (const [address, prefixBits] of specialSubnets) addSubnet(list, address, prefixBits);
  return list;
}

/**
 * Reads ranges such as `10.0.0.0/8`, `fd00::/8` or a single address.
 * @throws RangeError when one of them is not a range
 */
export function parseAddressRanges(ranges: readonly string[]): AddressList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix, ...rest] = range.trim().split('/');
    const family = isIP(address);
    const widestBits = family === 6 ? 128 : 32;
    const prefixBits = prefix === undefined ? widestBits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
    if (family === 0 || rest.length > 0 || prefixBits < 0 || prefixBits > widestBits) {
      throw new RangeError(`not an address range: ${range}`);
    }
    addSubnet(list, address, prefixBits);
  }
  return list;
}

/**
 * One spelling per address: IPv6 as the URL standard writes it, IPv4 inside IPv6 (mapped, RFC 4291 §2.5.5.2;
 * NAT64 64:ff9b::/96, RFC 6052) as the IPv4 address that it leads to.
 */
export function plainAddress(address: string): string {
  const bare = address.replace(/%.*$/, '');
  if (isIP(bare) !== 6) return bare;
  const text = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const inner = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4})(?::([0-9a-f]{1,4}))?$/.exec(text);
  if (inner === null) return text;
  // "64:ff9b::1" has only the low half; "::ffff:7f00" without a second group is plain ::/96 space
  const [high, low] = inner[2] === undefined ? ['0', inner[1]] : [inner[1], inner[2]];
  if (inner[2] === undefined && text.startsWith('::ffff:')) return text;
  const value = Number.parseInt(high ?? '0', 16) * 65_536 + Number.parseInt(low ?? '0', 16);
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** Whether an address, in any spelling, lies in the list. */
export function isListed(list: AddressList, address: string): boolean {
  const plain = plainAddress(address);
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}
