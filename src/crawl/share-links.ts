/** Services that hold documents for others. */
export const shareServices = [
  'google-drive',
  'google-docs',
  'google-forms',
  'onedrive',
  'sharepoint',
  'microsoft-forms',
  'dropbox',
  'flip-book',
  'own-flip-book',
] as const;
export type ShareService = (typeof shareServices)[number];

/**
 * `unknown`: an address that does not tell whether a file, a document or a folder lies behind it
 * (`drive.google.com/open?id=`). `flip-book`: pages that a script draws.
 */
export type ShareKind =
  | 'file'
  | 'document'
  | 'sheet'
  | 'slides'
  | 'folder'
  | 'form'
  | 'flip-book'
  | 'unknown';

export interface ShareLink {
  service: ShareService;
  kind: ShareKind;
  /**
   * answers a plain GET with the file itself where it is shared with everyone, and for a folder with its list of
   * names; null where the service has no such address
   */
  downloadUrl: string | null;
  /** what a person opens: without the parts that only say who shared it */
  viewUrl: string;
  /** whether the page at `viewUrl` carries the words in its HTML, or is the shell of a script */
  page: 'content' | 'shell';
}

const driveHost = 'drive.google.com';

const flipBookHost =
  /^(?:[\w-]+\.)*(?:fliphtml5\.com|anyflip\.com|pubhtml5\.com|heyzine\.com|issuu\.com|flipsnack\.com|calameo\.com|yumpu\.com|scribd\.com|slideshare\.net|flippingbook\.com|publuu\.com|joomag\.com|canva\.com)$/;

/** Where the makers of flip-books that agencies install themselves (Flip PDF, dFlip) put one book. */
const ownFlipBookPath =
  /\/(?:flip-?books?|flip-?pdf|flip-?html5?|e-?books?)\/.+\/(?:(?:mobile\/)?index\.html?)?$|\/mobile\/index\.html?$/i;

/**
 * Reads an address of a service that holds documents for others: what it promises, and which address gives the real
 * file of a public share. null when `url` is of no such service. The makers of the services document few of these
 * addresses; all of them are plain GETs that their own "download" buttons use.
 */
export function resolveShareLink(url: string): ShareLink | null {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return null;
  parsed.hash = '';
  const host = parsed.hostname.toLowerCase().replace(/\.$/, '');
  if (host === 'drive.google.com' || host === 'drive.usercontent.google.com') return readDrive(parsed);
  if (host === 'docs.google.com') return readDocs(parsed);
  if (host === 'forms.gle') return readForm(parsed, 'google-forms');
  if (/^forms\.(?:office\.com|microsoft\.com|cloud\.microsoft)$/.test(host))
    return readForm(parsed, 'microsoft-forms');
  if (host === '1drv.ms') return readShortOneDrive(parsed);
  if (host === 'onedrive.live.com') return readOneDrive(parsed);
  if (host.endsWith('.sharepoint.com')) return readSharePoint(parsed);
  if (/^(?:www\.|dl\.)?dropbox\.com$/.test(host) || host === 'dl.dropboxusercontent.com')
    return readDropbox(parsed);
  if (flipBookHost.test(host)) return readFlipBook(parsed);
  return ownFlipBookPath.test(parsed.pathname)
    ? shell('own-flip-book', 'flip-book', null, parsed.href)
    : null;
}

/** The services' pages that ask who one is: nobody is sent there from what is shared with everyone. */
export function isLoginAddress(url: string): boolean {
  const parsed = URL.parse(url);
  if (parsed === null) return false;
  const host = parsed.hostname.toLowerCase();
  const path = parsed.pathname.toLowerCase();
  return (
    host === 'accounts.google.com' ||
    host === 'login.microsoftonline.com' ||
    host === 'login.live.com' ||
    host === 'login.microsoft.com' ||
    (/(?:^|\.)dropbox\.com$/.test(host) && /^\/(?:login|register|ajax_login)/.test(path)) ||
    (host.endsWith('.sharepoint.com') && /\/_layouts\/15\/(?:authenticate|accessdenied)\.aspx$/.test(path))
  );
}

function readForm(url: URL, service: 'google-forms' | 'microsoft-forms'): ShareLink | null {
  return url.pathname === '/' ? null : content(service, 'form', null, url.href);
}

