import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/** Listens, and then its thread sleeps for ever: nobody takes what comes in. */
const listener = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.on('error', (error) => parentPort.postMessage(error.code));
  server.listen({ ...workerData, backlog: 1 }, () => {
    parentPort.postMessage('listening');
    setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 50);
  });
`;

/** A connection that takes so long on this machine takes for ever: the queue is full. */
const fullAfterMs = 1_000;

/**
 * An address that takes no SYN, like a route that leads nowhere: the queue of a listener whose process is stuck,
 * filled up to its end.
 *
 * @returns what frees it, null when the address is not there on this machine
 */
export async function openBlackHole(host: string, port: number): Promise<(() => Promise<void>) | null> {
  const worker = new Worker(listener, { eval: true, workerData: { host, port } });
  const said = await new Promise<unknown>((resolve) => {
    worker.once('message', resolve).once('error', () => resolve(null));
  });
  if (said !== 'listening') {
    await worker.terminate();
    return null;
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  const fillers: Socket[] = [];
  for (let open = true; open && fillers.length < 64; ) {
    const socket = connect({ host, port }).on('error', () => undefined);
    fillers.push(socket);
    open = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), fullAfterMs);
      socket.once('connect', () => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }
  return async () => {
    for (const socket of fillers) socket.destroy();
    await worker.terminate();
  };
}
