import { describe, expect, it } from 'vitest';
import { type GuardOptions, createAddressGuard, parseResolvePin } from '../../src/fetch/address-guard.ts';
import {
  isListed,
  listSpecialAddresses,
  parseAddressRanges,
  plainAddress,
} from '../../src/fetch/special-addresses.ts';
import { createLeapingClock } from './support.ts';

function guardFor(options: Partial<GuardOptions> = {}) {
  return createAddressGuard({
    clock: createLeapingClock(),
    startUrl: 'http://agency.go.th/',
    startMayBePrivate: true,
    allowAddresses: [],
    resolve: [],
    lookup: async () => [{ address: '8.8.8.8', family: 4 }],
    ...options,
  });
}

describe('special addresses', () => {
  const special = listSpecialAddresses();

  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:a9fe:a9fe',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b::192.168.1.1',
    '2002:7f00:1::',
    'fd12:3456::1',
    'fe80::1%eth0',
    'ff02::1',
  ])('lists %s', (address) => {
    expect(isListed(special, address)).toBe(true);
  });

  it.each([
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '203.150.1.1',
    '2400:3700::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('leaves %s alone', (address) => {
    expect(isListed(special, address)).toBe(false);
  });

  it('gives one spelling per address', () => {
    expect(plainAddress('::ffff:7f00:1')).toBe('127.0.0.1');
    expect(plainAddress('2001:DB8:0:0:0:0:0:1')).toBe('2001:db8::1');
  });

  it('reads ranges and refuses what is none', () => {
    const list = parseAddressRanges(['10.0.0.0/8', 'fd00::/8', '192.168.1.5']);
    expect(isListed(list, '10.9.9.9')).toBe(true);
    expect(isListed(list, 'fd00::9')).toBe(true);
    expect(isListed(list, '192.168.1.5')).toBe(true);
    expect(isListed(list, '192.168.1.6')).toBe(false);
    for (const bad of ['10.0.0.0/33', 'ten', '10.0.0.0/', '10.0.0.0/8/8', '']) {
      expect(() => parseAddressRanges([bad])).toThrow(RangeError);
    }
  });
});

describe('refuseUrl', () => {
  it.each([
    'file:///etc/passwd',
    'data:text/html,x',
    'ftp://agency.go.th/',
    'javascript:alert(1)',
    'http://127.0.0.1/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://[fe80::1]/',
    'http://other.go.th:22/',
    'http://other.go.th:8080/',
    'http://agency.go.th:25/',
  ])('refuses %s', (address) => {
    expect(guardFor().refuseUrl(new URL(address))).not.toBeNull();
  });

  it.each([
    'http://agency.go.th/',
    'https://agency.go.th/',
    'https://other.go.th/',
    'http://agency.go.th:8080/',
    'http://www.agency.go.th:8443/',
    'http://AGENCY.go.th.:8080/',
    'http://also.go.th:9000/',
    'http://8.8.8.8/',
  ])('lets %s through', (address) => {
    expect(guardFor({ alsoHosts: ['also.go.th'] }).refuseUrl(new URL(address))).toBeNull();
  });

  it("opens the start URL's port everywhere, and the ports of --resolve for their host only", () => {
    const guard = guardFor({ startUrl: 'http://agency.go.th:81/', resolve: ['drive.test:8123:127.0.0.1'] });
    expect(guard.refuseUrl(new URL('http://other.go.th:81/'))).toBeNull();
    expect(guard.refuseUrl(new URL('http://drive.test:8123/'))).toBeNull();
    expect(guard.refuseUrl(new URL('http://other.go.th:8123/'))).toBe('port 8123');
  });

  it('lets a private start address through only when a person typed it', () => {
    const url = new URL('http://127.0.0.2:8080/');
    expect(guardFor({ startUrl: url.href }).refuseUrl(url)).toBeNull();
    expect(guardFor({ startUrl: url.href }).refuseUrl(new URL('http://127.0.0.1:8080/'))).toBe(
      'address 127.0.0.1',
    );
    expect(guardFor({ startUrl: url.href, startMayBePrivate: false }).refuseUrl(url)).toBe(
      'address 127.0.0.2',
    );
    const options = { startUrl: url.href, startMayBePrivate: false, allowAddresses: ['127.0.0.0/8'] };
    expect(guardFor(options).refuseUrl(url)).toBeNull();
  });
});

describe('findAddresses', () => {
  it('drops private addresses from a mixed answer and refuses an all-private one', async () => {
    const mixed = guardFor({
      lookup: async () => [
        { address: '192.168.0.1', family: 4 },
        { address: '8.8.4.4', family: 4 },
      ],
    });
    expect(await mixed.findAddresses('other.go.th', 80)).toEqual([{ address: '8.8.4.4', family: 4 }]);
    const inner = guardFor({ lookup: async () => [{ address: '::ffff:127.0.0.1', family: 6 }] });
    await expect(inner.findAddresses('127.0.0.1.nip.io', 80)).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
    });
  });

  it('holds the start host to the addresses of its first look-up', async () => {
    const clock = createLeapingClock();
    let address = '10.0.0.5';
    const guard = guardFor({ clock, lookup: async () => [{ address, family: 4 }] });
    expect(await guard.findAddresses('agency.go.th', 80)).toEqual([{ address: '10.0.0.5', family: 4 }]);
    expect(await guard.findAddresses('www.agency.go.th', 80)).toEqual([{ address: '10.0.0.5', family: 4 }]);
    await expect(guard.findAddresses('other.go.th', 80)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
    address = '10.0.0.6';
    await clock.sleep(3_600_000);
    await expect(guard.findAddresses('agency.go.th', 80)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  it('asks the resolver once per name, and again after a failure', async () => {
    let calls = 0;
    const guard = guardFor({
      lookup: async () => {
        calls += 1;
        if (calls === 1) throw Object.assign(new Error('later'), { code: 'EAI_AGAIN' });
        return [{ address: '8.8.8.8', family: 4 }];
      },
    });
    await expect(guard.findAddresses('other.go.th', 80)).rejects.toMatchObject({ code: 'EAI_AGAIN' });
    await guard.findAddresses('other.go.th', 80);
    await guard.findAddresses('other.go.th', 443);
    expect(calls).toBe(2);
  });

  it('takes the address of --resolve for its host and port alone', async () => {
    const guard = guardFor({ resolve: ['drive.test:443:127.0.0.1,[::1]'] });
    expect(await guard.findAddresses('drive.test', 443)).toEqual([
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ]);
    expect(await guard.findAddresses('drive.test', 80)).toEqual([{ address: '8.8.8.8', family: 4 }]);
  });

  it.each(['drive.test', 'drive.test:443', 'drive.test:443:home', ':443:127.0.0.1', 'a:b:127.0.0.1'])(
    'does not take %s for a pin',
    (pin) => {
      expect(() => parseResolvePin(pin)).toThrow(RangeError);
    },
  );
});