function readDrive(url: URL): ShareLink | null {
  const path = stripAccount(url.pathname);
  const folder =
    /^\/drive\/(?:mobile\/)?folders\/([\w-]+)/.exec(path)?.[1] ??
    (/^\/(?:embedded)?folderview$/.test(path) ? readId(url) : null);
  if (folder !== null && folder !== undefined) {
    const list = withKey(url, at(url, driveHost, `/embeddedfolderview?id=${folder}`));
    const isList = path === '/embeddedfolderview';
    const view = isList ? list : withKey(url, at(url, driveHost, `/drive/folders/${folder}`));
    return (isList ? content : shell)('google-drive', 'folder', list, view);
  }
  const file =
    /^\/file\/d\/([\w-]+)/.exec(path)?.[1] ?? (/^\/(?:uc|download|viewer)$/.test(path) ? readId(url) : null);
  if (file !== null && file !== undefined) return driveFile(url, file);
  const open = /^\/(?:open|leaf)$/.test(path) ? readId(url) : null;
  if (open === null) return null;
  const view = withKey(url, at(url, driveHost, `/open?id=${open}`));
  return shell('google-drive', 'unknown', driveDownload(url, open), view);
}

function driveFile(url: URL, id: string): ShareLink {
  const view = withKey(url, at(url, driveHost, `/file/d/${id}/view`));
  return shell('google-drive', 'file', driveDownload(url, id), view);
}

function driveDownload(url: URL, id: string): string {
  return withKey(url, at(url, driveHost, `/uc?export=download&id=${id}`));
}

const docsKinds = { document: 'document', spreadsheets: 'sheet', presentation: 'slides' } as const;

function readDocs(url: URL): ShareLink | null {
  const path = stripAccount(url.pathname);
  if (path.startsWith('/forms/')) return content('google-forms', 'form', null, url.href);
  const file =
    /^\/file\/d\/([\w-]+)/.exec(path)?.[1] ?? (/^\/(?:uc|open|viewer)$/.test(path) ? readId(url) : null);
  if (file !== null && file !== undefined) return driveFile(url, file);
  const match = /^\/(document|spreadsheets|presentation)\/d\/(e\/)?([\w-]+)(?:\/(\w+))?/.exec(path);
  const [, app, published, id, view] = match ?? [];
  if (id === undefined || (app !== 'document' && app !== 'spreadsheets' && app !== 'presentation'))
    return null;
  const kind = docsKinds[app];
  const base = at(url, 'docs.google.com', `/${app}/d/${published ?? ''}${id}`);
  if (published !== undefined) {
    if (app === 'spreadsheets')
      return content('google-docs', kind, `${base}/pub?output=xlsx`, `${base}/pubhtml`);
    // A published document is plain HTML, published slides are a script.
    return (app === 'document' ? content : shell)('google-docs', kind, null, `${base}/pub`);
  }
  const download = {
    document: `${base}/export?format=docx`,
    spreadsheets: `${base}/export?format=xlsx`,
    presentation: `${base}/export/pptx`,
  }[app];
  const isPlain = view === 'pub' || view === 'pubhtml' || view === 'htmlview' || view === 'mobilebasic';
  const shown = isPlain ? `${base}/${view}` : `${base}/edit`;
  return (isPlain ? content : shell)('google-docs', kind, withKey(url, download), withKey(url, shown));
}

/** Letters that Microsoft puts into its links: `/x/` in short ones, `/:x:/` in long ones. */
const microsoftKinds: Record<string, ShareKind> = {
  w: 'document',
  x: 'sheet',
  p: 'slides',
  f: 'folder',
};

function readShortOneDrive(url: URL): ShareLink | null {
  const letter = /^\/([a-z])\//.exec(url.pathname)?.[1];
  if (letter === undefined) return url.pathname === '/' ? null : shell('onedrive', 'unknown', null, url.href);
  return microsoftShare('onedrive', url, letter);
}

function readOneDrive(url: URL): ShareLink | null {
  const letter = /^\/:([a-z]):\//.exec(url.pathname)?.[1];
  if (letter !== undefined) return microsoftShare('onedrive', url, letter);
  const id = url.searchParams.get('resid') ?? url.searchParams.get('id');
  if (id === null) return null;
  if (url.searchParams.get('ithint')?.startsWith('folder') === true)
    return shell('onedrive', 'folder', null, url.href);
  const download = new URL(at(url, 'onedrive.live.com', '/download'));
  for (const name of ['cid', 'resid', 'authkey'] as const) {
    const value = name === 'resid' ? id : url.searchParams.get(name);
    if (value !== null) download.searchParams.set(name, value);
  }
  const view = url.pathname === '/download' ? withParameter(url, '/redir') : url.href;
  return shell('onedrive', 'unknown', download.href, view);
}

