/**
 * Whether an address lies with one of the outside services that an item accepts (a chat, a map, a national
 * system). `services` are host suffixes, some with the start of a path: `google.com/maps`.
 */
export function isAcceptedService(url: string, services: readonly string[]): boolean {
  const { hostname, pathname } = new URL(url);
  return services.some((service) => {
    const slash = service.indexOf('/');
    const host = slash === -1 ? service : service.slice(0, slash);
    const path = slash === -1 ? '/' : service.slice(slash);
    return (hostname === host || hostname.endsWith(`.${host}`)) && pathname.startsWith(path);
  });
}
