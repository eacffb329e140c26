import { UnreadableDocument } from '../archive/unreadable.ts';
import type { Zip } from '../archive/zip.ts';
import { readXmlMember } from './xml.ts';

/**
 * OpenDocument encrypts members one by one and says so in its manifest (ODF 1.3 part 2, 3.4).
 * @throws {UnreadableDocument} `encrypted`
 */
export async function refuseEncryptedOdf(zip: Zip): Promise<void> {
  let isEncrypted = false;
  await readXmlMember(zip, 'META-INF/manifest.xml', {
    open(name) {
      if (name === 'encryption-data') isEncrypted = true;
    },
    text() {},
    close() {},
  });
  if (isEncrypted) throw new UnreadableDocument('encrypted', 'needs a password');
}
