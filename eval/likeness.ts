/**
 * What the likeliest line tells of elements that no cue finds: the second wordings of the tune half, each as a page of its own.
 *   node eval/likeness.ts
 */
import { loadResources } from '../src/check/resources.ts';
import { findPackageRoot } from '../src/check/package-root.ts';
import { extractPage } from '../src/extract/page.ts';
import { contentOf } from '../src/judge/content.ts';
import { judgeElements } from '../src/judge/elements.ts';
import { createElementLikeness } from '../src/judge/likeness.ts';
import { localGovernmentTypes } from '../src/result/vocabulary.ts';
import { fillIn } from './bank/fill.ts';
import { loadBankHalf } from './bank/load.ts';
import { parseBlocks } from './bank/parse.ts';
import { siteSpecs } from './bank/sites.ts';
import type { Content } from './bank/types.ts';
import { createDraft, type SiteSpec } from './site/draft.ts';
import { escapeHtml, renderBlocks } from './site/html.ts';

const year = 2568;
const bounds = [0.1, 0.3, 0.6, 1] as const;

function specFor({ only }: Content): SiteSpec {
  const spec = siteSpecs.find(
    ({ half, agency }) =>
      half === 'tune' && localGovernmentTypes.includes(agency.type) === (only !== 'central'),
  );
  if (spec === undefined) throw new Error(`the tune half has no agency for what is ${only}`);
  return spec;
}

function renderPage(content: Content, spec: SiteSpec): string {
  const blocks = parseBlocks(fillIn(content.body, spec.agency, year));
  const title = escapeHtml(fillIn(content.title, spec.agency, year));
  return `<main><h1>${title}</h1>${renderBlocks(createDraft(spec), blocks, [], [])}</main>`;
}

const { loaded, elementModels } = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', year);
const likeness = createElementLikeness(elementModels);
const { contents } = await loadBankHalf('tune');
const there: number[] = [];
const missing: number[] = [];
for (const content of contents.filter(({ id }) => id.endsWith('-2nd'))) {
  const item = loaded.checklist.items.find(({ code }) => code === content.code);
  if (item === undefined) throw new Error(`the checklist has no ${content.code}`);
  if (!content.isGood && !content.causes.includes('missing-element')) continue;
  const spec = specFor(content);
  const url = `http://${spec.agency.host}/page`;
  const seen = contentOf(item, {
    page: { facts: extractPage(renderPage(content, spec), url) },
    section: null,
  });
  const findings = judgeElements(item, [{ url, content: seen, isOpen: false }], {
    checklistYear: year,
    asOf: '2025-06-15',
    agencyType: spec.agency.type,
    properName: spec.agency.short,
    likeness,
  });
  for (const finding of findings) {
    if (!finding.element.strict || finding.found === true || finding.likeness === null) continue;
    (content.isGood ? there : missing).push(finding.likeness);
  }
}

const countIn = (values: readonly number[], from: number, to: number): number =>
  values.filter((value) => value >= from && (value < to || to === 1)).length;
const rows = bounds.map((to, at) => {
  const from = bounds[at - 1] ?? 0;
  return `| ${from}–${to} | ${countIn(there, from, to)} | ${countIn(missing, from, to)} |`;
});
process.stdout.write(
  `| likeliest line | of ${there.length} in whole pages | of ${missing.length} in pages that lack some |\n|---|---|---|\n${rows.join('\n')}\n`,
);
