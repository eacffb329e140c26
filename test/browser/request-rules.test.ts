import { describe, expect, it } from 'vitest';
import { decideRequest, type PageRequest, type PageState } from '../../src/browser/request-rules.ts';

const site = 'https://www.example.go.th';
const state: PageState = {
  url: `${site}/`,
  phase: 'loading',
  navigations: 1,
  isForEyes: false,
  mayGoTo: (url) => url.startsWith(site),
};
const decide = (request: Partial<PageRequest>, changes: Partial<PageState> = {}): string =>
  decideRequest(
    { url: `${site}/x`, method: 'GET', resourceType: 'fetch', isMainNavigation: false, ...request },
    { ...state, ...changes },
  );

describe('what a page in the browser may ask for', () => {
  it.each([
    ['a script of a CDN', { url: 'https://cdn.example.com/jquery.js', resourceType: 'script' }, 'send'],
    ['a list by GET', {}, 'send'],
    ['a list by POST, of its own host', { method: 'POST' }, 'send'],
    [
      'a list by POST, of its own API host',
      { method: 'POST', url: 'https://api.example.go.th/list' },
      'send',
    ],
    ['a POST elsewhere', { method: 'POST', url: 'https://stats.example.com/hit' }, 'refuse'],
    ['a POST to a look-alike host', { method: 'POST', url: 'https://evilexample.go.th/' }, 'refuse'],
    ['a PUT', { method: 'PUT' }, 'refuse'],
    ['a DELETE', { method: 'DELETE' }, 'refuse'],
    ['a beacon', { method: 'POST', resourceType: 'ping' }, 'refuse'],
    ['a form in a frame', { method: 'POST', resourceType: 'document' }, 'refuse'],
    ['a counter', { url: `${site}/counter.php?page=1` }, 'refuse'],
    ['a way out', { url: `${site}/logout` }, 'refuse'],
    ['a video', { resourceType: 'media' }, 'refuse'],
    ['a font', { resourceType: 'font' }, 'refuse'],
    ['an event stream', { resourceType: 'eventsource' }, 'refuse'],
    ['a picture', { resourceType: 'image' }, 'empty-picture'],
    ['a style', { resourceType: 'stylesheet' }, 'empty-style'],
    ['its own frame', { resourceType: 'document' }, 'send'],
    ['a map in a frame', { url: 'https://maps.example.com/embed', resourceType: 'document' }, 'refuse'],
    ['a file of this machine', { url: 'file:///etc/passwd' }, 'refuse'],
    ['what is no address', { url: 'http://' }, 'refuse'],
  ] as const)('%s: %s', (_name, request, expected) => {
    expect(decide(request)).toBe(expected);
  });

  it('is sent on within the site three times, while it loads, and by no form', () => {
    const navigation = { isMainNavigation: true, resourceType: 'document' };
    expect(decide(navigation)).toBe('send');
    expect(decide(navigation, { navigations: 3 })).toBe('send');
    expect(decide(navigation, { navigations: 4 })).toBe('refuse');
    expect(decide(navigation, { phase: 'pressing' })).toBe('refuse');
    expect(decide({ ...navigation, method: 'POST' })).toBe('refuse');
    expect(decide({ ...navigation, url: 'https://example.com/' })).toBe('refuse');
    // The address that the crawl asked for may be a declared one on another host.
    expect(decide({ ...navigation, url: state.url }, { mayGoTo: () => false })).toBe('send');
  });

  it('sends nothing at all once it is shut', () => {
    for (const resourceType of ['script', 'fetch', 'image', 'document'])
      expect(decide({ resourceType }, { phase: 'shut' })).toBe('refuse');
  });

  it('gets pictures, fonts and styles for a picture of itself', () => {
    for (const resourceType of ['image', 'font', 'stylesheet'])
      expect(decide({ resourceType }, { isForEyes: true })).toBe('send');
  });
});
