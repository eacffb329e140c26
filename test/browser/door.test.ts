import { request as sendRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Door, openDoor } from '../../src/browser/door.ts';
import { createAddressGuard } from '../../src/fetch/address-guard.ts';
import { realClock } from '../../src/fetch/clock.ts';
import { type FixtureSite, serveSite } from '../fixtures/site.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function open(): Promise<{ door: Door; site: FixtureSite; startUrl: string; other: FixtureSite }> {
  const site = await serveSite({ '/': 'ถึงแล้ว', '/echo': (request, response) => void request.pipe(response) });
  const other = await serveSite({ '/': 'secret' });
  const { port } = new URL(site.url);
  const startUrl = `http://agency.example:${port}`;
  const door = await openDoor(
    createAddressGuard({
      clock: realClock,
      startUrl,
      startMayBePrivate: true,
      allowAddresses: [],
      resolve: [`agency.example:${port}:127.0.0.1`],
      lookup: async (name) => {
        if (name === 'inside.example') return [{ address: '127.0.0.1', family: 4 }];
        throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
      },
    }),
  );
  closers.push(
    () => site.close(),
    () => other.close(),
    () => door.close(),
  );
  return { door, site, startUrl, other };
}

/** Status and body of a request through the door. */
function ask(door: Door, url: string, method = 'GET', body = ''): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(door.url);
    const request = sendRequest({ hostname, port, method, path: url, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    request.on('error', reject).end(body);
  });
}

/** First line of the answer to CONNECT, and what comes through the tunnel after `then`. */
function tunnel(door: Door, target: string, then = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(door.url).port), '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      if (text === '' && then !== '') socket.write(then);
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  });
}

describe('the browser’s door', () => {
  it('leads to the start host, by request and by tunnel', async () => {
    const { door, startUrl } = await open();
    expect(await ask(door, `${startUrl}/`)).toEqual({ status: 200, text: 'ถึงแล้ว' });
    expect(await ask(door, `${startUrl}/echo`, 'POST', 'ก')).toEqual({ status: 200, text: 'ก' });
    const { host } = new URL(startUrl);
    const through = await tunnel(door, host, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(through).toMatch(/^HTTP\/1\.1 200 Connection/);
    expect(through).toContain('ถึงแล้ว');
    expect(door.refused()).toEqual([]);
  });

  it.each([
    '127.0.0.1',
    'localhost',
    '0x7f.1',
    '2130706433',
    '[::1]',
    '[::ffff:127.0.0.1]',
    'inside.example',
    '10.0.0.1',
    '169.254.169.254',
  ])('leads nowhere inside: %s', async (host) => {
    const { door, other } = await open();
    const { port } = new URL(other.url);
    expect((await ask(door, `http://${host}:${port}/`)).status).not.toBe(200);
    expect((await ask(door, `http://${host}/`)).status).not.toBe(200);
    expect(await tunnel(door, `${host}:${port}`)).not.toContain('200');
    expect(await tunnel(door, `${host}:443`)).not.toContain('200');
    expect(other.requests).toEqual([]);
  });

  it.each(['file:///etc/passwd', 'ftp://agency.example/', '/', 'https://agency.example/', 'http://'])(
    'forwards no %s',
    async (url) => {
      const { door } = await open();
      expect((await ask(door, url)).status).toBe(403);
    },
  );

  it('forwards reading and POST only, and no headers about the connection', async () => {
    const { door, site, startUrl } = await open();
    expect((await ask(door, `${startUrl}/`, 'DELETE')).status).toBe(403);
    expect((await ask(door, `${startUrl}/`, 'PUT')).status).toBe(403);
    expect(site.requests).toEqual([]);
  });

  it('closes with everything that goes through it', async () => {
    const { door, startUrl } = await open();
    const open2 = tunnel(door, new URL(startUrl).host);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await door.close();
    expect(await open2).toContain('200');
  });
});
