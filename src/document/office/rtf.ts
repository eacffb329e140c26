/** Groups whose content is no text of the document (RTF 1.9.1, "Destinations"). */
const hiddenDestinations = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'object',
  'header',
  'headerf',
  'headerl',
  'headerr',
  'footer',
  'footerf',
  'footerl',
  'footerr',
  'listtable',
  'listoverridetable',
  'fldinst',
  'themedata',
  'datastore',
  'generator',
  'xmlnstbl',
  'rsidtbl',
  'filetbl',
  'bkmkstart',
  'bkmkend',
  'latentstyles',
]);

const wordText: Readonly<Record<string, string>> = {
  par: '\n',
  line: ' ',
  tab: '\t',
  cell: '\t',
  row: '\n',
  page: '\f',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
};

const symbolText: Readonly<Record<string, string>> = {
  '~': ' ',
  _: '-',
  '\\': '\\',
  '{': '{',
  '}': '}',
  // A line end after a backslash is a paragraph.
  '\n': '\n',
  '\r': '\n',
};

const maxDepth = 1000;

interface Group {
  isHidden: boolean;
  /** characters that follow each \u for readers without Unicode */
  fallbackChars: number;
}

/** Whether a text file is rich text. */
export function isRtf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '{\\rtf';
}

/**
 * The text of a rich text file, one line per paragraph, cells parted by tabs, form feeds between pages. Bytes are
 * windows-874 whatever \ansicpg says: Thai Word writes 1252 there and Thai letters below.
 */
export function readRtfText(bytes: Uint8Array, maxChars: number): string {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const thai = new TextDecoder('windows-874');
  const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|[\r\n]+|[^\\{}\r\n]+/giy;
  const groups: Group[] = [];
  let group: Group = { isHidden: false, fallbackChars: 1 };
  let out = '';
  let skip = 0;
  const add = (text: string) => {
    if (!group.isHidden) out += text;
  };
  for (let match = token.exec(source); match !== null && out.length < maxChars; match = token.exec(source)) {
    const [whole, word, number, hex, symbol, brace] = match;
    if (brace === '{') {
      if (groups.length >= maxDepth) break;
      groups.push(group);
      group = { ...group };
    } else if (brace === '}') {
      group = groups.pop() ?? group;
      skip = 0;
    } else if (hex !== undefined) {
      if (skip > 0) skip--;
      else add(thai.decode(Buffer.from(hex, 'hex')));
    } else if (word !== undefined) {
      const value = Number(number ?? 1);
      if (word === 'uc') group.fallbackChars = Math.min(Math.max(value, 0), 8);
      else if (word === 'u') {
        add(String.fromCharCode(((value % 65_536) + 65_536) % 65_536));
        skip = group.fallbackChars;
      } else if (word === 'bin') {
        token.lastIndex = Math.min(token.lastIndex + Math.max(value, 0), source.length);
      } else if (hiddenDestinations.has(word)) group.isHidden = true;
      else add(wordText[word] ?? '');
    } else if (symbol === '*') group.isHidden = true;
    else if (symbol !== undefined) add(symbolText[symbol] ?? '');
    else if (!/^[\r\n]/.test(whole)) {
      const text = whole.slice(skip);
      skip = Math.max(0, skip - whole.length);
      add(/[\u0080-\u00ff]/.test(text) ? thai.decode(Buffer.from(text, 'latin1')) : text);
    }
  }
  return out;
}
