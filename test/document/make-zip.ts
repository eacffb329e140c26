import { crc32, deflateRawSync } from 'node:zlib';

/** A member of a zip made for a test. */
export interface MadeMember {
  /** a string is written as UTF-8 with the flag that says so, bytes as they are without it */
  name: string | Uint8Array;
  data: string | Uint8Array;
  isStored?: boolean;
  isEncrypted?: boolean;
  /** written into the headers instead of the true size */
  claimedBytes?: number;
}

/** A zip archive of those members, in order; the same data given twice is packed once. */
export function makeZip(members: readonly MadeMember[]): Uint8Array {
  const prepared = new Map<string | Uint8Array, ReturnType<typeof prepare>>();
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const name = Buffer.from(member.name);
    const known = member.isStored === true ? undefined : prepared.get(member.data);
    const made = known ?? prepare(member);
    const { bytes, checksum, packed } = made;
    if (member.isStored !== true) prepared.set(member.data, made);
    const flags = (typeof member.name === 'string' ? 0x800 : 0) | (member.isEncrypted === true ? 1 : 0);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(member.isStored === true ? 0 : 8, 4);
    fields.writeUInt32LE(checksum, 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(member.claimedBytes ?? bytes, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, rest, name]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

function prepare(member: MadeMember): { bytes: number; checksum: number; packed: Buffer } {
  const data = Buffer.from(member.data);
  return {
    bytes: data.length,
    checksum: crc32(data),
    packed: member.isStored === true ? data : deflateRawSync(data),
  };
}
