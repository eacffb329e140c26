import { InputError } from './error.ts';

/**
 * The text of a small file that a person wrote.
 *
 * @param tooLarge why nobody writes a file as large as this
 * @throws InputError naming the file, for what is larger than `maxBytes` or no UTF-8
 */
export function readUtf8(name: string, bytes: Uint8Array, maxBytes: number, tooLarge: string): string {
  const fail = (message: string): InputError => new InputError([{ file: name, line: null, message }]);
  if (bytes.byteLength > maxBytes) throw fail(tooLarge);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fail('ไฟล์ไม่ได้บันทึกเป็น UTF-8 โปรดบันทึกใหม่ · the file is not UTF-8: save it again as UTF-8.');
  }
}
