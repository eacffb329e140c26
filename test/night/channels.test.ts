import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Channel,
  composeTest,
  noticeSchema,
  openChannels,
  readNotices,
  realClock,
} from '../../src/index.ts';
import { DeliveryError } from '../../src/night/index.ts';

const secret = 'hunter2-very-secret';
const notice = composeTest('2025-06-15T02:30:00.000Z');
const closers: (() => Promise<void>)[] = [];
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-channels-'));
});
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
  await rm(folder, { recursive: true, force: true });
});

async function open(channel: object, allowed = ['127.0.0.0/8'], given = secret): Promise<Channel> {
  const config = readNotices(
    'notices.yaml',
    new TextEncoder().encode(JSON.stringify({ channels: [channel] })),
  );
  const [first] = await openChannels(config, {
    clock: realClock,
    userAgent: 'oit-checker/0.1',
    allowAddresses: allowed,
    signal: new AbortController().signal,
    readSecret: async () => given,
    resolvePath: (path) => join(folder, path),
  });
  if (first === undefined) throw new Error('no channel');
  return first;
}

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

async function receive(status = 200, location?: string): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status, location === undefined ? {} : { location }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

interface Mail {
  from: string;
  to: string[];
  text: string;
  user: string;
}

async function receiveMail(mayCome = true): Promise<{ port: number; mails: Mail[] }> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      password === secret ? done(null, { user: username }) : done(new Error('wrong password')),
    onData(stream, session, done) {
      let text = '';
      stream.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        if (mayCome)
          mails.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            text,
            user: String(session.user ?? ''),
          });
        done(mayCome ? null : Object.assign(new Error('greylisted'), { responseCode: 451 }));
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(() => resolve())));
  return { port: (server.server.address() as AddressInfo).port, mails };
}

const mailTo = (port: number) => ({
  type: 'email',
  host: '127.0.0.1',
  port,
  security: 'none',
  from: 'oit@example.org',
  to: ['a@example.org', 'b@example.org'],
});
/** Base64 bodies and encoded words, as far as these tests need them. */
const decode = (mail: string): string =>
  mail.replaceAll(/^[A-Za-z0-9+/=\r\n]{40,}$/gm, (text) => Buffer.from(text, 'base64').toString('utf8'));

describe('e-mail', () => {
  it('goes out by SMTP, in Thai, and can be known again', async () => {
    const { port, mails } = await receiveMail();
    const channel = await open({ ...mailTo(port), user: 'oit', secretEnv: 'P' });
    await channel.send(notice);
    await channel.send(notice);
    expect(mails[0]).toMatchObject({
      from: 'oit@example.org',
      to: ['a@example.org', 'b@example.org'],
      user: 'oit',
    });
    expect(decode(mails[0]?.text ?? '')).toContain('ช่องทางนี้ใช้งานได้แล้ว');
    expect(mails[0]?.text).toMatch(/^Auto-Submitted: auto-generated/m);
    const ids = mails.map(({ text }) => /^Message-ID: (.*)$/m.exec(text)?.[1]);
    expect(ids[0]).toBe(ids[1]);
    expect(mails.map(({ text }) => text).join()).not.toContain(secret);
  });

  it('says what the server said, without the password, and whether to try again', async () => {
    const wrong = await receiveMail();
    const refused = await open(
      { ...mailTo(wrong.port), user: 'oit', secretEnv: 'P' },
      [],
      'another-password',
    );
    const error = await refused.send(notice).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error).toMatchObject({ isPassing: false, message: expect.stringContaining('535') });
    expect(String(error)).not.toContain('another-password');
    const busy = await receiveMail(false);
    await expect((await open(mailTo(busy.port))).send(notice)).rejects.toMatchObject({
      isPassing: true,
      message: expect.stringContaining('451'),
    });
  });

  it('is not sent in the clear where TLS was asked for', async () => {
    const { port, mails } = await receiveMail();
    await expect((await open({ ...mailTo(port), security: 'starttls' })).send(notice)).rejects.toThrow(
      DeliveryError,
    );
    expect(mails).toEqual([]);
  });
});

describe('a webhook', () => {
  it('gets the documented body, signed', async () => {
    const { url, received } = await receive();
    await (await open({ type: 'webhook', url, secretEnv: 'S' })).send(notice);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(noticeSchema.parse(JSON.parse(body))).toEqual(notice);
    const timestamp = String(headers['x-oit-timestamp']);
    expect(Math.abs(Number(timestamp) * 1000 - Date.now())).toBeLessThan(60_000);
    const expected = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
    expect(headers['x-oit-signature']).toBe(`sha256=${expected}`);
    expect(headers['x-oit-delivery']).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('is not sent to a private address, nor after a redirect', async () => {
    const { url, received } = await receive();
    const closed = await open({ type: 'webhook', url }, []);
    await expect(closed.send(notice)).rejects.toThrow(/--allow-address/);
    const elsewhere = await receive(307, url);
    await expect((await open({ type: 'webhook', url: elsewhere.url })).send(notice)).rejects.toThrow(
      /HTTP 307/,
    );
    expect(received).toEqual([]);
  });

  it.each([
    [500, true],
    [429, true],
    [403, false],
  ])('that answers %i is tried again at once: %s', async (status, isPassing) => {
    const { url } = await receive(status);
    await expect((await open({ type: 'webhook', url })).send(notice)).rejects.toMatchObject({ isPassing });
  });

  it('that is not there says so without its address', async () => {
    const { url } = await receive();
    await closers.pop()?.();
    const error = await (await open({ type: 'slack', secretEnv: 'S' }, ['127.0.0.0/8'], url))
      .send(notice)
      .catch(String);
    expect(error).toMatch(/ECONNREFUSED/);
    expect(error).not.toContain(url);
  });
});

describe('LINE and Slack', () => {
  it('LINE gets the short lines, the token, and a key against repetition', async () => {
    const { url, received } = await receive();
    const to = `C${'0'.repeat(32)}`;
    const channel = await open({ type: 'line', to, url, secretEnv: 'T' });
    await channel.send(notice);
    await channel.send(notice);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      to,
      messages: [{ type: 'text', text: notice.linesTh.join('\n') }],
    });
    expect(received[0]?.headers.authorization).toBe(`Bearer ${secret}`);
    expect(received[0]?.headers['x-line-retry-key']).toBe(received[1]?.headers['x-line-retry-key']);
  });

  it('LINE that took a message before has taken it', async () => {
    const { url } = await receive(409);
    await (await open({ type: 'line', to: `U${'0'.repeat(32)}`, url, secretEnv: 'T' })).send(notice);
  });

  it('Slack gets text in which nothing is a mention', async () => {
    const { url, received } = await receive();
    const channel = await open({ type: 'slack', secretEnv: 'S' }, ['127.0.0.0/8'], url);
    await channel.send({ ...notice, linesTh: ['<!channel> & more'] });
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({ text: '&lt;!channel&gt; &amp; more' });
  });
});

it('a file gets a line for each notice', async () => {
  const channel = await open({ type: 'file', path: 'told/notices.ndjson' });
  await channel.send(notice);
  await channel.send(notice);
  const lines = (await readFile(join(folder, 'told', 'notices.ndjson'), 'utf8')).trim().split('\n');
  expect(lines.map((line) => noticeSchema.parse(JSON.parse(line)))).toEqual([notice, notice]);
});
