import { describe, expect, it } from 'vitest';
import { createSiteScope } from '../../src/crawl/site-scope.ts';

const rows: [start: string, also: string[], url: string, isOnSite: boolean, why: string][] = [
  ['https://www.khambong.go.th/', [], 'https://khambong.go.th/a', true, 'without www'],
  ['https://khambong.go.th/', [], 'http://www.khambong.go.th/a', true, 'with www and the other scheme'],
  ['https://khambong.go.th/', [], 'https://KHAMBONG.go.th:443/a', true, 'default port, capitals'],
  ['https://khambong.go.th/', [], 'https://ita.khambong.go.th/a', true, 'sub-domain'],
  ['https://www.khambong.go.th/', [], 'https://a.b.khambong.go.th/', true, 'sub-domain of a sub-domain'],
  ['https://nampu.moph.go.th/', [], 'https://moph.go.th/', false, 'the domain above'],
  ['https://nampu.moph.go.th/', [], 'https://other.moph.go.th/', false, 'a sister'],
  ['https://khambong.go.th/', [], 'https://evil-khambong.go.th/', false, 'a longer name'],
  ['https://khambong.go.th/', [], 'https://khambong.go.th.evil.com/', false, 'as a prefix'],
  ['https://khambong.go.th/', [], 'https://evil.com/khambong.go.th', false, 'in the path'],
  ['https://khambong.go.th/', [], 'https://khambong.go.th@evil.com/', false, 'as a user name'],
  ['https://khambong.go.th/', [], 'https://khambong.go.th:8443/', false, 'another port'],
  ['http://khambong.go.th:8080/', [], 'http://khambong.go.th:8080/a', true, 'its own odd port'],
  ['http://khambong.go.th:8080/', [], 'http://khambong.go.th/a', false, 'odd port against none'],
  ['http://127.0.0.1:8568/', [], 'http://127.0.0.1:8568/a', true, 'address and port'],
  ['http://127.0.0.1:8568/', [], 'http://127.0.0.1:8569/a', false, 'address, another port'],
  ['http://0.0.1/', [], 'http://127.0.0.1/', false, 'an address is no domain'],
  ['https://khambong.go.th/', ['khambong-sao.com'], 'http://www.khambong-sao.com/x', true, 'also-host'],
  [
    'https://khambong.go.th/',
    ['https://files.example.org/'],
    'https://files.example.org/x',
    true,
    'also-host as URL',
  ],
  [
    'https://khambong.go.th/',
    ['a.example.org:8080'],
    'http://a.example.org:8080/x',
    true,
    'also-host with port',
  ],
  ['https://khambong.go.th/', ['a.example.org:8080'], 'http://a.example.org/x', false, 'that port only'],
  ['https://khambong.go.th/', [], 'mailto:x@khambong.go.th', false, 'mail'],
  ['https://khambong.go.th/', [], 'nonsense', false, 'no address'],
];

describe('createSiteScope', () => {
  it.each(rows)('%s also %j: %s is %s (%s)', (start, also, url, isOnSite) => {
    expect(createSiteScope(start, also).contains(url)).toBe(isOnSite);
  });

  it('takes in the host that the start address leads to', () => {
    const scope = createSiteScope('http://old.go.th/', []);
    expect(scope.contains('https://new.go.th/a')).toBe(false);
    scope.addHostOf('https://www.new.go.th/home');
    expect(scope.contains('https://new.go.th/a')).toBe(true);
    expect(scope.contains('http://old.go.th/a')).toBe(true);
    expect(scope.hosts()).toEqual(['old.go.th', 'new.go.th']);
  });

  it('names every host once, an odd port with it', () => {
    const scope = createSiteScope('http://www.a.go.th:8080/', ['a.go.th:8080', 'b.go.th']);
    expect(scope.hosts()).toEqual(['a.go.th:8080', 'b.go.th']);
  });
});
