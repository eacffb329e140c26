import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** PEM texts, as a TLS server takes them. */
export interface Identity {
  key: string;
  cert: string;
}

/** A certificate authority of our own, made with openssl in a folder that `close` removes. */
export interface Authority {
  /** path of the root's certificate, for NODE_EXTRA_CA_CERTS */
  rootFile: string;
  root: string;
  selfSigned(name: string): Identity;
  /** @param days negative: expired */
  sign(name: string, issuer: string, extension: string, days?: number): Identity;
  /** the certificate of that name as a CA serves it */
  der(name: string): Buffer;
  close(): void;
}

/** On 127.0.0.1 a certificate speaks for an address. */
export const forLoopback = 'subjectAltName=IP:127.0.0.1';
export const forAuthority = 'basicConstraints=critical,CA:TRUE';

/** @throws when openssl is missing */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'oit-ca-'));
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  };
  const read = (name: string): Identity => ({
    key: readFileSync(join(folder, `${name}.key`), 'utf8'),
    cert: readFileSync(join(folder, `${name}.pem`), 'utf8'),
  });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const selfSigned = (name: string): Identity => {
    const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`];
    openssl('req', '-x509', ...newKey, ...files, '-subj', `/CN=${name}`, '-days', '2');
    return read(name);
  };
  const { cert: root } = selfSigned('root');
  return {
    rootFile: join(folder, 'root.pem'),
    root,
    selfSigned,
    sign(name, issuer, extension, days = 2) {
      writeFileSync(join(folder, `${name}.ext`), extension);
      openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
      const by = [
        '-CA',
        `${issuer}.pem`,
        '-CAkey',
        `${issuer}.key`,
        '-CAcreateserial',
        '-days',
        String(days),
      ];
      const files = ['-extfile', `${name}.ext`, '-out', `${name}.pem`];
      openssl('x509', '-req', '-in', `${name}.csr`, ...by, ...files);
      return read(name);
    },
    der(name) {
      openssl('x509', '-in', `${name}.pem`, '-outform', 'DER', '-out', `${name}.der`);
      return readFileSync(join(folder, `${name}.der`));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
