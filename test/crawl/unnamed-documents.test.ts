import { expect, it } from 'vitest';
import type { DocumentIntake } from '../../src/crawl/ports.ts';
import { links, page } from '../fixtures/site.ts';
import { createCrawlBench, markGuide, pathsOf } from './support.ts';

const bench = createCrawlBench();
const pdf = { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.4\n%%EOF' };
const documents: DocumentIntake = { add: async () => undefined, finish: async () => undefined };

const files = {
  '/about-us.pdf': 'รายการอาหาร',
  '/7.pdf': 'อ่านต่อ',
  '/near.pdf': 'เวทีชาวบ้าน [0.1 O20]',
};
const pages = {
  '/': page('หน้าแรก', links({ ...files, '/news': 'ข่าว' })),
  '/news': page('ข่าว', links({ '/deep.pdf': 'อ่านต่อ' })),
  ...Object.fromEntries([...Object.keys(files), '/deep.pdf'].map((path) => [path, pdf])),
};

it('opens documents that no word speaks for after everything else', async () => {
  const site = await bench.serve(pages);
  const { fetches } = await bench.crawl(site.url, { documents });
  const asked = fetches.filter(({ purpose }) => purpose === 'page' || purpose === 'document');
  expect(pathsOf(asked)[0]).toBe('/news');
  expect(pathsOf(asked).slice(1).toSorted()).toEqual(['/7.pdf', '/about-us.pdf', '/deep.pdf', '/near.pdf']);
});

it('leaves them where every item is answered, or nobody reads them', async () => {
  const site = await bench.serve(pages);
  const answered = { ...markGuide, progress: () => ({ answered: 28, asked: 28 }) };
  for (const changes of [{ documents, guide: answered }, { documents: null }]) {
    const { fetches } = await bench.crawl(site.url, changes);
    expect(fetches.filter(({ purpose }) => purpose === 'document')).toEqual([]);
  }
});

it('opens the likeliest of them where no more documents may be opened, and does not call that a way not gone', async () => {
  const site = await bench.serve(pages);
  const { fetches, end, skipped } = await bench.crawl(site.url, { documents, maxDocuments: 1 });
  expect(pathsOf(fetches.filter(({ purpose }) => purpose === 'document'))).toEqual(['/near.pdf']);
  expect(end.stoppedBy).toBe('complete');
  expect(skipped).toEqual([]);
});

it('opens at most forty', async () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`/file-${at}.pdf`, 'อ่านต่อ']));
  const site = await bench.serve(
    { '/': page('หน้าแรก', links(many)) },
    { otherwise: (_, response) => response.writeHead(200, pdf.headers).end(pdf.body) },
  );
  const { fetches } = await bench.crawl(site.url, { documents });
  expect(fetches.filter(({ purpose }) => purpose === 'document')).toHaveLength(40);
});
