import { describe, expect, it } from 'vitest';
import { outcomeSentences } from '../../src/result/sentences.ts';
import { readTlsFault, tlsSentence } from '../../src/result/tls-words.ts';

describe('what is wrong with a certificate', () => {
  it.each([
    ['CERT_HAS_EXPIRED', 'expired', 'หมดอายุ'],
    ['CERT_NOT_YET_VALID', 'not-yet-valid', 'ยังไม่ถึงวันเริ่มใช้'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'other-name', 'ชื่อเว็บไซต์อื่น'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed', 'ออกเอง'],
    ['INTERMEDIATE_MISSING', 'incomplete', 'ขาดใบรับรองตัวกลาง'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'old-protocol', 'รุ่นเก่า'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'old-protocol', 'รุ่นเก่า'],
    ['ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED', 'old-protocol', 'รุ่นเก่า'],
    ['ERR_SSL_DH_KEY_TOO_SMALL', 'old-protocol', 'รุ่นเก่า'],
  ])('%s is told as %s', (code, fault, thai) => {
    expect(readTlsFault(code)).toBe(fault);
    expect(tlsSentence(code).th).toContain(thai);
    expect(tlsSentence(code).en).not.toBe(outcomeSentences.tls.en);
  });

  it('tells what has no words of its own as a problem of the certificate', () => {
    expect(tlsSentence('UNABLE_TO_VERIFY_LEAF_SIGNATURE')).toEqual(outcomeSentences.tls);
  });

  it('says that browsers open a site whose intermediate certificate is missing', () => {
    expect(tlsSentence('INTERMEDIATE_MISSING').en).toContain('Most browsers find it themselves');
  });
});
