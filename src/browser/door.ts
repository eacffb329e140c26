import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as sendRequest,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, type LookupFunction, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type AddressGuard, AddressRefusedError, portOf } from '../fetch/address-guard.ts';
import type { HostAddress } from '../fetch/types.ts';

/** The browser's only way to the network: a proxy on this machine that lets through what the guard allows. */
export interface Door {
  /** for the browser: `http://127.0.0.1:<port>` */
  url: string;
  /** connections that the guard refused, as `host:port` */
  refused(): readonly string[];
  close(): Promise<void>;
}

const connectMs = 10_000;
const idleMs = 60_000;
/** One connection may carry this much: a page needs far less, and an endless answer ends here. */
const maxConnectionBytes = 64 * 1024 * 1024;
const maxRefusals = 200;
const methods = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);
/** RFC 9110 §7.6.1: these speak of one connection only. */
const hopHeaders = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Opens the proxy on a free port of 127.0.0.1. It resolves names itself, once for check and connection, so that no
 * answer of a name server leads a connection elsewhere than the guard looked.
 */
export async function openDoor(guard: AddressGuard): Promise<Door> {
  const sockets = new Set<Duplex>();
  const refusals: string[] = [];
  const refuse = (what: string): void => {
    if (refusals.length < maxRefusals) refusals.push(what);
  };
  const keep = <T extends Duplex>(socket: T): T => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    return socket;
  };

  const server = createServer((request, response) => {
    void forward(guard, request, response, keep, refuse);
  });
  server.on('connection', (socket) => keep(socket));
  server.on('connect', (request, client, head) => {
    void tunnel(guard, request, keep(client), head, keep, refuse);
  });
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    refused: () => refusals,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

type Keep = <T extends Duplex>(socket: T) => T;

async function tunnel(
  guard: AddressGuard,
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  keep: Keep,
  refuse: (what: string) => void,
): Promise<void> {
  const target = URL.parse(`https://${request.url ?? ''}/`);
  const found = target === null ? null : await findAddresses(guard, target);
  if (client.destroyed) return;
  if (target === null || found === null || found === 'refused') {
    if (found === 'refused') refuse(request.url ?? '');
    client.end(`HTTP/1.1 ${found === 'refused' ? '403 Forbidden' : '502 Bad Gateway'}\r\n\r\n`);
    return;
  }
  const server = limit(keep(connectTo(found, target)));
  server.once('connect', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) server.write(head);
    server.pipe(client);
    client.pipe(server);
  });
  server.on('close', () => client.destroy());
  client.on('close', () => server.destroy());
}

async function forward(
  guard: AddressGuard,
  request: IncomingMessage,
  response: ServerResponse,
  keep: Keep,
  refuse: (what: string) => void,
): Promise<void> {
  const target = URL.parse(request.url ?? '');
  const isAllowed = target?.protocol === 'http:' && methods.has(request.method ?? '');
  const found = isAllowed ? await findAddresses(guard, target) : 'refused';
  if (target === null || found === null || found === 'refused') {
    if (found === 'refused') refuse(target?.host ?? 'unreadable address');
    response.writeHead(found === 'refused' ? 403 : 502).end();
    return;
  }
  const onward = sendRequest(
    {
      path: target.pathname + target.search,
      method: request.method ?? 'GET',
      headers: withoutHopHeaders(request.headers),
      createConnection: () => limit(keep(connectTo(found, target))),
      timeout: idleMs,
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, withoutHopHeaders(answer.headers));
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    },
  );
  onward.on('timeout', () => onward.destroy());
  onward.on('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  });
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

/** Null when the name cannot be resolved now. */
async function findAddresses(guard: AddressGuard, target: URL): Promise<HostAddress[] | 'refused' | null> {
  if (guard.refuseUrl(target) !== null) return 'refused';
  try {
    return await guard.findAddresses(target.hostname, portOf(target));
  } catch (error) {
    return error instanceof AddressRefusedError ? 'refused' : null;
  }
}

function connectTo(addresses: HostAddress[], target: URL): Socket {
  return connect({
    host: target.hostname.replace(/^\[|\]$/g, ''),
    port: portOf(target),
    lookup: lookupOf(addresses),
    autoSelectFamily: true,
  });
}

/** Hands out the guard's list and no other. Sockets ask nobody for a literal address, which the guard has checked. */
function lookupOf(addresses: readonly HostAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const first = addresses[0];
    if (options.all === true || first === undefined) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

function limit(socket: Socket): Socket {
  let bytes = 0;
  const giveUp = setTimeout(() => socket.destroy(new Error('not connected in time')), connectMs);
  socket.once('connect', () => clearTimeout(giveUp)).once('close', () => clearTimeout(giveUp));
  socket.setTimeout(idleMs, () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxConnectionBytes) socket.destroy();
  });
  return socket;
}

function withoutHopHeaders(headers: IncomingMessage['headers']): OutgoingHttpHeaders {
  const named = new Set((headers.connection ?? '').toLowerCase().split(/\s*,\s*/));
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !hopHeaders.has(name) && !named.has(name)),
  );
}
