import { listStreams } from '../../extract/compound-file.ts';

/**
 * Whether bytes are an Office 2007+ file behind a password: a compound file that holds the package as one encrypted
 * stream ([MS-OFFCRYPTO] 2.3.2). By content alone it is `ole`, since nothing shows which program wrote it.
 */
export function isEncryptedPackage(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return false;
  return listStreams(buffer).includes('EncryptedPackage');
}
