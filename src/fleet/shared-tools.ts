import type { Renderer } from '../browser/renderer.ts';
import type { DocumentReader } from '../document/types.ts';
import { type AddressGuard, AddressRefusedError } from '../fetch/address-guard.ts';
import { createGate } from './gate.ts';

/** Documents read at once by all agencies of a worker: each is a process of up to 512 MB. */
const readingsAtOnce = 2;

/**
 * One reader of documents for many checks: bounded in what runs at once, and OCR only as long as the night has some
 * left. `view` gives a check what it may close.
 */
export function shareReader(
  reader: DocumentReader,
  mayRecognise: () => Promise<boolean>,
): { view(): DocumentReader } {
  const readGate = createGate(readingsAtOnce);
  // A core is busy for seconds with one page.
  const ocrGate = createGate(1);
  return {
    view: () => ({
      readText: (path, fileName, signal) =>
        readGate(async () => {
          signal.throwIfAborted();
          return await reader.readText(path, fileName, signal);
        }),
      recognise: async (path, facts, signal) =>
        (await mayRecognise())
          ? await ocrGate(async () => {
              signal.throwIfAborted();
              return await reader.recognise(path, facts, signal);
            })
          : facts,
      components: reader.components,
      close: async () => undefined,
    }),
  };
}

/** One browser for many checks, which may close what they are given. */
export function viewRenderer(renderer: Renderer, onBytes: (url: string, bytes: number) => void): Renderer {
  return {
    async render(request) {
      const page = await renderer.render(request);
      onBytes(page.finalUrl, page.bytes);
      return page;
    },
    picture: (request) => renderer.picture(request),
    launches: () => renderer.launches(),
    refused: () => renderer.refused(),
    close: async () => undefined,
  };
}

/** The guards of the agencies that run, as one for the browser that they share. */
export interface GuardUnion {
  guard: AddressGuard;
  /** until the returned function is called */
  add(guard: AddressGuard): () => void;
}

/**
 * What one of the guards allows is allowed. They differ only in the ports of their own agency's hosts: in a batch no
 * address is private because an agency starts there.
 */
export function uniteGuards(): GuardUnion {
  const guards = new Set<AddressGuard>();
  const ownerOf = (hostname: string): AddressGuard | undefined =>
    [...guards].find((one) => one.isAgencyHost(hostname)) ?? [...guards][0];
  return {
    add(guard) {
      guards.add(guard);
      return () => void guards.delete(guard);
    },
    guard: {
      refuseUrl: (url) => {
        const owner = ownerOf(url.hostname);
        return owner === undefined ? 'no agency runs' : owner.refuseUrl(url);
      },
      async findAddresses(hostname, port) {
        const owner = ownerOf(hostname);
        if (owner === undefined) throw new AddressRefusedError(`no agency runs that asks for ${hostname}`);
        return await owner.findAddresses(hostname, port);
      },
      isAgencyHost: (hostname) => [...guards].some((one) => one.isAgencyHost(hostname)),
    },
  };
}
