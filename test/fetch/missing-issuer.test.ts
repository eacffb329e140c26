import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Authority,
  createAuthority,
  forAuthority,
  forLoopback,
  type Identity,
} from '../../bench/hostile/certificates.ts';
import { readIssuerAddress } from '../../src/fetch/issuers.ts';
import { createBench } from './support.ts';

const bench = createBench();
const usualAuthorities = getCACertificates('default');
let authority: Authority;

beforeAll(() => {
  authority = createAuthority();
  setDefaultCACertificates([...usualAuthorities, authority.root]);
  authority.sign('between', 'root', forAuthority);
  authority.selfSigned('stranger');
  authority.sign('strange-between', 'stranger', forAuthority);
});

afterAll(() => {
  setDefaultCACertificates(usualAuthorities);
  authority.close();
});

/** Serves files of an authority and counts how often they are asked for. */
async function serveIssuers(files: Record<string, () => Buffer>): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const url = await bench.http((request, response) => {
    asked.push(request.url ?? '');
    const file = files[request.url ?? ''];
    if (file === undefined) response.writeHead(404).end();
    else response.end(file());
  });
  return { url, asked };
}

function caIssuers(url: string): string {
  return `authorityInfoAccess=caIssuers;URI:${url}`;
}

async function openWith(
  identity: Identity,
  files?: { paths: number },
): Promise<{ tlsProblem: string | null; outcome: string; connections: number }> {
  let connections = 0;
  const origin = await bench.https(
    (_request, response) => response.end('hello'),
    identity,
    () => {
      connections += 1;
    },
  );
  const fetcher = bench.fetcher(origin);
  const first = await fetcher.fetch({ url: origin, accept: 'page', ignoreRobots: true });
  for (let n = 1; n < (files?.paths ?? 1); n += 1) {
    const next = await fetcher.fetch({ url: `${origin}/${n}`, accept: 'page', ignoreRobots: true });
    expect(next).toMatchObject({ outcome: first.outcome, tlsProblem: first.tlsProblem });
  }
  return { tlsProblem: first.tlsProblem, outcome: first.outcome, connections };
}

describe('a certificate that the server left out', () => {
  it('is fetched where the certificate says, as a browser does, once per host', async () => {
    const { url, asked } = await serveIssuers({ '/between.cer': () => authority.der('between') });
    const identity = authority.sign('leaf', 'between', `${forLoopback}\n${caIssuers(`${url}/between.cer`)}`);
    const opened = await openWith(identity, { paths: 3 });
    expect(opened).toMatchObject({ outcome: 'ok', tlsProblem: 'INTERMEDIATE_MISSING' });
    expect(asked).toEqual(['/between.cer']);
    // what fails, what is looked at, and the one that is read over
    expect(opened.connections).toBe(3);
  });

  it('is found over two steps, from DER and from PEM', async () => {
    const files: Record<string, () => Buffer> = { '/between.cer': () => authority.der('between') };
    const { url, asked } = await serveIssuers(files);
    const lower = authority.sign('lower', 'between', `${forAuthority}\n${caIssuers(`${url}/between.cer`)}`);
    files['/lower.pem'] = () => Buffer.from(lower.cert);
    const identity = authority.sign('deep', 'lower', `${forLoopback}\n${caIssuers(`${url}/lower.pem`)}`);
    expect(await openWith(identity)).toMatchObject({ outcome: 'ok', tlsProblem: 'INTERMEDIATE_MISSING' });
    expect(asked).toEqual(['/lower.pem', '/between.cer']);
    asked.length = 0;
    const half = { ...identity, cert: `${identity.cert}\n${lower.cert}` };
    expect(await openWith(half)).toMatchObject({ outcome: 'ok', tlsProblem: 'INTERMEDIATE_MISSING' });
    expect(asked).toEqual(['/between.cer']);
  });

  it.each([
    ['is nowhere', () => Buffer.from('<html>404</html>'), 'between'],
    [
      'is a self-signed one, which would make itself an authority',
      () => authority.der('stranger'),
      'stranger',
    ],
    ['leads to an authority that nobody trusts', () => authority.der('strange-between'), 'strange-between'],
    ['is that of another issuer', () => authority.der('between'), 'strange-between'],
    ['is larger than any certificate', () => Buffer.alloc(100_000, 48), 'between'],
  ])('stays missing when it %s', async (name, file, issuer) => {
    const { url, asked } = await serveIssuers({ '/issuer.cer': file });
    const identity = authority.sign(
      `leaf-${name.length}`,
      issuer,
      `${forLoopback}\n${caIssuers(`${url}/issuer.cer`)}`,
    );
    const opened = await openWith(identity);
    expect(opened.outcome).toBe('ok');
    expect(opened.tlsProblem).toMatch(/^UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)$/);
    expect(asked).toEqual(['/issuer.cer']);
  });

  it('is not asked for behind an inside door', async () => {
    const { url, asked } = await serveIssuers({ '/between.cer': () => authority.der('between') });
    const inside = url.replace('127.0.0.1', '127.0.0.2');
    const identity = authority.sign(
      'inside',
      'between',
      `${forLoopback}\n${caIssuers(`${inside}/between.cer`)}`,
    );
    const opened = await openWith(identity);
    expect(opened).toMatchObject({ outcome: 'ok', tlsProblem: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    expect(asked).toEqual([]);
  });

  it('does not hide that the certificate has expired', async () => {
    const { url } = await serveIssuers({ '/between.cer': () => authority.der('between') });
    const extension = `${forLoopback}\n${caIssuers(`${url}/between.cer`)}`;
    const opened = await openWith(authority.sign('old', 'between', extension, -1));
    expect(opened).toMatchObject({ outcome: 'ok', tlsProblem: 'CERT_HAS_EXPIRED' });
  });

  it('is named by an http address only', () => {
    expect(readIssuerAddress('OCSP - URI:http://o.test\nCA Issuers - URI:http://i.test/a.cer\n')).toBe(
      'http://i.test/a.cer',
    );
    expect(readIssuerAddress('CA Issuers - URI:ldap://i.test/a\nCA Issuers - URI:https://i.test/b')).toBe(
      null,
    );
    expect(readIssuerAddress(undefined)).toBe(null);
  });
});
