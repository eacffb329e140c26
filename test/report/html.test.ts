import { createHash } from 'node:crypto';
import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { readReportFonts, renderHtml, type ReportFonts } from '../../src/report/index.ts';
import type { Result } from '../../src/result/schema.ts';
import { buildHostileSample, buildSample } from './sample.ts';

let fontsBase64: ReportFonts;
beforeAll(async () => {
  fontsBase64 = await readReportFonts();
});
const hash = (text: string) => createHash('sha256').update(text).digest('base64');
const render = (result: Result, lang: 'th' | 'en' = 'th') => renderHtml(result, { lang, fontsBase64 });

describe('renderHtml', () => {
  it('shows every item, in both languages', () => {
    const result = buildSample();
    const page = load(render(result));
    for (const item of result.items) {
      const article = page(`article#${item.code}`);
      expect(article.length).toBe(1);
      expect(article.find('h3').text()).toContain(item.nameTh);
      expect(article.find('h3').text()).toContain(item.nameEn);
    }
  });

  it('tells page and words of what was found, and the document that shows it', () => {
    const result = buildSample();
    const item = result.items.find(({ evidence, required }) => evidence.length > 0 && required.length > 1);
    const [first] = item?.evidence ?? [];
    const [one, two] = item?.required ?? [];
    if (item === undefined || first === undefined || one === undefined || two === undefined)
      throw new Error('the sample has an item with evidence and two elements');
    one.found = true;
    two.found = true;
    item.evidence = [
      { ...first, kind: 'pdf', elements: [{ id: one.id, found: true, quote: 'ถนนสิบสองสาย', page: 3 }] },
      {
        ...first,
        kind: 'xlsx',
        title: 'แบบรายการ',
        elements: [{ id: two.id, found: true, quote: 'ราคากลาง', page: 2 }],
      },
    ];
    const quotes = load(render(result))(`article#${item.code} .required .quote`);
    const texts = quotes.toArray().map((quote) => load(quote).text().replaceAll(/\s+/g, ' '));
    expect(texts[0]).toContain('หน้า 3');
    expect(texts[0]).toMatch(/: “ถนนสิบสองสาย”$/);
    expect(texts[1]).toContain('แผ่นงานที่ 2');
    expect(texts[1]).toMatch(/: “ราคากลาง” \(แบบรายการ\)$/);
  });

  it('opens in the language asked for', () => {
    expect(load(render(buildSample(), 'en'))('html').attr('data-lang')).toBe('en');
    expect(load(render(buildSample()))('html').attr('data-lang')).toBe('th');
  });

  it('says first that today is in another year, and only then', () => {
    const page = load(render(buildSample()));
    expect(page('body > :not(.skip)').first().text()).toContain('ปีงบประมาณ 2569');
    const run = { ...buildSample().run, asOfFiscalYear: 2568 };
    expect(load(render(buildSample({ run })))('.year-line').length).toBe(0);
  });

  it('runs only its own script and style, by their hashes', () => {
    const page = load(render(buildHostileSample()));
    const policy = page('meta[http-equiv=Content-Security-Policy]').attr('content') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page('script').length).toBe(1);
    expect(page('style').length).toBe(1);
    expect(policy).toContain(`script-src 'sha256-${hash(page('script').text())}'`);
    expect(policy).toContain(`style-src 'sha256-${hash(page('style').text())}'`);
  });

  it('loads nothing', () => {
    const markup = render(buildHostileSample());
    expect(load(markup)('[src], link, iframe, object, embed, img, base, form').length).toBe(0);
    for (const [, target] of markup.matchAll(/url\(([^)]*)\)/g))
      expect(target).toMatch(/^data:font\/woff2;base64,/);
    expect(markup).not.toContain('@import');
  });

  it('keeps hostile text as text and hostile addresses out of links', () => {
    const markup = render(buildHostileSample());
    const page = load(markup);
    for (const element of page('[href]').toArray()) {
      const href = page(element).attr('href') ?? '';
      expect(href).toMatch(/^(https?:\/\/|#)/);
      if (!href.startsWith('#')) expect(page(element).attr('rel')).toBe('noopener noreferrer');
    }
    for (const element of page('*').toArray()) {
      if ('attribs' in element)
        for (const name of Object.keys(element.attribs)) expect(name).not.toMatch(/^on/i);
    }
    expect(markup).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/);
    expect(markup.isWellFormed()).toBe(true);
    expect(markup.length).toBeLessThan(2_000_000);
  });

  it('never calls an item by the name of a grade', () => {
    const page = load(render(buildSample()));
    for (const element of page('.badge, .word, .tally li, .chip').toArray())
      expect(page(element).text()).not.toContain('ผ่าน');
  });

  it('has no score where only some items were asked for', () => {
    const sample = buildSample();
    const page = load(render(buildSample({ score: null, items: sample.items.slice(0, 2) })));
    expect(page('#score, #sub-indicators, .figure').length).toBe(0);
    expect(page('article.item').length).toBe(2);
  });

  it('says plainly that the site could not be opened', () => {
    const sample = buildSample();
    const page = load(
      render(buildSample({ site: { ...sample.site, reachable: false, problem: 'dns', finalUrl: null } })),
    );
    expect(page('.notice-large').text()).toContain('เปิดเว็บไซต์ไม่ได้');
    expect(page('#score, #sub-indicators, #fixes, #paste').length).toBe(0);
  });

  it('prints a page for the head and a task sheet per unit with open items', () => {
    const page = load(render(buildSample()));
    const open = buildSample().items.filter((item) => ['fail', 'partial', 'review'].includes(item.verdict));
    const units = new Set(open.map((item) => item.responsibleUnitTh.split(/[\s(]/u)[0]));
    expect(page('.sheet').length).toBe(1 + units.size);
    expect(page('.sheet').first().find('tbody tr').length).toBe(5);
    expect(page('.print-foot').text()).toContain('ไม่ใช่ผลประเมินของสำนักงาน ป.ป.ช.');
  });

  it('offers rows to copy that no spreadsheet runs', () => {
    const page = load(render(buildHostileSample()));
    for (const row of page('[data-row]').toArray()) {
      for (const text of (page(row).attr('data-row') ?? '').split('\u2409'))
        expect(text).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
    }
    expect(page('[data-row]').length).toBe(28);
  });
});
