import { crc32, deflateRawSync } from 'node:zlib';

/** 1 January 2025 (APPNOTE.TXT 4.4.6): a fixed day keeps the bytes the same. */
const dosDate = ((2025 - 1980) << 9) | (1 << 5) | 1;
const stored = 0;
const deflated = 8;
/** bit 11: names are UTF-8 (APPNOTE.TXT 4.4.4) */
const utf8Names = 0x0800;
const beyondAscii = /[^\x20-\x7e]/;
const versionNeeded = 20;

/** Packs text files into a ZIP in the order given; the same parts always give the same bytes. */
export function packZip(
  parts: readonly (readonly [name: string, text: string])[],
  { isDeflated }: { isDeflated: boolean },
): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of parts) {
    const nameBytes = Buffer.from(name, 'utf8');
    const data = Buffer.from(text, 'utf8');
    const packed = isDeflated ? deflateRawSync(data) : data;
    // Fields that the local header (APPNOTE.TXT 4.3.7) and the directory entry (4.3.12) share.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(versionNeeded, 0);
    common.writeUInt16LE(beyondAscii.test(name) ? utf8Names : 0, 2);
    common.writeUInt16LE(isDeflated ? deflated : stored, 4);
    common.writeUInt16LE(dosDate, 8);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([signature(0x04034b50), common, nameBytes, packed]);
    const madeBy = Buffer.alloc(2);
    madeBy.writeUInt16LE(versionNeeded, 0);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signature(0x02014b50), madeBy, common, rest, nameBytes]));
    locals.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, entries, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
