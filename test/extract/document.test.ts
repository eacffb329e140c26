import { describe, expect, it } from 'vitest';
import { readDocumentName } from '../../src/extract/document.ts';

const url = 'https://a.go.th/download.php?id=7';
const thai = 'แผนปฏิบัติการ 2568.pdf';
const thai874 = Buffer.from([0xe1, 0xbc, 0xb9, 0x2e, 0x70, 0x64, 0x66]).toString('latin1');

describe('readDocumentName', () => {
  it.each([
    [`attachment; filename="x.pdf"; filename*=UTF-8''${encodeURIComponent(thai)}`, thai],
    [`attachment; filename*=utf-8'th'${encodeURIComponent(thai)}`, thai],
    [`inline; filename="${encodeURIComponent(thai)}"`, thai],
    [`attachment; filename="${Buffer.from(thai, 'utf8').toString('latin1')}"`, thai],
    [`attachment; filename=${thai874}`, 'แผน.pdf'],
    ["attachment; filename*=windows-874''%E1%BC%B9.pdf", 'แผน.pdf'],
    [`attachment; filename="=?UTF-8?B?${Buffer.from(thai).toString('base64')}?="`, thai],
    ['attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'],
    ['attachment; filename="../../etc/passwd.pdf"', 'passwd.pdf'],
    ['attachment; filename="a\u202egpj.exe"', 'agpj.exe'],
    ['attachment; filename=plain.xlsx; size=3', 'plain.xlsx'],
  ])('%s', (contentDisposition, name) => {
    expect(readDocumentName({ url, contentDisposition })).toBe(name);
  });

  it.each([
    [`https://a.go.th/f/${encodeURIComponent(thai)}?v=1#p`, thai],
    ['https://a.go.th/f/%E1%BC%B9.pdf', 'แผน.pdf'],
    [`https://a.go.th/get.php?file=up%2F${encodeURIComponent(thai)}`, thai],
    ['https://a.go.th/get.php?file=%E1%BC%B9.pdf', 'แผน.pdf'],
    ['https://a.go.th/get.php?id=5', 'get.php'],
    ['https://a.go.th/f/100%.pdf', '100%.pdf'],
    ['https://a.go.th/docs/', 'docs'],
    ['https://a.go.th/', null],
    ['not a url', null],
  ])('%s', (address, name) => {
    expect(readDocumentName({ url: address, contentDisposition: 'inline' })).toBe(name);
  });
});
