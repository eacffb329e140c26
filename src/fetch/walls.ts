import { firstHeader, type ResponseHeaders } from './headers.ts';

/** The marks of one product: words of its challenge, also in place of an overload; words of its refusal. */
interface WallMark {
  name: string;
  challenge?: RegExp;
  refusal?: RegExp;
  /** words that a page of the site may carry too: they count in a short answer only */
  loose?: RegExp;
}

const wallMarks: readonly WallMark[] = [
  {
    name: 'Cloudflare',
    challenge: /just a moment|cf-chl|_cf_chl_opt|challenge-platform\/h\//i,
    refusal: /attention required! \| cloudflare|cf-error-details|challenge-platform/i,
  },
  { name: 'Incapsula', challenge: /_incapsula_resource|incapsula incident/i, loose: /incapsula/i },
  { name: 'Sucuri', challenge: /sucuri website firewall|sucuri_cloudproxy_js/i, loose: /sucuri/i },
  { name: 'DDoS-Guard', challenge: /ddos-guard/i },
  { name: 'F5', challenge: /the requested url was rejected\. please consult/i },
  {
    name: 'firewall',
    refusal: /web application firewall|fortiguard|fortiweb|mod_security|blocked by security/i,
  },
  { name: 'Akamai', refusal: /errors\.edgesuite\.net/i, loose: /akamai/i },
  { name: 'PerimeterX', refusal: /px-captcha/i },
  { name: 'DataDome', refusal: /captcha-delivery\.com/i },
  { name: 'captcha', loose: /captcha/i },
  {
    name: 'browser check',
    challenge: /checking your browser|enable javascript and cookies to continue|are you a robot/i,
  },
];

/** Scripts that stand for a whole page, also with status 200; only a short body is such a stand-in. */
const standInMarks: readonly (readonly [RegExp, string])[] = [
  [/_Incapsula_Resource/, 'Incapsula'],
  [/sucuri_cloudproxy_js/, 'Sucuri'],
  [/\/\.well-known\/(?:sg)?captcha\//, 'SiteGround'],
  [/\b_cf_chl_opt\b/, 'Cloudflare'],
];
const shortBytes = 8_192;
const markSearchBytes = 65_536;

/** Statuses with which walls refuse; 406 is ModSecurity's. With 503 they check, and servers say that they are overloaded. */
const refusalStatuses: ReadonlySet<number> = new Set([403, 406, 429]);

/** Headers that only a wall sends. */
function readWallHeaders(headers: ResponseHeaders): string | null {
  // https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
  if (firstHeader(headers, 'cf-mitigated') !== null) return 'Cloudflare';
  // https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html
  if (firstHeader(headers, 'x-amzn-waf-action') !== null) return 'AWS WAF';
  if (firstHeader(headers, 'x-vercel-mitigated') !== null) return 'Vercel';
  if (firstHeader(headers, 'x-sucuri-block') !== null) return 'Sucuri';
  return null;
}

/** The wall that answered instead of the site, by name; null when it was the site itself. */
export function findBotWall(
  httpStatus: number,
  headers: ResponseHeaders,
  body: Uint8Array | null,
): string | null {
  const named = readWallHeaders(headers);
  if (named !== null || body === null) return named;
  const isShort = body.length <= shortBytes;
  const isRefusal = refusalStatuses.has(httpStatus);
  if (!isRefusal && httpStatus !== 503 && (httpStatus >= 400 || !isShort)) return null;
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, markSearchBytes)).toString(
    'latin1',
  );
  if (!isRefusal && httpStatus !== 503) return standInMarks.find(([mark]) => mark.test(text))?.[1] ?? null;
  const mark = wallMarks.find(
    ({ challenge, refusal, loose }) =>
      challenge?.test(text) === true ||
      (isRefusal && refusal?.test(text) === true) ||
      (isShort && loose?.test(text) === true),
  );
  return mark?.name ?? null;
}
