import { firstHeader, type ResponseHeaders } from './headers.ts';

/** Words of pages that keep robots out; they count on 403, 429 and 503 only, where no content is meant to stand. */
const wallMarks: readonly (readonly [RegExp, string])[] = [
  [
    /just a moment|cf-chl|challenge-platform|attention required! \| cloudflare|cf-error-details/i,
    'Cloudflare',
  ],
  [/incapsula/i, 'Incapsula'],
  [/sucuri/i, 'Sucuri'],
  [/ddos-guard/i, 'DDoS-Guard'],
  [/the requested url was rejected\. please consult/i, 'F5'],
  [/web application firewall|fortiguard|fortiweb|mod_security|blocked by security/i, 'firewall'],
  [/errors\.edgesuite\.net|akamai/i, 'Akamai'],
  [/captcha/i, 'captcha'],
  [/checking your browser|enable javascript and cookies to continue|are you a robot/i, 'browser check'],
];

/** Scripts that stand for a whole page, also with status 200; only a short body is such a stand-in. */
const standInMarks: readonly (readonly [RegExp, string])[] = [
  [/_Incapsula_Resource/, 'Incapsula'],
  [/sucuri_cloudproxy_js/, 'Sucuri'],
];
const standInMaxBytes = 8_192;
const markSearchBytes = 65_536;

/** The wall that answered instead of the site, by name; null when it was the site itself. */
export function findBotWall(
  httpStatus: number,
  headers: ResponseHeaders,
  body: Uint8Array | null,
): string | null {
  // https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
  if (firstHeader(headers, 'cf-mitigated') !== null) return 'Cloudflare';
  if (body === null) return null;
  const isRefusal = httpStatus === 403 || httpStatus === 429 || httpStatus === 503;
  if (!isRefusal && (httpStatus >= 400 || body.length > standInMaxBytes)) return null;
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, markSearchBytes)).toString(
    'latin1',
  );
  return (isRefusal ? wallMarks : standInMarks).find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
