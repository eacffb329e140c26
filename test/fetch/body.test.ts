import { gzipSync } from 'node:zlib';
import { Agent, type Dispatcher } from 'undici';
import { describe, expect, it } from 'vitest';
import { receiveBody } from '../../src/fetch/body.ts';
import { BodyBytes } from '../../src/fetch/body-bytes.ts';
import { sendGet } from '../../src/fetch/dispatch.ts';
import { createBench } from './support.ts';

const bench = createBench();
const ask = (url: string) => ({ url, accept: 'page', ignoreRobots: true }) as const;

/** A body that tells every place in it apart. */
function makeBody(seed: number, bytes: number): Buffer {
  return Buffer.from(Array.from({ length: bytes }, (_, at) => 32 + ((at * 7 + seed * 13) % 90)));
}

describe('bodies whose memory is given back', () => {
  it('come whole, many at once over few sockets, in large and small parts, encoded or not', async () => {
    const bodies = Array.from({ length: 60 }, (_, seed) => makeBody(seed, 10 + seed * 3_001));
    const origin = await bench.http((request, response) => {
      const seed = Number((request.url ?? '').slice(1));
      const body = bodies[seed] ?? Buffer.alloc(0);
      if (seed % 4 === 1) {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body));
      } else if (seed % 4 === 2) {
        response.writeHead(200, { 'content-length': body.length });
        const send = (at: number): void => {
          response.write(body.subarray(at, at + 5_000));
          if (at < body.length) setImmediate(send, at + 5_000);
          else response.end();
        };
        send(0);
      } else if (seed % 4 === 3) {
        for (let at = 0; at < body.length; at += 700) response.write(body.subarray(at, at + 700));
        response.end();
      } else response.writeHead(200, { 'content-length': body.length }).end(body);
    });
    const fetcher = bench.fetcher(origin, { ownSite: true });
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(bodies.map((_, seed) => fetcher.fetch(ask(`${origin}/${seed}`))));
      for (const [seed, { outcome, body, release }] of answers.entries()) {
        expect(outcome).toBe('ok');
        expect(Buffer.from(body ?? []).equals(bodies[seed] ?? Buffer.alloc(0)), `body ${seed}`).toBe(true);
        release?.();
        expect(body?.length).toBe(0);
      }
    }
  });

  it.each([
    { what: 'what a socket read', part: new Uint8Array(9), isOneToOne: true, isGone: true },
    { what: 'what several answers share', part: new Uint8Array(9), isOneToOne: false, isGone: false },
    { what: 'what Node shares', part: Buffer.from('123456789'), isOneToOne: true, isGone: false },
  ])('$what is gone afterwards: $isGone', async ({ part, isOneToOne, isGone }) => {
    const idle = { abort: () => undefined, pause: () => undefined, resume: () => undefined };
    const controller = { ...idle, aborted: false, paused: false, reason: null };
    const dispatch: Dispatcher['dispatch'] = (_options, handler) => {
      handler.onRequestStart?.(controller, {});
      handler.onResponseStart?.(controller, 200, {});
      handler.onResponseData?.(controller, Buffer.from(part.buffer, part.byteOffset, part.length));
      handler.onResponseEnd?.(controller, {});
      return true;
    };
    const limits = { maxWireBytes: 100, maxBytes: 100, onExcess: 'refuse' } as const;
    const { end } = sendGet(
      Object.assign(new Agent(), { dispatch }),
      new URL('http://localhost/'),
      {},
      isOneToOne,
      (_head, flow) => receiveBody(null, limits, Number.NaN, flow),
    );
    expect((await end).body).toHaveLength(9);
    await new Promise(setImmediate);
    expect(part).toHaveLength(isGone ? 0 : 9);
  });

  it('are as long as what came, whatever was announced', () => {
    for (const expected of [null, Number.NaN, 0, 3, 5_000, 50_000_000]) {
      const bytes = new BodyBytes(expected);
      for (let part = 0; part < 40; part++) bytes.add(makeBody(part, 4_999));
      const whole = bytes.take();
      expect(whole.length).toBe(40 * 4_999);
      expect(whole.buffer.byteLength).toBe(whole.length);
      expect(Buffer.from(whole.subarray(39 * 4_999)).equals(makeBody(39, 4_999))).toBe(true);
    }
    expect(new BodyBytes(10).take().length).toBe(0);
  });
});
