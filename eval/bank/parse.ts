import { type ReasonCode, reasonCodes } from '../../src/result/vocabulary.ts';
import { type Block, type Content, type Form, forms, type Half, truthVerdicts } from './types.ts';

/**
 * Reads one file of wordings. An entry begins with `== good <id>` or `== bad <id>`, goes on with `key: value` lines up to
 * `--`, then the body.
 *
 * @throws Error naming the entry that cannot be used
 */
export function parseContents(text: string, half: Half, code: string): Content[] {
  return text
    .split(/^== /mu)
    .slice(1)
    .map((entry) => parseEntry(entry, half, code));
}

function parseEntry(entry: string, half: Half, code: string): Content {
  const [head = '', ...rest] = entry.split('\n');
  const [kind, id = ''] = head.trim().split(' ');
  const where = `${half}/${code} "${head}"`;
  const end = rest.indexOf('--');
  if ((kind !== 'good' && kind !== 'bad') || id === '' || end < 0) throw new Error(`${where}: no entry`);
  const keys = new Map(
    rest.slice(0, end).map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const;
    }),
  );
  const need = (key: string): string => {
    const value = keys.get(key);
    if (value === undefined) throw new Error(`${where}: no "${key}"`);
    return value;
  };
  const label = need('label');
  const isGood = kind === 'good';
  const only = keys.get('only') ?? null;
  if (only !== null && only !== 'local' && only !== 'central') throw new Error(`${where}: only "${only}"`);
  return {
    half,
    code,
    id,
    isGood,
    truth: isGood ? 'pass' : oneOf(truthVerdicts, keys.get('truth') ?? 'fail', where),
    causes: isGood
      ? []
      : need('cause')
          .split(' ')
          .map((cause): ReasonCode => oneOf(reasonCodes, cause, where)),
    label,
    menu: keys.get('menu') ?? label,
    title: keys.get('title') ?? label,
    forms: (keys.get('forms') ?? 'page pdf docx').split(' ').map((form): Form => oneOf(forms, form, where)),
    only,
    body: rest
      .slice(end + 1)
      .join('\n')
      .trim(),
  };
}

function oneOf<T extends string>(list: readonly T[], value: string, where: string): T {
  const found = list.find((entry) => entry === value);
  if (found === undefined) throw new Error(`${where}: "${value}" is none of ${list.join(', ')}`);
  return found;
}

/**
 * Blocks of a body whose placeholders are filled in. Lines: `# heading`, `| cell | cell |`, `- list item`, `![picture]`,
 * `@person name | position | contact`, `@noface …` likewise without a picture, `@form field | … | submit`,
 * `@post date | title | text`, `@link text | href`; any other line is a paragraph.
 */
export function parseBlocks(body: string): Block[] {
  const blocks: Block[] = [];
  for (const line of body.split('\n').map((one) => one.trim())) {
    if (line === '') {
      blocks.push({ kind: 'paragraph', text: '' });
      continue;
    }
    const last = blocks.at(-1);
    if (line.startsWith('|')) {
      const row = line
        .replace(/^\|/u, '')
        .replace(/\|$/u, '')
        .split('|')
        .map((cell) => cell.trim());
      if (last?.kind === 'table') last.rows.push(row);
      else blocks.push({ kind: 'table', rows: [row] });
    } else if (line.startsWith('- ')) {
      if (last?.kind === 'list') last.items.push(line.slice(2));
      else blocks.push({ kind: 'list', items: [line.slice(2)] });
    } else blocks.push(parseLine(line));
  }
  return blocks.filter((block) => block.kind !== 'paragraph' || block.text !== '');
}

function parseLine(line: string): Block {
  const cells = line
    .replace(/^@\w+ /u, '')
    .split('|')
    .map((cell) => cell.trim());
  const [first = '', second = '', third = ''] = cells;
  if (line.startsWith('# ')) return { kind: 'heading', text: line.slice(2) };
  if (line.startsWith('![')) return { kind: 'image', alt: line.slice(2, -1) };
  if (line.startsWith('@person ') || line.startsWith('@noface '))
    return {
      kind: 'person',
      name: first,
      position: second,
      contact: third,
      photo: line.startsWith('@person'),
    };
  if (line.startsWith('@form '))
    return { kind: 'form', fields: cells.slice(0, -1), submit: cells.at(-1) ?? '' };
  if (line.startsWith('@post ')) return { kind: 'post', date: first, title: second, text: third };
  if (line.startsWith('@link ')) return { kind: 'link', text: first, href: second };
  if (line.startsWith('@')) throw new Error(`unknown line "${line}"`);
  return { kind: 'paragraph', text: line };
}
