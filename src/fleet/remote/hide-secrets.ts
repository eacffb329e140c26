/** The address of a server without name and password, for messages. */
export function hideSecrets(address: string): string {
  const url = URL.parse(address);
  if (url === null) return '?';
  return `${url.protocol}//${url.host}${url.pathname}`;
}
