import { fillIn } from '../bank/fill.ts';
import { parseBlocks } from '../bank/parse.ts';
import type { BankHalf, ItemTruth } from '../bank/types.ts';
import { arrange, type Decoy } from './arrange.ts';
import {
  addPage,
  createDraft,
  type Draft,
  type Placed,
  type Published,
  type Route,
  type SiteSpec,
  writeHref,
} from './draft.ts';
import { drawItems } from './draw-items.ts';
import { renderBlocks } from './html.ts';
import { oldCodes } from './labels.ts';
import type { PdfFonts } from './pdf.ts';
import { publish, type PublishOptions } from './publish.ts';
import { finishDraft } from './shell.ts';

export interface BuiltSite {
  spec: SiteSpec;
  routes: Map<string, Route>;
  truth: ItemTruth[];
}

/**
 * Builds one agency's site with its truth. The same spec, bank and port give the same bytes.
 *
 * @param codes items of the checklist, in order
 * @param port that the site will be served on, for its links to other hosts
 * @throws Error when a truth names an address that is not served
 */
export async function buildSite(
  spec: SiteSpec,
  bank: BankHalf,
  codes: readonly string[],
  fonts: PdfFonts,
  port: number,
): Promise<BuiltSite> {
  const draft = createDraft(spec);
  const year = 2568;
  const placed = drawItems(draft, bank.contents, codes);
  const options: PublishOptions = {
    year,
    fonts,
    port,
    cover: bank.cover,
    isInline: spec.layout === 'accordion',
  };
  const hasOld = spec.extras.includes('old-index');
  const current: Published[] = [];
  const truth: ItemTruth[] = [];
  for (const one of placed) {
    const published = await publish(draft, one, options);
    if (published !== null) current.push(published);
    truth.push(recordTruth(one, published, hasOld && oldCodes.includes(one.code)));
  }
  const old = hasOld ? await publishOld(draft, bank, options) : [];
  arrange(draft, { current, old, decoys: addDecoys(draft, bank), port, year });
  finishDraft(draft);
  checkEvidence(spec, draft, truth);
  return { spec, routes: draft.routes, truth };
}

/** A truth that names what is not served would measure nothing. */
function checkEvidence(spec: SiteSpec, draft: Draft, truth: readonly ItemTruth[]): void {
  for (const { code, evidence } of truth)
    for (const address of evidence)
      if (!draft.routes.has(address)) throw new Error(`${spec.id} ${code}: nothing stands at ${address}`);
}

function recordTruth(placed: Placed, published: Published | null, hasOlder: boolean): ItemTruth {
  const causes = new Set(placed.causes);
  // An older year's disclosure elsewhere on the site is as true a cause as the one that was drawn.
  if (placed.verdict === 'fail' && hasOlder) causes.add('wrong-year');
  // Where there is only something of another kind, nothing of the right kind was to be found.
  if (causes.has('wrong-kind')) causes.add('not-found');
  return {
    code: placed.code,
    verdict: placed.verdict,
    causes: [...causes],
    evidence: published?.evidence ?? [],
    content: placed.content?.id ?? null,
    delivery: placed.delivery,
    form: placed.form,
  };
}

async function publishOld(draft: Draft, bank: BankHalf, options: PublishOptions): Promise<Published[]> {
  const old: Published[] = [];
  for (const code of oldCodes) {
    const goods = bank.contents.filter(
      (content) => content.code === code && content.isGood && content.only !== 'central',
    );
    const content = draft.draw.pick(goods);
    const form = content.forms.includes('page') ? 'page' : (content.forms[0] ?? 'page');
    const placed: Placed = { code, content, delivery: 'plain', form, verdict: 'fail', causes: [] };
    const published = await publish(draft, placed, { ...options, year: options.year - 1 });
    if (published !== null) old.push(published);
  }
  return old;
}

function addDecoys(draft: Draft, bank: BankHalf): Decoy[] {
  if (!draft.spec.extras.includes('decoys')) return [];
  return bank.decoys.map((decoy) => {
    const title = fillIn(decoy.title, draft.spec.agency, 2568);
    const blocks = parseBlocks(fillIn(decoy.body, draft.spec.agency, 2568));
    const path = addPage(draft, title, renderBlocks(draft, blocks, [title], []));
    return { title, blocks, href: writeHref(draft, path) };
  });
}
