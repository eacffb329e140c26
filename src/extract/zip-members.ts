const maxMembers = 5000;
const endRecordBytes = 22;
const maxCommentBytes = 65_535;
/** Where a cut-off archive is searched for the headers of its members. */
const searchBytes = 262_144;

/** Names of the members of a zip archive, from its central directory, else from the local headers that are there. */
export function listMembers(buffer: Buffer): string[] {
  const end = buffer.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const isEnd = end >= 0 && end + endRecordBytes <= buffer.length;
  if (isEnd && end >= buffer.length - endRecordBytes - maxCommentBytes) {
    const names = readCentralDirectory(buffer, buffer.readUInt32LE(end + 16));
    if (names.length > 0) return names;
  }
  return searchLocalHeaders(buffer.subarray(0, searchBytes));
}

function readCentralDirectory(buffer: Buffer, start: number): string[] {
  const names: string[] = [];
  let at = start;
  while (names.length < maxMembers && at + 46 <= buffer.length && buffer.readUInt32LE(at) === 0x02014b50) {
    const nameBytes = buffer.readUInt16LE(at + 28);
    names.push(buffer.toString('utf8', at + 46, at + 46 + nameBytes));
    at += 46 + nameBytes + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return names;
}

function searchLocalHeaders(buffer: Buffer): string[] {
  const names: string[] = [];
  let at = buffer.indexOf('PK\x03\x04', 0, 'latin1');
  while (at >= 0 && at + 30 <= buffer.length && names.length < maxMembers) {
    const nameBytes = buffer.readUInt16LE(at + 26);
    names.push(buffer.toString('utf8', at + 30, at + 30 + nameBytes));
    at = buffer.indexOf('PK\x03\x04', at + 4, 'latin1');
  }
  return names;
}
