import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/fetch/charset.ts';

const thai = 'แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ องค์การบริหารส่วนตำบล';

/** TIS-620 stands 0x0D60 below Unicode. */
function to874(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    return code >= 0x0e00 ? code - 0x0d60 : code;
  });
}
const toUtf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const page = (meta: string, before = ''): string =>
  `<html><head>${before}${meta}<title>${thai}</title></head></html>`;
const meta = (label: string): string =>
  `<meta http-equiv="Content-Type" content="text/html; charset=${label}">`;
const late = `<script>${' '.repeat(3_000)}</script>`;

describe('the nine cases', () => {
  it.each([
    ['UTF-8 with the right meta', toUtf8(page(meta('utf-8'))), 'utf-8'],
    ['UTF-8 without meta', toUtf8(page('')), 'utf-8'],
    ['UTF-8 with a byte-order mark and a wrong meta', toUtf8(`\uFEFF${page(meta('tis-620'))}`), 'utf-8'],
    ['UTF-8 declared as TIS-620', toUtf8(page(meta('tis-620'))), 'utf-8'],
    ['UTF-8 with a late meta', toUtf8(page(meta('utf-8'), late)), 'utf-8'],
    ['874 with the right meta', to874(page(meta('windows-874'))), 'windows-874'],
    ['874 without meta', to874(page('')), 'windows-874'],
    ['874 declared as UTF-8', to874(page(meta('utf-8'))), 'windows-874'],
    ['874 with a late meta', to874(page(meta('TIS620'), late)), 'windows-874'],
  ])('%s', (_name, bytes, charset) => {
    const decoded = decodeText(bytes, null);
    expect(decoded.charset).toBe(charset);
    expect(decoded.text).toContain(`<title>${thai}</title>`);
    expect(decoded.text.startsWith('<html>')).toBe(true);
  });
});

describe('decodeText', () => {
  it.each([
    'TIS620',
    'tis-620',
    'cp874',
    'x-windows-874',
    'ibm874',
    'ISO-8859-11',
    'iso-8859-1',
    'no-such-label',
  ])('reads Thai bytes under the header label %s', (label) => {
    const decoded = decodeText(to874(page('')), `text/html; charset=${label}`);
    expect(decoded.charset).toBe('windows-874');
    expect(decoded.text).toContain(thai);
  });

  it('reads UTF-16 by its byte-order mark, in both orders', () => {
    const little = Buffer.from(`\uFEFF${page(meta('utf-8'))}`, 'utf16le');
    expect(decodeText(little, 'text/html; charset=utf-8')).toEqual({
      text: page(meta('utf-8')),
      charset: 'utf-16le',
    });
    const big = Buffer.from(little).swap16();
    expect(decodeText(big, null)).toEqual({ text: page(meta('utf-8')), charset: 'utf-16be' });
  });

  it('stays with UTF-8 when the body is cut inside a letter or holds U+FFFD of its own', () => {
    const cut = toUtf8(thai.repeat(5)).subarray(0, -1);
    expect(decodeText(cut, null).charset).toBe('utf-8');
    expect(decodeText(toUtf8('ก\uFFFD\uFFFD\uFFFD'), 'text/html; charset=tis-620').charset).toBe('utf-8');
  });

  it('keeps the quotes of windows-874 that TIS-620 lacks', () => {
    const bytes = Uint8Array.from([0x93, ...to874('ประกาศ'), 0x94]);
    expect(decodeText(bytes, 'text/html; charset=tis-620').text).toBe('“ประกาศ”');
  });

  it('believes a Western label over single letters, and an XML declaration', () => {
    const french = Buffer.from('<p>déjà vu, très près</p>', 'latin1');
    expect(decodeText(french, 'text/html; charset=iso-8859-1')).toEqual({
      text: '<p>déjà vu, très près</p>',
      charset: 'windows-1252',
    });
    const sjis = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?>'),
      Buffer.from([0x93, 0xfa, 0x96, 0x7b]),
    ]);
    expect(decodeText(sjis, null).text).toContain('日本');
  });

  it('calls plain ASCII UTF-8, and an empty body too', () => {
    expect(decodeText(toUtf8('<p>x</p>'), 'text/html; charset=tis-620').charset).toBe('utf-8');
    expect(decodeText(new Uint8Array(), null)).toEqual({ text: '', charset: 'utf-8', isVerbatim: true });
  });

  it('says of bytes that they are the text itself where they are', () => {
    const isVerbatim = (bytes: Uint8Array): boolean => decodeText(bytes, null).isVerbatim === true;
    expect(isVerbatim(toUtf8(thai))).toBe(true);
    expect(isVerbatim(toUtf8(`\uFEFF${thai}`))).toBe(false);
    expect(isVerbatim(toUtf8(thai.repeat(5)).subarray(0, -1))).toBe(false);
    expect(isVerbatim(to874(thai))).toBe(false);
  });
});
