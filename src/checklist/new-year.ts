import { isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import { shiftYears } from './shift-years.ts';

interface Edit {
  from: number;
  to: number;
  text: string;
}

const lowered: Readonly<Record<string, string>> = { high: 'medium', medium: 'low', low: 'low' };

/** Keys whose texts tell where a fact came from: their years are history. */
const keptKeys: ReadonlySet<string> = new Set(['sources', 'because']);
const itemNotes: ReadonlySet<string> = new Set(['noteTh', 'noteEn']);

/**
 * The first draft of another year's checklist, as text: the year and the words that are bound to it moved, every
 * certainty one step lower, each item with a note of what to verify, status `draft`. Everything else, comments and
 * layout too, stays as it was written, so that the two files can be compared line by line.
 *
 * @param source text of a checklist file that loads without problems
 * @param from its programme and Buddhist fiscal year
 * @param year Buddhist fiscal year of the draft
 */
export function draftYear(
  source: string,
  from: { id: string; programme: string; fiscalYear: number },
  year: number,
): string {
  const document = parseDocument(source, { prettyErrors: false });
  const edits: Edit[] = [];
  const replace = (node: unknown, text: string): void => {
    if (!isScalar(node) || node.range == null) return;
    const [start, end] = node.range;
    // A block text (">-") ends behind its line break.
    const hasBreak = source.slice(start, end).endsWith('\n') && !text.endsWith('\n');
    edits.push({ from: start, to: end, text: hasBreak ? `${text}\n` : text });
  };
  const shift = (text: string): string => shiftYears(text, from.fiscalYear, year);
  const walk = (node: unknown, key: string): void => {
    if (isMap(node)) {
      for (const pair of node.items) {
        // An item's own note tells what became of it from year to year.
        const isHistory = node.has('code') && itemNotes.has(String(pair.key));
        if (isPair(pair) && !isHistory) walk(pair.value, String(pair.key));
      }
    } else if (isSeq(node)) {
      for (const part of node.items) walk(part, key);
    } else if (isScalar(node) && node.range != null) {
      const raw = source.slice(node.range[0], node.range[1]);
      if (/confidence$/i.test(key)) replace(node, lowered[String(node.value)] ?? raw);
      else if (!keptKeys.has(key) && typeof node.value === 'string' && shift(raw) !== raw)
        replace(node, shift(raw));
    }
  };
  const root = document.contents;
  if (!isMap(root)) return source;
  for (const pair of root.items) {
    const key = String(pair.key);
    if (key === 'id') replace(pair.value, `${from.programme}-${year}`);
    else if (key === 'fiscalYear') replace(pair.value, String(year));
    else if (key === 'status') replace(pair.value, 'draft');
    else if (key === 'nameTh' || key === 'nameEn' || key === 'items') walk(pair.value, key);
    else if (key === 'aggregation') editRules(pair.value, from, replace);
    else if (key === 'alsoServes' && isSeq(pair.value) && pair.value.range != null)
      edits.push({ from: pair.value.range[0], to: pair.value.range[1], text: '[]' });
    if (key === 'items' && isSeq(pair.value))
      for (const item of pair.value.items) noteItem(item, source, from, year, edits);
  }
  return withHeader(applyEdits(source, edits), from.id, year);
}

/** What was confirmed on another year's results is only inferred for this one. */
function editRules(
  node: unknown,
  from: { fiscalYear: number },
  replace: (node: unknown, text: string) => void,
): void {
  if (!isMap(node)) return;
  const rules = node.get('rules');
  if (!isSeq(rules)) return;
  for (const rule of rules.items) {
    if (!isMap(rule)) continue;
    replace(rule.get('status', true), 'inferred');
    for (const [key, prefix] of [
      ['noteTh', `ยกมาจากปี ${from.fiscalYear} ต้องเทียบผลจริง:`],
      ['noteEn', `Taken over from ${from.fiscalYear}, to be compared with results:`],
    ] as const) {
      const note = rule.get(key, true);
      if (isScalar(note)) replace(note, JSON.stringify(`${prefix} ${String(note.value)}`));
    }
  }
}

function noteItem(
  item: unknown,
  source: string,
  from: { fiscalYear: number },
  year: number,
  edits: Edit[],
): void {
  if (!isMap(item)) return;
  const notes = [
    {
      key: 'noteTh',
      text: `ยกมาจากปี ${from.fiscalYear} โปรดเทียบชื่อ ปีที่ใช้ องค์ประกอบ และตัวชี้วัดย่อยกับคู่มือปี ${year}`,
    },
    {
      key: 'noteEn',
      text: `Taken over from ${from.fiscalYear}: compare the name, the wanted year, the elements and the sub-indicator with the handbook of ${year}.`,
    },
  ];
  const anchor = item.get('adviceEn', true);
  const first = item.items[0]?.key;
  if (!isScalar(anchor) || anchor.range == null || !isScalar(first) || first.range == null) return;
  const indent = first.range[0] - (source.lastIndexOf('\n', first.range[0] - 1) + 1);
  const lines = notes.flatMap(({ key, text }) => {
    const old = item.get(key, true);
    if (!isScalar(old) || old.range == null) return [`${' '.repeat(indent)}${key}: ${JSON.stringify(text)}`];
    edits.push({
      from: old.range[0],
      to: old.range[1],
      text: JSON.stringify(`${text} ${String(old.value)}`),
    });
    return [];
  });
  if (lines.length === 0) return;
  const lineEnd = source.indexOf('\n', Math.max(anchor.range[0], anchor.range[1] - 1));
  const at = lineEnd < 0 ? source.length : lineEnd;
  edits.push({ from: at, to: at, text: `\n${lines.join('\n')}` });
}

function applyEdits(source: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.from - a.from || b.to - a.to)
    .reduce((text, edit) => text.slice(0, edit.from) + edit.text + text.slice(edit.to), source);
}

/** The comments at the top speak of the old file. */
function withHeader(text: string, fromId: string, year: number): string {
  const body = text.replace(/^\ufeff?(?:[ \t]*#[^\n]*\n|[ \t]*\n)*/u, '');
  return [
    `# Draft for fiscal year ${year}, made from ${fromId}. Every certainty was lowered by one step. Compare each item with the`,
    `# year's handbook, correct it, raise the certainties, and set the status to complete when nothing is left to compare.`,
    body,
  ].join('\n');
}
