/** Parameters under which download scripts name their file. */
const nameParameters = [
  'filename',
  'file_name',
  'file',
  'fname',
  'name',
  'f',
  'path',
  'doc',
  'download',
  'attach',
];
const maxNameChars = 255;

/**
 * The name of a document: what Content-Disposition says (RFC 6266, RFC 5987, and the raw UTF-8 or windows-874 that
 * Thai servers send), else a file name in the query, else the last part of the path.
 * @returns null when nothing names it
 */
export function readDocumentName(answer: { url: string; contentDisposition: string | null }): string | null {
  const said = answer.contentDisposition === null ? null : readDisposition(answer.contentDisposition);
  if (said !== null) return said;
  const url = URL.parse(answer.url);
  if (url === null) return null;
  for (const [name, value] of readQuery(url.search)) {
    if (nameParameters.includes(name.toLowerCase()) && /\.[A-Za-z0-9]{2,5}$/.test(value.trim()))
      return clean(value);
  }
  return clean(decodePercent(url.pathname));
}

function readDisposition(header: string): string | null {
  const extended = /\bfilename\*\s*=\s*"?([\w-]*)'[\w-]*'([^;"]*)/i.exec(header);
  if (extended !== null) {
    const name = clean(decodePercent(extended[2] ?? '', extended[1]));
    if (name !== null) return name;
  }
  const quoted = /\bfilename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(header);
  const raw =
    quoted === null ? /\bfilename\s*=\s*([^;]*)/i.exec(header)?.[1] : quoted[1]?.replace(/\\(["\\])/g, '$1');
  return raw === undefined ? null : clean(decodeWords(decodePercent(repairBytes(raw))));
}

/** `=?UTF-8?B?…?=` belongs to mail (RFC 2047); some frameworks write it into this header. */
function decodeWords(text: string): string {
  return text.replace(
    /=\?([\w-]+)\?([BQ])\?([^?]*)\?=\s*/gi,
    (whole, charset: string, kind: string, data: string) => {
      const bytes =
        kind.toUpperCase() === 'B'
          ? Buffer.from(data, 'base64')
          : Buffer.from(
              data
                .replace(/_/g, ' ')
                .replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
                  String.fromCharCode(Number.parseInt(hex, 16)),
                ),
              'latin1',
            );
      return decodeBytes(bytes, charset) ?? whole;
    },
  );
}

/** Header values arrive with one unit per byte; when they hold raw Thai, it is UTF-8 or else windows-874. */
function repairBytes(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[^\u0000-\u00ff]/.test(text)) return text;
  return decodeBytes(Buffer.from(text, 'latin1')) ?? text;
}

function readQuery(search: string): [string, string][] {
  return search
    .slice(1)
    .split('&')
    .map((pair): [string, string] => {
      const [name = '', ...rest] = pair.split('=');
      return [name, decodePercent(rest.join('=').replaceAll('+', ' '))];
    });
}

/** Decodes percent-encoding as UTF-8, else as windows-874; a broken sequence stays as it is. */
function decodePercent(text: string, charset?: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
    const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
    return decodeBytes(bytes, charset) ?? run;
  });
}

function decodeBytes(bytes: Uint8Array, charset = 'utf-8'): string | null {
  for (const label of [charset === '' ? 'utf-8' : charset, 'utf-8', 'windows-874']) {
    const text = tryDecode(bytes, label);
    if (text === null) continue;
    return isThaiInDisguise(text) ? (tryDecode(bytes, 'windows-874') ?? text) : text;
  }
  return null;
}

function tryDecode(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    // An unknown label, or not this encoding.
    return null;
  }
}

/**
 * Thai bytes can pass for UTF-8: "แผน" in windows-874 is one letter of ancient Greek. Names in scripts between Thaana
 * and Greek Extended, Thai left out, are not to be expected here.
 */
function isThaiInDisguise(text: string): boolean {
  const foreign = text.replace(/[\u0000-\u007f]/g, '');
  return foreign !== '' && /^[\u0780-\u0dff\u0e80-\u1fff]+$/.test(foreign);
}

/** The last part of a path, without control characters (a name may be printed); null when nothing is left. */
function clean(raw: string): string | null {
  const last = raw.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? '';
  const name = last.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return name === '' ? null : name.normalize('NFC').slice(0, maxNameChars);
}
