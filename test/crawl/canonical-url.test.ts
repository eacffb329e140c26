import { describe, expect, it } from 'vitest';
import { canonicalKey, urlShape } from '../../src/crawl/canonical-url.ts';

const same: [why: string, a: string, b: string][] = [
  ['www', 'http://www.khambong.go.th/a', 'http://khambong.go.th/a'],
  ['scheme', 'https://khambong.go.th/a', 'http://khambong.go.th/a'],
  ['default port of http', 'http://khambong.go.th:80/a', 'http://khambong.go.th/a'],
  ['default port of https', 'https://khambong.go.th:443/a', 'http://khambong.go.th/a'],
  ['case of the host', 'http://KhamBong.GO.th/a', 'http://khambong.go.th/a'],
  ['dot after the host', 'http://khambong.go.th./a', 'http://khambong.go.th/a'],
  ['fragment', 'http://a.go.th/x#top', 'http://a.go.th/x'],
  ['slash at the end', 'http://a.go.th/x/', 'http://a.go.th/x'],
  ['no path', 'http://a.go.th', 'http://a.go.th/'],
  ['doubled slashes', 'http://a.go.th//x//y', 'http://a.go.th/x/y'],
  ['index.php', 'http://a.go.th/index.php', 'http://a.go.th/'],
  ['index.html below', 'http://a.go.th/x/index.html', 'http://a.go.th/x'],
  ['default.aspx', 'http://a.go.th/Default.aspx', 'http://a.go.th/'],
  ['index.php with a query', 'http://a.go.th/index.php?id=3', 'http://a.go.th/?id=3'],
  ['campaign tags', 'http://a.go.th/x?utm_source=line&utm_medium=m&fbclid=1&gclid=2', 'http://a.go.th/x'],
  ['session in the query', 'http://a.go.th/x?PHPSESSID=8f3a&id=4', 'http://a.go.th/x?id=4'],
  ['session in the path', 'http://a.go.th/x;jsessionid=8f3a?id=4', 'http://a.go.th/x?id=4'],
  ['random number of a vendor', 'http://a.go.th/x?id=4&dum=0.123', 'http://a.go.th/x?id=4'],
  [
    'print view of Joomla',
    'http://a.go.th/x?id=4&tmpl=component&print=1&layout=default',
    'http://a.go.th/x?id=4&layout=default',
  ],
  ['PDF view of a page', 'http://a.go.th/x?id=4&format=pdf', 'http://a.go.th/x?id=4'],
  ['order of parameters', 'http://a.go.th/x?b=2&a=1', 'http://a.go.th/x?a=1&b=2'],
  ['percent-encoding', 'http://a.go.th/%E0%B8%81%E0%B8%AD%E0%B8%87', 'http://a.go.th/กอง'],
  ['percent-encoding in a parameter', 'http://a.go.th/x?q=%E0%B8%81', 'http://a.go.th/x?q=ก'],
  // e + combining acute against é: Macs write file names in the first form.
  ['composition (NFC)', 'http://a.go.th/re%CC%81sume%CC%81.pdf', 'http://a.go.th/r%C3%A9sum%C3%A9.pdf'],
  ['composition in a parameter', 'http://a.go.th/x?f=e%CC%81', 'http://a.go.th/x?f=%C3%A9'],
  ['host in Thai and in punycode', 'http://ทดสอบ.ไทย/a', 'http://xn--l3cfk7dp.xn--o3cw4h/a'],
];

const different: [why: string, a: string, b: string][] = [
  ['number of a page', 'http://a.go.th/x?id=4', 'http://a.go.th/x?id=5'],
  ['with and without a number', 'http://a.go.th/x?id=4', 'http://a.go.th/x'],
  ['another port', 'http://a.go.th:8080/a', 'http://a.go.th/a'],
  ['sub-domain', 'http://edu.a.go.th/a', 'http://a.go.th/a'],
  ['case of the path', 'http://a.go.th/A', 'http://a.go.th/a'],
  ['a template that is none of Joomla', 'http://a.go.th/x?tmpl=report', 'http://a.go.th/x'],
  ['a format with other content', 'http://a.go.th/x?format=feed', 'http://a.go.th/x'],
  ['a file called index.pdf', 'http://a.go.th/index.pdf', 'http://a.go.th/'],
  ['two values of one name', 'http://a.go.th/x?a=1&a=2', 'http://a.go.th/x?a=1'],
  ['Thai vowel', 'http://a.go.th/กา', 'http://a.go.th/ก'],
];

describe('canonicalKey', () => {
  it.each(same)('folds: %s', (_, a, b) => {
    expect(canonicalKey(a)).toBe(canonicalKey(b));
    expect(canonicalKey(a)).not.toBeNull();
  });

  it.each(different)('keeps apart: %s', (_, a, b) => {
    expect(canonicalKey(a)).not.toBe(canonicalKey(b));
  });

  it('reads well', () => {
    expect(canonicalKey('https://www.khambong.go.th:443/%E0%B8%81/?b=2&utm_source=x&a=1#y')).toBe(
      'khambong.go.th/ก?a=1&b=2',
    );
  });

  it('is stable: the key of a key is the key', () => {
    for (const [, url] of [...same, ...different]) {
      const key = canonicalKey(url);
      expect(canonicalKey(`http://${key}`), url).toBe(key);
    }
  });

  it.each([
    'mailto:a@b.go.th',
    'javascript:void(0)',
    'ftp://a.go.th/x',
    'tel:021234567',
    'not an address',
    '',
  ])('gives null for %j', (url) => {
    expect(canonicalKey(url)).toBeNull();
  });

  it('keeps a path whose percent-encoding is broken', () => {
    expect(canonicalKey('http://a.go.th/%E0%B8/x')).toBe('a.go.th/%E0%B8/x');
  });
});

describe('urlShape', () => {
  it('is the same for the pages of one list', () => {
    expect(urlShape('a.go.th/news/12?page=3')).toBe(urlShape('a.go.th/news/7?page=44'));
  });

  it('differs where the path or the parameters do', () => {
    expect(urlShape('a.go.th/news/12')).not.toBe(urlShape('a.go.th/activity/12'));
    expect(urlShape('a.go.th/x?page=3')).not.toBe(urlShape('a.go.th/x?id=3'));
  });
});
