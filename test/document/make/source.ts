/** What a made document holds; every maker takes the same blocks, so that one truth serves several formats. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | {
      kind: 'table';
      header: readonly string[];
      rows: readonly (readonly string[])[];
      /** shares of the page's width; equal where not given */
      widths?: readonly number[];
    }
  /** a grey box that stands for a photograph */
  | { kind: 'photo'; heightPt: number }
  | { kind: 'page-break' };

export interface DocumentSource {
  /** goes into the properties of the file */
  title: string;
  landscape?: boolean;
  blocks: readonly Block[];
}

export const heading = (text: string): Block => ({ kind: 'heading', text });

/** One paragraph a line. */
export const paragraphs = (...lines: readonly string[]): Block[] =>
  lines.map((text) => ({ kind: 'paragraph', text }));

/** A table of cells parted by `|`, one row a line; the first line is its header. */
export function grid(lines: string, widths?: readonly number[]): Block {
  const [header = [], ...rows] = lines
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const table = { kind: 'table' as const, header, rows };
  return widths === undefined ? table : { ...table, widths };
}

export const photo = (heightPt = 90): Block => ({ kind: 'photo', heightPt });

export const pageBreak: Block = { kind: 'page-break' };

/** The words of a source in reading order, for comparing with what a reader found. */
export function readSourceText(source: DocumentSource): string {
  return source.blocks
    .flatMap((block): string[] => {
      switch (block.kind) {
        case 'heading':
        case 'paragraph':
          return [block.text];
        case 'table':
          return [block.header, ...block.rows].map((row) => row.join(' '));
        case 'photo':
        case 'page-break':
          return [];
      }
    })
    .join('\n');
}

/** The same document without some columns of its tables, as agencies leave them out of a form. */
export function withoutColumns(source: DocumentSource, names: readonly string[]): DocumentSource {
  const blocks = source.blocks.map((block): Block => {
    if (block.kind !== 'table') return block;
    const keep = (row: readonly string[]): string[] =>
      row.filter((_, column) => !names.includes(block.header[column] ?? ''));
    const table = { kind: 'table' as const, header: keep(block.header), rows: block.rows.map(keep) };
    if (block.widths === undefined) return table;
    return {
      ...table,
      widths: block.widths.filter((_, column) => !names.includes(block.header[column] ?? '')),
    };
  });
  return { ...source, blocks };
}
