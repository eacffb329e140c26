import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readChecklist } from '../../src/checklist/load.ts';
import type { ChecklistItem } from '../../src/checklist/schema.ts';
import { contentOf } from '../../src/judge/content.ts';
import { documentContentOf } from '../../src/judge/document-content.ts';
import { type ElementSource, judgeElements } from '../../src/judge/elements.ts';
import { buildDocument } from '../judge/build-documents.ts';
import { buildCandidate, judgeContext } from '../judge/build.ts';
import { readWordings, type Wording, writeDocumentPage, writeHtml } from './load.ts';

const { checklist } = await readChecklist(
  fileURLToPath(new URL('../../checklists/ita-2568.yaml', import.meta.url)),
);
const wordings = readWordings();

/** A content of six elements with one mistake reads as recall 0.98; a few contents cannot do without one. */
const floors = { tune: { recall: 0.95, precision: 0.97 }, check: { recall: 0.9, precision: 0.95 } };

interface Tally {
  recall: number;
  precision: number;
  missed: string[];
  wrong: string[];
}

function findElements(item: ChecklistItem, wording: Wording): Set<string> {
  const findings = judgeElements(item, [sourceOf(item, wording)], {
    ...judgeContext,
    agencyType: wording.agency,
  });
  return new Set(findings.filter(({ found }) => found === true).map(({ element }) => element.id));
}

function sourceOf(item: ChecklistItem, wording: Wording): ElementSource {
  if (wording.from === 'document') {
    const target = buildDocument([writeDocumentPage(wording)], { name: wording.id });
    return { url: target.url, content: documentContentOf(item, target, judgeContext), isOpen: false };
  }
  const candidate = buildCandidate({ code: item.code, html: writeHtml(wording) });
  return { url: candidate.url, content: contentOf(item, candidate), isOpen: false };
}

function tally(item: ChecklistItem, entries: readonly Wording[]): Tally {
  const missed: string[] = [];
  const wrong: string[] = [];
  let found = 0;
  for (const wording of entries) {
    const elements = findElements(item, wording);
    for (const id of wording.has) {
      if (elements.has(id)) found++;
      else missed.push(`${wording.id}: ${id}`);
    }
    for (const id of wording.lacks) if (elements.has(id)) wrong.push(`${wording.id}: ${id}`);
  }
  return {
    recall: share(found, missed.length),
    precision: share(found, wrong.length),
    missed,
    wrong,
  };
}

function share(right: number, beside: number): number {
  return right + beside === 0 ? 1 : right / (right + beside);
}

describe.each([...wordings.keys()])('the wordings of %s', (code) => {
  const entries = wordings.get(code) ?? [];
  const item = checklist.items.find((each) => each.code === code);
  if (item === undefined) throw new Error(`no item ${code}`);

  it('name elements that the item has', () => {
    const known = new Set(item.elements.map(({ id }) => id));
    const named = entries.flatMap(({ has, lacks }) => [...has, ...lacks]);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });

  it.each(['tune', 'check'] as const)('are read rightly in the half %s', (half) => {
    const { recall, precision, missed, wrong } = tally(
      item,
      entries.filter((wording) => wording.half === half),
    );
    const figures = `${code} ${half}: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`;
    // Not looking at what is wrong in the other half is what makes its figure worth something.
    const told = half === 'tune' ? `\n  missed ${missed.join(', ')}\n  wrong ${wrong.join(', ')}` : '';
    console.info(figures + told);
    expect(recall, figures + told).toBeGreaterThanOrEqual(floors[half].recall);
    expect(precision, figures + told).toBeGreaterThanOrEqual(floors[half].precision);
  });
});
