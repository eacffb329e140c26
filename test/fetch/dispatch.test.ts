import type { Socket } from 'node:net';
import { Agent } from 'undici';
import { expect, it } from 'vitest';
import { receiveBody } from '../../src/fetch/body.ts';
import { sendGet } from '../../src/fetch/dispatch.ts';
import { createBench } from './support.ts';

const bench = createBench();

it('frees its connection before it tells of the answer: the next request opens none', async () => {
  const sockets = new Set<Socket>();
  const url = new URL(
    await bench.http((request, response) => {
      sockets.add(request.socket);
      response.end('hello');
    }),
  );
  const agent = new Agent();
  const limits = { maxBytes: 1_000, maxWireBytes: 1_000, onExcess: 'refuse' as const };
  try {
    for (let count = 0; count < 30; count += 1) {
      const { end } = sendGet(agent, url, {}, true, (_head, flow) => receiveBody(null, limits, 5, flow));
      expect((await end).body).toHaveLength(5);
    }
  } finally {
    await agent.close();
  }
  expect(sockets.size).toBe(1);
});
