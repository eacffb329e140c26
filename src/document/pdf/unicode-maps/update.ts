/** What an update needs of the end of a file. */
export interface FileEnd {
  /** where its last index begins */
  index: number;
  /** the entries of its trailer that an update repeats */
  trailer: string;
}

/** A stream object as it is to be from now on. */
export interface StreamVersion {
  number: number;
  generation: number;
  /** Latin-1 */
  content: string;
}

/** Reads the end of a file with a classic index; null where it is not as it should be. */
export function readEnd(source: string): FileEnd | null {
  const at = source.lastIndexOf('trailer');
  if (at === -1) return null;
  const tail = source.slice(at, at + 4_096);
  const start = /startxref\s{1,4}([0-9]{1,10})\s{1,4}%%EOF\s{0,4}$/.exec(source.slice(-64))?.[1];
  const index = Number(start ?? -1);
  if (index <= 0 || !source.startsWith('xref', index)) return null;
  const size = /\/Size\s{0,4}[0-9]{1,9}/.exec(tail)?.[0];
  const root = /\/Root\s{0,4}[0-9]{1,9}\s{1,4}[0-9]{1,5}\s{1,4}R/.exec(tail)?.[0];
  if (size === undefined || root === undefined) return null;
  const info = /\/Info\s{0,4}[0-9]{1,9}\s{1,4}[0-9]{1,5}\s{1,4}R/.exec(tail)?.[0] ?? '';
  const id =
    /\/ID\s{0,4}\[\s{0,4}<[0-9A-Fa-f]{0,64}>\s{0,4}<[0-9A-Fa-f]{0,64}>\s{0,4}\]/.exec(tail)?.[0] ?? '';
  return { index, trailer: `${size}${root}${info}${id}` };
}

/** The file with an incremental update: new versions of streams, an index of them, a trailer that leads to the old one. */
export function appendStreams(
  bytes: Uint8Array,
  end: FileEnd,
  versions: readonly StreamVersion[],
): Uint8Array {
  let added = '\n';
  let index = 'xref\n';
  for (const { number, generation, content } of versions) {
    const offset = String(bytes.length + added.length).padStart(10, '0');
    index += `${number} 1\n${offset} ${String(generation).padStart(5, '0')} n \n`;
    added += `${number} ${generation} obj\n<</Length ${content.length}>>\nstream\n${content}\nendstream\nendobj\n`;
  }
  const at = bytes.length + added.length;
  added += `${index}trailer\n<<${end.trailer}/Prev ${end.index}>>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([bytes, Buffer.from(added, 'latin1')]);
}
