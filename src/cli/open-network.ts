import {
  createAddressGuard,
  createFetcher,
  createPacer,
  createRenderer,
  type Fetcher,
  realClock,
  type Renderer,
} from '../index.ts';
import type { TypedCheckOptions } from './check-options.ts';
import { findMachineBrowsers } from './machine-browser.ts';
import { parseContact } from './parse-contact.ts';
import { UsageError } from './usage-error.ts';

/**
 * The fetcher of a run and, unless none is wanted, the browser beside it: one guard and one pace for both. No browser is
 * started before a page needs one.
 *
 * @throws UsageError when an address that was typed cannot be read
 */
export function openNetwork(
  startUrl: string,
  typed: TypedCheckOptions,
  toolVersion: string,
): { fetcher: Fetcher; renderer: Renderer | null } {
  try {
    const pacer = createPacer({
      clock: realClock,
      concurrencyPerHost: typed.concurrency,
      delayMs: typed.delayMs,
    });
    const options = {
      clock: realClock,
      random: Math.random,
      userAgent: `oit-checker/${toolVersion} (+https://www.npmjs.com/package/oit-checker${contactOf(typed)})`,
      concurrencyPerHost: typed.concurrency,
      delayMs: typed.delayMs,
      ownSite: typed.ownSite === true,
      startUrl: /^https?:\/\//i.test(startUrl) ? startUrl : `https://${startUrl}`,
      startMayBePrivate: typed.unattended !== true,
      allowAddresses: typed.allowAddress,
      resolve: typed.resolve,
      alsoHosts: typed.alsoHost,
    };
    const guard = createAddressGuard(options);
    const fetcher = createFetcher({ ...options, pacer, guard });
    const isWanted = typed.render !== 'never' || typed.screenshots === true;
    const renderer = isWanted
      ? createRenderer({
          clock: realClock,
          guard,
          pacer,
          userAgent: options.userAgent,
          ownSite: options.ownSite,
          requireSandbox: typed.requireSandbox === true,
          candidates: findMachineBrowsers,
        })
      : null;
    return { fetcher, renderer };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--resolve, --allow-address: ${message}`, { cause: error });
  }
}

function contactOf({ contact }: TypedCheckOptions): string {
  return contact === undefined ? '' : `; ${parseContact(contact, 'check')}`;
}
