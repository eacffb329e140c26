import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadSiteWords } from '../../src/checklist/site-words.ts';
import { createCrawlGuide } from '../../src/match/guide.ts';
import { createRelevanceRater } from '../../src/match/relevance.ts';
import { buildItem, buildPage, buildRecord } from '../judge/build.ts';

const words = loadSiteWords('site-words.yaml', readFileSync('checklists/site-words.yaml', 'utf8'));

it('a file without any words is rated by the link that led to its nameless page', () => {
  const name = 'รายงานผลการดำเนินงานประจำปี';
  const rater = createRelevanceRater(
    {
      match: (text) => ({
        code: null,
        probability: 1,
        candidates: text.includes(name) ? [{ code: 'O7', probability: 0.9, factors: [] }] : [],
        writtenCode: null,
        years: [],
      }),
    },
    ['O7'],
  );
  const guide = createCrawlGuide(rater, words, [buildItem()]);
  const page = buildPage(
    '<title>เทศบาลตำบลคำบง</title><table><tr><td><a href="/a.pdf">ดาวน์โหลด</a></td></tr></table>',
  );
  const [link] = page.facts.links;
  if (link === undefined) throw new Error('no link was read');
  const seen = { url: page.url, facts: page.facts, depth: 1 };
  expect(guide.rate(link, { ...seen, linkText: name }).relevance).toBeGreaterThan(0.3);
  expect(guide.rate(link, { ...seen, linkText: 'อ่านต่อ' }).relevance).toBe(0);
  expect(guide.rate(link, { ...seen, linkText: null }).relevance).toBe(0);
});

it('what a name begins with is believed where the whole speaks of something else', () => {
  const name = 'แผนการบริหารและพัฒนาทรัพยากรบุคคล';
  const rater = createRelevanceRater(
    {
      match: (text) => ({
        code: null,
        probability: 1,
        candidates: text.startsWith(name)
          ? [{ code: 'O7', probability: text === name ? 0.99 : 0.2, factors: [] }]
          : [],
        writtenCode: null,
        years: [],
      }),
    },
    ['O7'],
  );
  const guide = createCrawlGuide(rater, words, [buildItem()]);
  const weigh = (text: string): number => {
    const page = buildPage(`<ul><li><a href="/a">${text}</a></li></ul>`);
    const [link] = page.facts.links;
    if (link === undefined) throw new Error('no link was read');
    const seen = { url: page.url, facts: page.facts, depth: 1, linkText: null };
    return guide.weigh(guide.rate(link, seen));
  };
  expect(weigh(`${name} ชุมชน ตลาด อนุบาล`)).toBeGreaterThan(0.5);
  // what the checklist calls the item by its name is believed more than what is only told to be one
  expect(weigh('รายงานผลการดำเนินงาน ชุมชน ตลาด อนุบาล')).toBeGreaterThan(weigh(`${name} ชุมชน ตลาด อนุบาล`));
  expect(weigh('ประชาคมหมู่บ้าน ชุมชน ตลาด อนุบาล')).toBeLessThan(0.1);
});

it('each page that answers an item makes another one of it worth less', () => {
  const name = 'การมีส่วนร่วม';
  const rater = createRelevanceRater(
    {
      match: (text) => ({
        code: null,
        probability: 1,
        candidates: text.includes(name) ? [{ code: 'O7', probability: 0.95, factors: [] }] : [],
        writtenCode: null,
        years: [],
      }),
    },
    ['O7'],
  );
  const guide = createCrawlGuide(rater, words, [buildItem()]);
  const page = buildPage(`<ul><li><a href="/a">${name}</a></li></ul>`);
  const [link] = page.facts.links;
  if (link === undefined) throw new Error('no link was read');
  const rating = guide.rate(link, { url: page.url, facts: page.facts, depth: 1, linkText: null });
  const weights = [0, 1, 2, 3].map((opened) => {
    if (opened > 0) guide.observe(null, buildRecord({ linkText: name }), rating);
    return guide.weigh(rating);
  });
  expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  expect(new Set(weights).size).toBe(4);
  expect(guide.progress().answered).toBe(1);
});

it.each([
  ['แผนพัฒนาท้องถิ่น - เทศบาลตำบลคำบง', false],
  ['แผนพัฒนาท้องถิ่น', false],
  ['แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570 - เทศบาลตำบลคำบง', true],
])('a title is not told apart where it is the name that led there and the site: %s', (title, isAsked) => {
  const asked: string[] = [];
  const rater = createRelevanceRater(
    {
      match: (text) => {
        asked.push(text);
        return { code: null, probability: 1, candidates: [], writtenCode: null, years: [] };
      },
    },
    ['O7'],
  );
  const guide = createCrawlGuide(rater, words, [buildItem()]);
  const page = buildPage(`<title>${title}</title><p>${'แผนของเทศบาล '.repeat(20)}</p>`);
  const link = 'แผนพัฒนาท้องถิ่น';
  guide.observe(
    { url: page.url, facts: page.facts, depth: 1, linkText: link },
    buildRecord({ linkText: link }),
    null,
  );
  expect(asked).toEqual(isAsked ? [link, title] : [link]);
});
