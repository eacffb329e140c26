import type { ChecklistItem } from '../checklist/schema.ts';
import { speaksOfMoney } from '../text/money.ts';
import { foldThai, skeleton } from '../text/normalise.ts';
import type { Content } from './content.ts';
import type { ElementModels } from './element-models.ts';
import { readTable } from './table.ts';

/** Tells how much a content reads like what agencies write for each element of an item. */
export interface ElementLikeness {
  /** 0–1 of the likeliest line, by element id; an element that nothing was learned of is left out */
  likeliest(item: ChecklistItem, content: Content): ReadonlyMap<string, number>;
}

/** Longer lines are looked at in stretches of about this many characters: lines were learned from, not pages. */
const stretchChars = 70;
const maxLineChars = 95;
/** Of a longer text the rest is not looked at; what it may show stays open with the cues. */
const maxStretches = 4_000;
const minStretchChars = 3;

/** Remembers what it rated, so that one content is gone through once for each item. */
export function createElementLikeness(models: ElementModels): ElementLikeness {
  const memory = new WeakMap<Content, Map<string, ReadonlyMap<string, number>>>();
  return {
    likeliest(item, content) {
      const known = memory.get(content) ?? new Map<string, ReadonlyMap<string, number>>();
      memory.set(content, known);
      const rated = known.get(item.code) ?? rate(item, content, models);
      known.set(item.code, rated);
      return rated;
    },
  };
}

function rate(item: ChecklistItem, content: Content, models: ElementModels): Map<string, number> {
  const model = models.of(item);
  const best = new Map<string, number>();
  if (model === null) return best;
  const vacant = vacantHeaders(content);
  const ofMoney = new Set(item.elements.filter(({ speaksOf }) => speaksOf === 'money').map(({ id }) => id));
  for (const text of stretchesOf(content.main.original)) {
    if (vacant.has(skeleton(text))) continue;
    const isMoney = ofMoney.size > 0 && speaksOfMoney(foldThai(text));
    for (const [id, read] of model.rate(text)) {
      const likeness = isMoney || !ofMoney.has(id) ? read : 0;
      if (likeness > (best.get(id) ?? -1)) best.set(id, likeness);
    }
  }
  return best;
}

/** The names of columns with nothing under them are a form, not an answer. */
function vacantHeaders(content: Content): Set<string> {
  const vacant = content.tables.filter((table) => readTable(table).rows.length === 0);
  return new Set(vacant.map(({ header }) => skeleton(header.join(' '))).filter((bare) => bare !== ''));
}

function stretchesOf(original: string): string[] {
  const stretches: string[] = [];
  for (const line of original.split('\n')) {
    stretches.push(...partLine(line).filter((text) => text.trim().length >= minStretchChars));
    if (stretches.length >= maxStretches) break;
  }
  return stretches;
}

function partLine(line: string): string[] {
  const parts: string[] = [];
  let from = 0;
  while (line.length - from > maxLineChars) {
    const blank = line.lastIndexOf(' ', from + stretchChars);
    const to = blank > from + stretchChars / 2 ? blank : from + stretchChars;
    parts.push(line.slice(from, to));
    from = to;
  }
  return [...parts, line.slice(from)];
}
