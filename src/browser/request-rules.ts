import { hasSideEffect } from '../crawl/link-rules.ts';

/** A request that a page in the browser makes. */
export interface PageRequest {
  url: string;
  method: string;
  /** Playwright's name of its kind */
  resourceType: string;
  /** the page itself would be left */
  isMainNavigation: boolean;
}

/** What the page may do at the time. */
export interface PageState {
  /** the address that was asked for, as it is asked for first */
  url: string;
  /** `pressing`: what unfolds content is being pressed; `shut`: nothing is sent any more */
  phase: 'loading' | 'pressing' | 'shut';
  /** times that a script has sent the visitor elsewhere */
  navigations: number;
  /** pictures, fonts and styles are wanted for what the eye sees */
  isForEyes: boolean;
  mayGoTo: (url: string) => boolean;
}

export type RequestDecision = 'send' | 'refuse' | 'empty-style' | 'empty-picture';

/** A page that sends its visitor on more often goes in circles. */
const maxNavigations = 3;

/**
 * Whether a request may be sent. Reading goes by GET; a script's own POST to the page's host passes too, because many
 * sites ask for their lists that way and every visitor's browser sends it without being asked. A form is never sent.
 */
export function decideRequest(request: PageRequest, page: PageState): RequestDecision {
  const { url, method, resourceType, isMainNavigation } = request;
  const target = URL.parse(url);
  if (page.phase === 'shut' || target === null) return 'refuse';
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return 'refuse';
  if (isMainNavigation) return decideNavigation(request, page);
  if (hasSideEffect(url)) return 'refuse';
  const isOwn = isSameSite(target, page.url);
  if (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS') {
    const isAsked = resourceType === 'xhr' || resourceType === 'fetch';
    return method === 'POST' && isOwn && isAsked ? 'send' : 'refuse';
  }
  switch (resourceType) {
    case 'script':
    case 'xhr':
    case 'fetch':
      return 'send';
    case 'document':
      // A map, a video, a social network: what they show is not the agency's page.
      return isOwn ? 'send' : 'refuse';
    case 'stylesheet':
      return page.isForEyes ? 'send' : 'empty-style';
    case 'image':
      return page.isForEyes ? 'send' : 'empty-picture';
    case 'font':
      return page.isForEyes ? 'send' : 'refuse';
    default:
      // media, beacons, event streams, manifests, sockets
      return 'refuse';
  }
}

function decideNavigation({ url, method }: PageRequest, page: PageState): RequestDecision {
  if (method !== 'GET' || page.phase !== 'loading' || page.navigations > maxNavigations) return 'refuse';
  return url === page.url || page.mayGoTo(url) ? 'send' : 'refuse';
}

/** The page's host, and those that differ from it by a first label alone: www., api., cdn. */
function isSameSite(target: URL, pageUrl: string): boolean {
  const page = URL.parse(pageUrl);
  if (page === null) return false;
  if (target.host === page.host) return true;
  const own = page.hostname.replace(/^www\./, '');
  return target.hostname === own || target.hostname.endsWith(`.${own}`);
}
