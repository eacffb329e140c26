import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBench } from './support.ts';

const bench = createBench();
const ellipticKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const folder = mkdtempSync(join(tmpdir(), 'oit-tls-'));
const usualAuthorities = getCACertificates('default');

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
}

function read(name: string): { key: string; cert: string } {
  return {
    key: readFileSync(join(folder, `${name}.key`), 'utf8'),
    cert: readFileSync(join(folder, `${name}.pem`), 'utf8'),
  };
}

function makeRoot(name: string): { key: string; cert: string } {
  openssl(
    'req',
    '-x509',
    ...ellipticKey,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`,
    '-subj',
    `/CN=${name}`,
    '-days',
    '2',
  );
  return read(name);
}

function makeSigned(
  name: string,
  issuer: string,
  days: string,
  extension: string,
): { key: string; cert: string } {
  writeFileSync(join(folder, `${name}.ext`), extension);
  openssl('req', ...ellipticKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
  const signing = ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial', '-days', days];
  openssl('x509', '-req', '-in', `${name}.csr`, ...signing, '-extfile', `${name}.ext`, '-out', `${name}.pem`);
  return read(name);
}

beforeAll(() => {
  setDefaultCACertificates([...usualAuthorities, makeRoot('root').cert]);
  makeSigned('between', 'root', '2', 'basicConstraints=critical,CA:TRUE');
});

afterAll(() => {
  setDefaultCACertificates(usualAuthorities);
  rmSync(folder, { recursive: true });
});

const ownName = 'subjectAltName=IP:127.0.0.1';

describe('certificates', () => {
  it.each([
    ['good', () => makeSigned('good', 'root', '2', ownName), null],
    ['expired', () => makeSigned('expired', 'root', '-1', ownName), 'CERT_HAS_EXPIRED'],
    [
      'of another host',
      () => makeSigned('other', 'root', '2', 'subjectAltName=DNS:other.go.th'),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    [
      'without its intermediate',
      () => makeSigned('leaf', 'between', '2', ownName),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    ['self-signed', () => makeRoot('self'), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('%s', async (_name, make, tlsProblem) => {
    const origin = await bench.https((_request, response) => response.end('hello'), make());
    const answer = await bench.fetcher(origin).fetch({ url: origin, accept: 'page', ignoreRobots: true });
    expect(answer).toMatchObject({ outcome: 'ok', httpStatus: 200, tlsProblem, attempts: 1, requests: 1 });
  });

  it('that fail cost one extra handshake per host, once', async () => {
    let connections = 0;
    const origin = await bench.https(
      (_request, response) => response.end('hello'),
      makeRoot('self'),
      () => {
        connections += 1;
      },
    );
    const fetcher = bench.fetcher(origin);
    for (let n = 0; n < 3; n += 1) {
      const answer = await fetcher.fetch({ url: `${origin}/${n}`, accept: 'page', ignoreRobots: true });
      expect(answer).toMatchObject({ outcome: 'ok', tlsProblem: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    }
    expect(connections).toBe(2);
  });

  it('that fail are told beside an error, and after a redirect to plain http', async () => {
    const plain = await bench.http((_request, response) => response.end('x'));
    const origin = await bench.https((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: plain }).end();
      else response.writeHead(404).end();
    }, makeRoot('self'));
    const fetcher = bench.fetcher(origin);
    const tlsProblem = 'DEPTH_ZERO_SELF_SIGNED_CERT';
    const missing = await fetcher.fetch({ url: origin, accept: 'page', ignoreRobots: true });
    expect(missing).toMatchObject({ outcome: 'http-error', tlsProblem });
    const away = await fetcher.fetch({ url: `${origin}/away`, accept: 'page', ignoreRobots: true });
    expect(away).toMatchObject({ outcome: 'ok', finalUrl: `${plain}/`, tlsProblem });
  });
});

describe('old and broken TLS', () => {
  it('of version 1.0 is read, with the problem told', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const origin = await bench.https((_request, response) => response.end('hello'), {
      ...makeRoot('self'),
      ...old,
    });
    const answer = await bench.fetcher(origin).fetch({ url: origin, accept: 'page', ignoreRobots: true });
    expect(answer.outcome).toBe('ok');
    expect(answer.tlsProblem).toMatch(/^ERR_SSL_/);
  });

  it('that is plain http is tls, with the first problem', async () => {
    const origin = (await bench.http((_request, response) => response.end())).replace('http:', 'https:');
    const answer = await bench.fetcher(origin).fetch({ url: origin, accept: 'page', ignoreRobots: true });
    expect(answer).toMatchObject({ outcome: 'tls', httpStatus: null, attempts: 1 });
    expect(answer.tlsProblem).toMatch(/^(ERR_SSL_|EPROTO)/);
  });
});
