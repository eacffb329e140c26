import { UsageError } from './usage-error.ts';

/**
 * How those who run a site reach whoever runs the program: an e-mail address, a telephone number or a web address.
 *
 * @throws UsageError when it is none
 */
export function parseContact(typed: string | undefined, command: string): string {
  const contact = typed?.trim() ?? '';
  const isReachable = /^[!-~]+@[!-~]+\.[!-~]+$|^https?:\/\/[!-~]+$|^\+?[\d -]{8,20}$/.test(contact);
  if (isReachable && contact.length <= 100 && !/[()\\]/.test(contact)) return contact;
  throw new UsageError(
    `${command} ต้องใช้ --contact เป็นอีเมล หมายเลขโทรศัพท์ หรือที่อยู่เว็บ เพื่อให้ผู้ดูแลเว็บไซต์ติดต่อท่านได้ · wants --contact, an e-mail address, a phone number or a web address, so that those who run the sites can reach you.`,
  );
}
