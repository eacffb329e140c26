/** What is to be told of the text that a content stream shows. */
export interface ContentSink {
  /** Bytes of one code of the font that this name stands for; 0: not known, its text tells nothing. */
  codeLength(font: string): number;
  /** A glyph outside every span that has a text of its own. */
  usePlain(font: string, code: number): void;
  /** The glyphs of one span, all of known fonts, and the text that the file gives for them. */
  useSpan(glyphs: readonly SpanGlyph[], text: string): void;
}

/** A glyph by the resource name of its font. */
export interface SpanGlyph {
  font: string;
  code: number;
}

interface Span {
  text: string | null;
  glyphs: SpanGlyph[];
  /** it holds what cannot be told: an unknown font, or more than a few glyphs */
  isOpaque: boolean;
}

/** A syllable has fewer; longer spans tell nothing of one glyph. */
const maxSpanGlyphs = 12;

/**
 * Walks the operators of a content stream that show text and mark it with `/ActualText`. Stops after so many tokens;
 * gives how many it read.
 */
export function walkContent(content: string, maxTokens: number, sink: ContentSink): number {
  const token = /\/([^\s()<>[\]{}/%]*)|<<|>>|<([0-9A-Fa-f\s]*)>|\(|%[^\r\n]*|[^\s()<>[\]{}/%]+/g;
  const marked: (Span | null)[] = [];
  const saved: string[] = [];
  let span: Span | null = null;
  let font = '';
  let name = '';
  let strings: string[] = [];
  let actual: string | null = null;
  let count = 0;
  for (let match = token.exec(content); match !== null && count < maxTokens; match = token.exec(content)) {
    count += 1;
    const [word, nameFound, hex] = match;
    if (nameFound !== undefined) {
      name = nameFound;
      continue;
    }
    if (hex !== undefined || word === '(') {
      let value: string;
      if (hex === undefined) {
        const read = readLiteral(content, token.lastIndex);
        token.lastIndex = read.end;
        value = read.value;
      } else {
        value = decodeHex(hex);
      }
      if (name === 'ActualText') actual = value;
      else strings.push(value);
      name = name === 'ActualText' ? '' : name;
      continue;
    }
    if (word === '<<' || word === '>>' || /^[-+.0-9%]/.test(word)) continue;
    switch (word) {
      case 'Tf':
        font = name;
        break;
      case 'q':
        saved.push(font);
        break;
      case 'Q':
        font = saved.pop() ?? font;
        break;
      case 'BMC':
      case 'BDC': {
        // the outermost text stands for all that is inside
        const opened: Span | null =
          actual === null || span !== null ? null : { text: decodeText(actual), glyphs: [], isOpaque: false };
        marked.push(opened);
        span ??= opened;
        break;
      }
      case 'EMC': {
        const closed = marked.pop() ?? null;
        if (closed === null) break;
        span = null;
        if (!closed.isOpaque && closed.glyphs.length > 0 && closed.text !== null)
          sink.useSpan(closed.glyphs, closed.text);
        break;
      }
      case 'Tj':
      case 'TJ':
      case "'":
      case '"':
        show(strings, font, span, sink);
        break;
      case 'ID': {
        // the bytes of a picture in the content itself
        const end = content.slice(token.lastIndex).search(/\sEI(?=\s|$)/);
        if (end === -1) return maxTokens;
        token.lastIndex += end + 3;
        break;
      }
      default:
    }
    strings = [];
    actual = null;
    name = '';
  }
  return count;
}

function show(strings: readonly string[], font: string, span: Span | null, sink: ContentSink): void {
  const length = sink.codeLength(font);
  if (span !== null && length === 0) span.isOpaque = true;
  if (length === 0 || span?.isOpaque === true) return;
  for (const bytes of strings) {
    for (let at = 0; at + length <= bytes.length; at += length) {
      const code =
        length === 1 ? bytes.charCodeAt(at) : bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1);
      if (span === null) {
        sink.usePlain(font, code);
      } else if (span.glyphs.length < maxSpanGlyphs) {
        span.glyphs.push({ font, code });
      } else {
        span.isOpaque = true;
        return;
      }
    }
  }
}

function decodeHex(hex: string): string {
  const digits = hex.replaceAll(/\s/g, '');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1');
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** No line of text is longer; of what is, the rest is passed over. */
const maxLiteral = 10_000;

/** The string in parentheses that begins at `from`, after the first one. */
function readLiteral(content: string, from: number): { value: string; end: number } {
  const parts: string[] = [];
  const push = (letter: string): void => {
    if (parts.length < maxLiteral) parts.push(letter);
  };
  let depth = 1;
  let at = from;
  for (; at < content.length; at += 1) {
    const letter = content[at] ?? '';
    if (letter === '\\') {
      at += 1;
      const octal = /^[0-7]{1,3}/.exec(content.slice(at, at + 3))?.[0];
      const next = content[at] ?? '';
      if (octal !== undefined) {
        push(String.fromCharCode(Number.parseInt(octal, 8) & 0xff));
        at += octal.length - 1;
      } else if (next === '\r' && content[at + 1] === '\n') {
        at += 1;
      } else if (next !== '\r' && next !== '\n') {
        push(escapes[next] ?? next);
      }
      continue;
    }
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth === 0) break;
    push(letter);
  }
  return { value: parts.join(''), end: at + 1 };
}

/** A text string of a PDF; null where it is neither UTF-16 nor plain ASCII. */
function decodeText(bytes: string): string | null {
  if (bytes.startsWith('\u00fe\u00ff')) {
    const units: number[] = [];
    // longer texts stand for no syllable
    for (let at = 2; at + 1 < bytes.length && units.length < 64; at += 2)
      units.push(bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1));
    return String.fromCharCode(...units);
  }
  return /^[ -~]{0,64}$/.test(bytes) ? bytes : null;
}
