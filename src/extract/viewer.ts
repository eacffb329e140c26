/** What a viewer calls the address of its document. */
const documentParameters = ['file', 'url', 'src', 'pdf', 'pdffile', 'document', 'doc', 'furl', 'pdfurl'];

const knownViewers: { host: RegExp; path: RegExp; parameters: string[] }[] = [
  {
    host: /^(?:docs|drive)\.google\.com$/,
    path: /^\/(?:a\/[^/]+\/)?(?:viewer|gview|viewerng)/,
    parameters: ['url'],
  },
  { host: /^view\.officeapps\.live\.com$/, path: /^\/op\//, parameters: ['src'] },
  // Google Sites and Facebook wrap every outgoing link; what lies behind is what the page links to.
  { host: /^(?:www\.)?google\.(?:com|co\.th)$/, path: /^\/url$/, parameters: ['q', 'url'] },
  { host: /^lm?\.facebook\.com$/, path: /^\/l\.php$/, parameters: ['u'] },
];

/** pdf.js, FlowPaper, dFlip and their like, wherever they are installed. */
const ownViewerPath =
  /(?:\/|^)(?:viewer|view|pdfviewer|flipbook|flowpaper|simple_document)\.(?:html?|php|aspx?)$|pdfjs|pdf\.js|pdf-?viewer|flow-?paper|flip-?book|viewerjs/i;

/** pdf.js as its makers lay it out: `file` is a document whatever it is called (`download.php?id=7`). */
const pdfJsPath = /\/web\/viewer\.html?$|pdf\.?js[^/]*\/(?:.*\/)?viewer\.html?$/i;

const documentLike = /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|jpe?g|png)(?:$|[?#])/i;

/**
 * The document that a viewer shows: Google's and Microsoft's viewers, pdf.js (`viewer.html?file=`), FlowPaper.
 * null when `url` is no viewer or names no document.
 */
export function unwrapViewer(url: URL): URL | null {
  let found: URL | null = null;
  let current = url;
  // A viewer may show another viewer's address; three rounds are more than was ever seen.
  for (let round = 0; round < 3; round++) {
    const inner = unwrapOnce(current);
    if (inner === null) break;
    found = inner;
    current = inner;
  }
  return found;
}

function unwrapOnce(url: URL): URL | null {
  if (url.search === '' && !/#.*=/.test(url.hash)) return null;
  const known = knownViewers.find(
    (viewer) => viewer.host.test(url.hostname) && viewer.path.test(url.pathname),
  );
  if (known !== undefined) {
    const value = readParameter(url, known.parameters);
    return value === null ? null : parseHttp(value, url);
  }
  if (pdfJsPath.test(url.pathname)) {
    const value = readParameter(url, ['file']);
    return value === null ? null : parseHttp(value, url);
  }
  if (!ownViewerPath.test(url.pathname)) return null;
  const value = readParameter(url, documentParameters);
  return value !== null && documentLike.test(value) ? parseHttp(value, url) : null;
}

function readParameter(url: URL, names: string[]): string | null {
  for (const source of [url.search.slice(1), url.hash.slice(1)]) {
    for (const [name, value] of new URLSearchParams(source)) {
      if (value !== '' && names.includes(name.toLowerCase())) return value;
    }
  }
  return null;
}

function parseHttp(value: string, base: URL): URL | null {
  const inner = URL.parse(undoDoubleEncoding(value.trim()), base.href);
  return inner !== null && (inner.protocol === 'http:' || inner.protocol === 'https:') ? inner : null;
}

/** Some sites encode the address twice: `%252Ffiles%252Fplan.pdf`. */
function undoDoubleEncoding(value: string): string {
  if (!/^(?:https?%3A|%2F)/i.test(value)) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
