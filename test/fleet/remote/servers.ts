import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A real server of the system, started for the tests on a port of its own. */
export interface TestServer {
  /** with its password in it */
  address: string;
  close(): Promise<void>;
}

export const password = 'sesame-42';

const redisProgram = findOnPath('redis-server');
const postgresFolder = findPostgres();
/** The user as whom PostgreSQL runs: it refuses to as root. */
const postgresUser = readPostgresUser();

export const hasRedis = redisProgram !== null;
export const hasPostgres = postgresFolder !== null && postgresUser !== undefined;

export async function startRedis(): Promise<TestServer> {
  if (redisProgram === null) throw new Error('redis-server is not here');
  const folder = mkdtempSync(join(tmpdir(), 'oit-redis-'));
  const port = await findPort();
  const args = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--dir',
    folder,
    '--requirepass',
    password,
  ];
  const child = spawn(redisProgram, args, { stdio: 'ignore' });
  await waitForPort(port, child);
  return { address: `redis://:${password}@127.0.0.1:${port}/0`, close: () => end(child, 'SIGKILL', folder) };
}

export async function startPostgres(): Promise<TestServer> {
  if (postgresFolder === null || postgresUser === undefined) throw new Error('PostgreSQL is not here');
  const folder = mkdtempSync(join(tmpdir(), 'oit-postgres-'));
  const data = join(folder, 'data');
  const secret = join(folder, 'secret');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(secret, password);
  if (postgresUser !== null)
    for (const path of [folder, data, secret]) chownSync(path, postgresUser.uid, postgresUser.gid);
  const as = postgresUser === null ? {} : postgresUser;
  const options = [
    '-D',
    data,
    '-U',
    'oit',
    '-A',
    'scram-sha-256',
    `--pwfile=${secret}`,
    '-E',
    'UTF8',
    '--locale=C',
    '-N',
  ];
  execFileSync(join(postgresFolder, 'initdb'), options, { ...as, cwd: folder, stdio: 'ignore' });
  const port = await findPort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: 'off',
    shared_buffers: '16MB',
  };
  const args = [
    '-D',
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const child = spawn(join(postgresFolder, 'postgres'), args, { ...as, cwd: folder, stdio: 'ignore' });
  await waitForPort(port, child);
  await waitForAnswer(`postgres://oit:${password}@127.0.0.1:${port}/postgres`);
  return {
    address: `postgres://oit:${password}@127.0.0.1:${port}/postgres`,
    // Quick shutdown: connections are cut, nothing is kept.
    close: () => end(child, 'SIGQUIT', folder),
  };
}

async function waitForAnswer(address: string): Promise<void> {
  const { default: pg } = await import('pg');
  for (let left = 100; ; left--) {
    const client = new pg.Client({ connectionString: address });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await sleep(100);
    }
  }
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function waitForPort(port: number, child: ChildProcess): Promise<void> {
  for (let left = 300; left > 0; left--) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ port, host: '127.0.0.1' }, () => resolve(true));
      socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await sleep(100);
  }
  throw new Error('the server does not listen');
}

async function end(child: ChildProcess, signal: NodeJS.Signals, folder: string): Promise<void> {
  const gone = new Promise((resolve) => child.once('close', resolve));
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
}

function findOnPath(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** Debian keeps the programs of the server off the PATH, one folder a version. */
function findPostgres(): string | null {
  const base = '/usr/lib/postgresql';
  const folders = existsSync(base)
    ? readdirSync(base)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(base, version, 'bin'))
    : [];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (found !== undefined) return found;
  const onPath = findOnPath('initdb');
  return onPath === null ? null : join(onPath, '..');
}

/** Null: ourselves, who are not root; undefined: there is nobody else. */
function readPostgresUser(): { uid: number; gid: number } | null | undefined {
  if (process.getuid?.() !== 0) return null;
  try {
    const id = (what: string): number => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
