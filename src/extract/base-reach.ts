/** How much of its base an address hangs on: 0 nothing, 1 the host, 2 the folder, 3 all of it. */
export type BaseReach = 0 | 1 | 2 | 3;

/** What stands in a base for each {@link BaseReach}: two bases with the same are the same to such an address. */
export type BaseParts = readonly [none: '', host: string, folder: string, whole: string];

export function splitBase(base: string): BaseParts {
  const path = base.search(/[?#]/);
  const bare = path < 0 ? base : base.slice(0, path);
  const host = bare.indexOf('/', bare.indexOf('//') + 2);
  if (!/^https?:\/\//.test(bare) || host < 0) return ['', base, base, base];
  return ['', bare.slice(0, host), bare.slice(0, bare.lastIndexOf('/') + 1), base];
}

/** By the rules of {@link resolveUrl}, which trims first; rather too much than too little. */
export function reachOf(raw: string): BaseReach {
  const address = raw.trim();
  // Control characters before an address, tabs and line breaks within it are left out by the URL standard.
  if (/^\p{Cc}|[\t\n\r]/u.test(address)) return 3;
  if (address === '' || /^(?:#|https?:\/\/)/.test(address)) return 0;
  if (address.startsWith('/')) return 1;
  if (address.startsWith('?') || /^https?:/i.test(address)) return 3;
  return /^[a-z][a-z0-9+.-]*:/i.test(address) ? 0 : 2;
}
