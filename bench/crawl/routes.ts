/** Where an address of the generated site leads to; null: it is a page or a file itself. */
export function redirectOf(path: string): string | null {
  if (path === '/home') return '/';
  const news = /^\/go\/(\d+)$/.exec(path)?.[1];
  if (news !== undefined) return `/news/detail/${news}`;
  const old = /^\/old\/(\d+)$/.exec(path)?.[1];
  return old === undefined ? null : `/go/${old}`;
}

/** The file below the generated `www` folder that answers an address, and its Content-Type. */
export function fileOf({ pathname, searchParams }: URL): { file: string; type: string } {
  const path = decodeAddress(pathname);
  const html = 'text/html; charset=utf-8';
  if (path === '/') return { file: '/index.html', type: html };
  if (path === '/download') return { file: `/dl/${searchParams.get('id')}.pdf`, type: 'application/pdf' };
  if (/^\/(news|docs)\/[a-z]+$/.test(path))
    return { file: `/l${path}/p${searchParams.get('page') ?? '1'}.html`, type: html };
  if (/^\/(page|ita|hard|news\/detail)\//.test(path) || path === '/ita')
    return { file: `${path}.html`, type: html };
  // Old pages in windows-874, without a word of it in the header.
  if (path.startsWith('/board/')) return { file: path, type: 'text/html' };
  if (path.endsWith('.xml')) return { file: path, type: 'application/xml' };
  return { file: path, type: path.endsWith('.txt') ? 'text/plain' : 'application/octet-stream' };
}

/** An address as people read it; as it stands where its percent signs mean nothing. */
export function decodeAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