function readSharePoint(url: URL): ShareLink | null {
  const letter = /^\/:([a-z]):\//.exec(url.pathname)?.[1];
  if (letter !== undefined) return microsoftShare('sharepoint', url, letter);
  const viewer = /^(.*\/_layouts\/15)\/(?:doc|wopiframe|download)\.aspx$/i.exec(url.pathname);
  const id = readAnyCase(url, 'sourcedoc') ?? readAnyCase(url, 'uniqueid');
  if (viewer?.[1] !== undefined && id !== null) {
    const bare = id.replace(/[{}]/g, '');
    const download = `${url.origin}${viewer[1]}/download.aspx?UniqueId=${encodeURIComponent(bare)}`;
    return shell('sharepoint', 'file', download, url.href);
  }
  if (/\/_layouts\/15\/onedrive\.aspx$/i.test(url.pathname))
    return shell('sharepoint', 'unknown', null, url.href);
  return /\.[a-z]{3,4}$/i.test(url.pathname) && !/\.aspx?$/i.test(url.pathname)
    ? shell('sharepoint', 'file', withParameter(url, url.pathname, 'download', '1'), url.href)
    : null;
}

function microsoftShare(service: 'onedrive' | 'sharepoint', url: URL, letter: string): ShareLink {
  const kind = microsoftKinds[letter] ?? 'file';
  const view = without(url, 'download');
  return shell(
    service,
    kind,
    kind === 'folder' ? null : withParameter(url, url.pathname, 'download', '1'),
    view,
  );
}

function readDropbox(url: URL): ShareLink | null {
  if (url.hostname === 'dl.dropboxusercontent.com') return shell('dropbox', 'file', url.href, url.href);
  const view = without(url, 'raw', 'dl');
  if (/^\/(?:sh|scl\/fo)\//.test(url.pathname)) {
    // In `/sh/<id>/<key>/<name>.pdf` and `/scl/fo/<id>/<key>/<name>.pdf` one file of the folder is shared.
    const isFile = /\.[a-z0-9]{2,5}$/i.test(url.pathname);
    const download = isFile ? dropboxDownload(url) : null;
    return shell('dropbox', isFile ? 'file' : 'folder', download, view);
  }
  if (!/^\/(?:s|scl\/fi|t)\//.test(url.pathname)) return null;
  return shell('dropbox', 'file', dropboxDownload(url), view);
}

/** `rlkey` is what opens the newer links, so it has to stay. */
function dropboxDownload(url: URL): string {
  return withParameter(new URL(without(url, 'raw', 'dl')), url.pathname, 'dl', '1');
}

function readFlipBook(url: URL): ShareLink | null {
  if (url.pathname.length <= 1) return null;
  // The makers' view for slow connections holds the words of the pages.
  const isBasic = /\/basic(?:\/|$)|\/basic-html\//.test(url.pathname);
  return (isBasic ? content : shell)('flip-book', 'flip-book', null, url.href);
}

function shell(
  service: ShareService,
  kind: ShareKind,
  downloadUrl: string | null,
  viewUrl: string,
): ShareLink {
  return { service, kind, downloadUrl, viewUrl, page: 'shell' };
}

function content(
  service: ShareService,
  kind: ShareKind,
  downloadUrl: string | null,
  viewUrl: string,
): ShareLink {
  return { service, kind, downloadUrl, viewUrl, page: 'content' };
}

/** `/a/agency.go.th/`, `/u/0/` and `/drive/u/0/` name the account of whoever copied the address. */
function stripAccount(path: string): string {
  return path.replace(/^\/a\/[^/]+(?=\/)/, '').replace(/\/u\/\d+(?=\/)/, '');
}

/** Another address of the same service; a port that was named for it stays, so that a copy of it can be asked. */
function at(from: URL, host: string, path: string): string {
  const port = from.protocol === 'https:' && from.port !== '' ? `:${from.port}` : '';
  return `https://${host}${port}${path}`;
}

function readId(url: URL): string | null {
  const id = url.searchParams.get('id') ?? url.searchParams.get('srcid');
  return id !== null && /^[\w-]+$/.test(id) ? id : null;
}

/** Some older links open only with it: https://developers.google.com/workspace/drive/api/guides/resource-keys */
function withKey(from: URL, address: string): string {
  const key = from.searchParams.get('resourcekey');
  if (key === null || key === '') return address;
  return `${address}${address.includes('?') ? '&' : '?'}resourcekey=${encodeURIComponent(key)}`;
}

function readAnyCase(url: URL, name: string): string | null {
  for (const [key, value] of url.searchParams) if (key.toLowerCase() === name && value !== '') return value;
  return null;
}

function withParameter(from: URL, path: string, name?: string, value = ''): string {
  const url = new URL(from);
  url.pathname = path;
  if (name !== undefined) url.searchParams.set(name, value);
  return url.href;
}

function without(from: URL, ...names: string[]): string {
  const url = new URL(from);
  for (const name of names) url.searchParams.delete(name);
  return url.href;
}
