import { beforeAll } from 'vitest';
import type { CrawlOptions } from '../../src/crawl/options.ts';
import type { CrawlGuide } from '../../src/crawl/ports.ts';
import type { FetchRecord } from '../../src/snapshot/schema.ts';
import { links, page, type Reply } from '../fixtures/site.ts';
import { makeOwnCertificate } from '../fixtures/tls.ts';
import { createCrawlBench, markGuide } from './support.ts';

/** What the services answer: `host/path?query` or `host/path` → a page or a reply in full. */
export type Services = Record<string, string | Reply>;

/** A crawl of an agency's site whose only promising link leads to a service. */
export interface OffSite {
  /** of the link */
  record: FetchRecord;
  /** everything that the services were asked, `METHOD host/path?query`, without ports */
  asked: string[];
  /** headers of those requests, in the same order */
  cookies: (string | undefined)[];
  bodies: Map<string, string>;
  /** addresses of the pages that the guide was shown */
  observed: string[];
  /** requests that the crawl says it made */
  requests: number;
}

export const pdf: Reply = { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.4\n%%EOF' };

export const redirect = (location: string): Reply => ({ status: 302, headers: { location } });

/**
 * Plays Google, Microsoft and the others on one TLS server with a certificate of its own making. In the answers
 * `https://host/` is given the server's port, in what was asked it is taken away again.
 */
export function createOffSiteBench(): {
  open(
    link: string,
    services: Services,
    options?: Partial<CrawlOptions> & { linkText?: string },
  ): Promise<OffSite>;
} {
  const crawls = createCrawlBench();
  let tls = { key: '', cert: '' };

  beforeAll(() => {
    tls = makeOwnCertificate();
  });

  return {
    async open(link, services, { linkText = 'แผน [0.9 O5]', ...options } = {}) {
      const asked: string[] = [];
      const cookies: (string | undefined)[] = [];
      let port = 0;
      const withPort = (text: string): string =>
        text.replace(/(https:\/\/[\w.-]+\.[a-z]+)(?=[/?"'\s<]|$)/g, `$1:${port}`);
      const share = await crawls.serve(
        {},
        {
          tls,
          otherwise: (request, response) => {
            const host = (request.headers.host ?? '').replace(/:\d+$/, '');
            const path = (request.url ?? '').replaceAll(`%3A${port}`, '').replaceAll(`:${port}`, '');
            asked.push(`${request.method} ${host}${path}`);
            cookies.push(request.headers.cookie);
            const source = services[`${host}${path}`] ?? services[`${host}${path.split('?')[0]}`];
            const reply: Reply =
              typeof source === 'string'
                ? { body: source }
                : (source ?? { status: 404, body: '<h1>404</h1>' });
            const location = reply.headers?.location;
            const headers: Record<string, string> = {
              'content-type': 'text/html; charset=utf-8',
              ...reply.headers,
              ...(location === undefined ? {} : { location: withPort(location) }),
            };
            const body = typeof reply.body === 'string' ? withPort(reply.body) : (reply.body ?? '');
            response.writeHead(reply.status ?? 200, headers).end(body);
          },
        },
      );
      port = Number(new URL(share.url).port);
      const published = withPort(link);
      const site = await crawls.serve({
        '/': page(
          'หน้าแรก',
          options.declaredOnly === true ? '<p>หน้าแรก</p>' : links({ [published]: linkText }),
        ),
      });
      const hosts = new Set([link, ...Object.keys(services).map((key) => `https://${key}`)].map(hostOf));
      for (const reply of Object.values(services)) {
        const text =
          typeof reply === 'string' ? reply : `${reply.headers?.location ?? ''} ${String(reply.body ?? '')}`;
        for (const match of text.matchAll(/https:\/\/([\w.-]+)/g)) hosts.add(match[1] ?? '');
      }
      const observed: string[] = [];
      const observe: CrawlGuide['observe'] = (page) => {
        if (page !== null) observed.push(page.url);
        return false;
      };
      const { fetches, bodies, last } = await crawls.crawl(site.url, {
        ...options,
        guide: { ...markGuide, observe },
        ...(options.declaredOnly === true ? { declaredUrls: [published] } : {}),
        resolve: [...hosts].filter((host) => host !== '').map((host) => `${host}:${port}:127.0.0.1`),
      });
      const record = fetches.find(({ url }) => url === published.replace(/#.*$/, ''));
      if (record === undefined) throw new Error(`${published} was not opened`);
      const bare = (text: string): string => text.replaceAll(`:${port}`, '').replaceAll(`%3A${port}`, '');
      return {
        record: { ...record, url: bare(record.url), key: bare(record.key), finalUrl: bare(record.finalUrl) },
        asked: asked.map(bare),
        cookies,
        bodies,
        observed: observed.map(bare),
        requests: last.requests,
      };
    },
  };
}

function hostOf(url: string): string {
  return new URL(url).hostname;
}
