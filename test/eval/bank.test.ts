import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadBankHalf } from '../../eval/bank/load.ts';
import { siteSpecs } from '../../eval/bank/sites.ts';
import { type BankHalf, halves } from '../../eval/bank/types.ts';
import { type BuiltSite, buildSite } from '../../eval/site/build.ts';
import { layouts } from '../../eval/site/draft.ts';
import { loadPdfFonts, type PdfFonts } from '../../eval/site/pdf.ts';

const codes = Array.from({ length: 28 }, (_, at) => `O${at + 1}`);
const banks = new Map<string, BankHalf>();
let fonts: PdfFonts;

beforeAll(async () => {
  for (const half of halves) banks.set(half, await loadBankHalf(half));
  fonts = await loadPdfFonts();
});

const bankOf = (half: string): BankHalf => {
  const bank = banks.get(half);
  if (bank === undefined) throw new Error(half);
  return bank;
};

const build = (id: string): Promise<BuiltSite> => {
  const spec = siteSpecs.find((one) => one.id.startsWith(id));
  if (spec === undefined) throw new Error(id);
  return buildSite(spec, bankOf(spec.half), codes, fonts, 8080);
};

describe.each(halves)('wordings of the %s half', (half) => {
  it.each(codes)('%s has right ones and wrong ones, for local and for central agencies', (code) => {
    const mine = bankOf(half).contents.filter((content) => content.code === code);
    for (const side of ['local', 'central'] as const) {
      const here = mine.filter(({ only }) => only === null || only === side);
      expect(here.filter(({ isGood }) => isGood).length).toBeGreaterThan(0);
      expect(here.filter(({ isGood }) => !isGood).length).toBeGreaterThan(0);
    }
    expect(new Set(mine.map(({ id }) => id)).size).toBe(mine.length);
  });
});

it('the halves share no agency, no seed, no arrangement and no sentence', () => {
  const [tune, test] = halves.map((half) => siteSpecs.filter((spec) => spec.half === half));
  const common = <T>(pick: (spec: (typeof siteSpecs)[number]) => T): T[] =>
    (tune ?? []).map(pick).filter((one) => (test ?? []).map(pick).includes(one));
  expect(tune).toHaveLength(12);
  expect(test).toHaveLength(12);
  expect(common(({ agency }) => agency.name)).toEqual([]);
  expect(common(({ seed }) => seed)).toEqual([]);
  expect(common((spec) => [spec.layout, spec.urls, spec.codes, spec.shell, spec.filing].join())).toEqual([]);

  // Header rows of the official procurement form are the same everywhere.
  const lines = (half: string): string[] =>
    bankOf(half)
      .contents.flatMap(({ body }) => body.split('\n'))
      .filter((line) => line.length > 30 && !line.includes('ปีงบประมาณ | ชื่อหน่วยงาน'));
  const ofTune = new Set(lines('tune'));
  expect(lines('test').filter((line) => ofTune.has(line))).toEqual([]);
});

it('every arrangement is in both halves', () => {
  for (const half of halves)
    expect(new Set(siteSpecs.filter((spec) => spec.half === half).map(({ layout }) => layout))).toEqual(
      new Set(layouts),
    );
});

it('a site is the same every time', async () => {
  const digest = ({ routes, truth }: BuiltSite): string => {
    const hash = createHash('sha256').update(JSON.stringify(truth));
    for (const [path, { body }] of routes) hash.update(path).update(body);
    return hash.digest('hex');
  };
  expect(digest(await build('tune-02'))).toBe(digest(await build('tune-02')));
});

it('every item has a truth, and every truth but the right ones a cause', async () => {
  for (const id of ['tune-03', 'tune-12', 'test-03', 'test-11']) {
    const { truth } = await build(id);
    expect(truth.map(({ code }) => code)).toEqual(codes);
    for (const one of truth) {
      if (one.verdict === 'pass') expect(one.evidence.length, `${id} ${one.code}`).toBeGreaterThan(0);
      else expect(one.causes.length, `${id} ${one.code}`).toBeGreaterThan(0);
    }
  }
});
