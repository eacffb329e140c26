const maxSectors = 512;
const endOfChain = 0xfffffffa;
const noEntry = 0xffffffff;

/**
 * Names of the streams and storages at the root of a compound file ([MS-CFB]). Only the root counts: a workbook
 * with an embedded letter holds a WordDocument too. Where the directory cannot be followed (a cut-off download) the
 * names that office files use are searched for.
 */
export function listStreams(buffer: Buffer): string[] {
  const entries = readDirectory(buffer);
  const root = entries[0];
  if (root === undefined) return searchNames(buffer);
  const names: string[] = [];
  const seen = new Set<number>();
  const waiting = [root.child];
  while (waiting.length > 0) {
    const index = waiting.pop() ?? noEntry;
    const entry = entries[index];
    if (entry === undefined || seen.has(index)) continue;
    seen.add(index);
    names.push(entry.name);
    waiting.push(entry.left, entry.right);
  }
  return names.length > 0 ? names : searchNames(buffer);
}

interface Entry {
  name: string;
  left: number;
  right: number;
  child: number;
}

function readDirectory(buffer: Buffer): Entry[] {
  if (buffer.length < 512) return [];
  const shift = buffer.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return [];
  const sectorBytes = 1 << shift;
  const entries: Entry[] = [];
  let sector = buffer.readUInt32LE(48);
  for (let i = 0; i < maxSectors && sector < endOfChain; i++) {
    const at = (sector + 1) * sectorBytes;
    if (at + sectorBytes > buffer.length) break;
    for (let offset = at; offset < at + sectorBytes; offset += 128) entries.push(readEntry(buffer, offset));
    sector = nextSector(buffer, sector, sectorBytes);
  }
  return entries;
}

function readEntry(buffer: Buffer, at: number): Entry {
  const nameBytes = Math.min(Math.max(buffer.readUInt16LE(at + 64) - 2, 0), 62);
  return {
    name: buffer.toString('utf16le', at, at + nameBytes - (nameBytes % 2)),
    left: buffer.readUInt32LE(at + 68),
    right: buffer.readUInt32LE(at + 72),
    child: buffer.readUInt32LE(at + 76),
  };
}

/** The first 109 sectors of the allocation table are named in the header: enough for 7 MB, and a directory lies early. */
function nextSector(buffer: Buffer, sector: number, sectorBytes: number): number {
  const perSector = sectorBytes / 4;
  const tableIndex = Math.floor(sector / perSector);
  if (tableIndex >= 109) return noEntry;
  const table = buffer.readUInt32LE(76 + tableIndex * 4);
  const at = (table + 1) * sectorBytes + (sector % perSector) * 4;
  return table < endOfChain && at + 4 <= buffer.length ? buffer.readUInt32LE(at) : noEntry;
}

function searchNames(buffer: Buffer): string[] {
  const names = ['PowerPoint Document', 'WordDocument', 'Workbook', 'Book'];
  return names.filter((name) => buffer.includes(Buffer.from(`${name}\0`, 'utf16le')));
}
