/**
 * Whether an address lies with one of the outside services that an item accepts (a chat, a map, a national
 * system). `url` is spelt as `URL.href`; `services` are host suffixes, some with the start of a path: `google.com/maps`.
 */
export function isAcceptedService(url: string, services: readonly string[]): boolean {
  return services.some((service) => {
    const slash = service.indexOf('/');
    const host = slash === -1 ? service : service.slice(0, slash);
    // Hardly any address does, and reading one costs more than looking at all services.
    if (!url.includes(host)) return false;
    const path = slash === -1 ? '/' : service.slice(slash);
    const { hostname, pathname } = new URL(url);
    return (hostname === host || hostname.endsWith(`.${host}`)) && pathname.startsWith(path);
  });
}
