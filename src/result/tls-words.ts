import { outcomeSentences, type Words } from './words.ts';

/** What may be wrong with a certificate or its connection, as far as a reader can do something about it. */
export type TlsFault =
  | 'expired'
  | 'not-yet-valid'
  | 'other-name'
  | 'self-signed'
  | 'incomplete'
  | 'old-protocol'
  | 'other';

const faultByCode: Readonly<Record<string, TlsFault>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other-name',
  HOSTNAME_MISMATCH: 'other-name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed',
  INTERMEDIATE_MISSING: 'incomplete',
};

/** OpenSSL's words for a server that offers nothing that is allowed today. */
const oldProtocol =
  /^ERR_SSL_.*(?:UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|WRONG_SSL_VERSION|DH_KEY_TOO_SMALL|UNSAFE_LEGACY|LEGACY_SIGALG|EE_KEY_TOO_SMALL|CA_MD_TOO_WEAK|HANDSHAKE_FAILURE|NO_CIPHERS|INTERNAL_ERROR)/;

/** Reads the code that a fetch kept in `tlsProblem`. */
export function readTlsFault(code: string): TlsFault {
  return faultByCode[code] ?? (oldProtocol.test(code) ? 'old-protocol' : 'other');
}

const sentences: Readonly<Record<TlsFault, Words>> = {
  expired: {
    th: 'ใบรับรองความปลอดภัย (HTTPS) หมดอายุ เบราว์เซอร์ของประชาชนจะเตือนก่อนเปิด เครื่องอ่านต่อได้ โปรดต่ออายุใบรับรอง',
    en: 'The HTTPS certificate has expired, so that browsers warn before they open the site. It was read all the same. Renew the certificate.',
  },
  'not-yet-valid': {
    th: 'ใบรับรองความปลอดภัย (HTTPS) ยังไม่ถึงวันเริ่มใช้ เบราว์เซอร์ของประชาชนจะเตือนก่อนเปิด เครื่องอ่านต่อได้ โปรดตรวจวันที่ของใบรับรอง',
    en: 'The HTTPS certificate is not valid yet, so that browsers warn before they open the site. It was read all the same. Check its dates.',
  },
  'other-name': {
    th: 'ใบรับรองความปลอดภัย (HTTPS) ออกให้ชื่อเว็บไซต์อื่น เบราว์เซอร์ของประชาชนจะเตือนก่อนเปิด เครื่องอ่านต่อได้ โปรดติดตั้งใบรับรองให้ตรงชื่อ',
    en: 'The HTTPS certificate was issued to another host name, so that browsers warn before they open the site. It was read all the same. Install one for this name.',
  },
  'self-signed': {
    th: 'ใบรับรองความปลอดภัย (HTTPS) ออกเอง ไม่มีผู้รับรอง เบราว์เซอร์ของประชาชนจะเตือนก่อนเปิด เครื่องอ่านต่อได้ โปรดใช้ใบรับรองจากผู้ออกที่เชื่อถือได้',
    en: 'The HTTPS certificate is self-signed, so that browsers warn before they open the site. It was read all the same. Use one of a trusted authority.',
  },
  incomplete: {
    th: 'เครื่องแม่ข่ายส่งใบรับรองความปลอดภัย (HTTPS) มาไม่ครบ ขาดใบรับรองตัวกลาง เบราว์เซอร์ส่วนใหญ่หามาเติมเองและเปิดได้ แต่โปรแกรมอื่นและมือถือบางรุ่นเปิดไม่ได้ โปรดติดตั้งใบรับรองตัวกลาง (full chain)',
    en: 'The server leaves the intermediate HTTPS certificate out. Most browsers find it themselves and open the site; other programs and some phones do not. Install the full chain.',
  },
  'old-protocol': {
    th: 'เครื่องแม่ข่ายใช้การเข้ารหัส HTTPS รุ่นเก่าที่เลิกใช้แล้ว เบราว์เซอร์รุ่นปัจจุบันไม่เปิด เครื่องอ่านต่อได้ โปรดเปิดใช้ TLS 1.2 ขึ้นไป',
    en: 'The server speaks an HTTPS encryption that has been retired, so that today’s browsers refuse it. It was read all the same. Switch TLS 1.2 or later on.',
  },
  other: outcomeSentences.tls,
};

/** What is wrong with a connection that was read all the same, for the `tlsProblem` of a fetch. */
export function tlsSentence(code: string): Words {
  return sentences[readTlsFault(code)];
}
