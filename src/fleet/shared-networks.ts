import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { isListed, parseAddressRanges } from '../fetch/special-addresses.ts';

const schema = z.strictObject({
  networks: z.array(z.strictObject({ name: z.string().min(1), ranges: z.array(z.string()).min(1) })),
});

/**
 * Tells whether an address belongs to a network that stands before many sites of different owners, from
 * `checklists/shared-networks.yaml` of the package at `root`.
 *
 * @throws Error naming the file when it cannot be used
 */
export async function readSharedNetworks(root: string): Promise<(address: string) => boolean> {
  const path = join(root, 'checklists', 'shared-networks.yaml');
  try {
    const { networks } = schema.parse(parse(await readFile(path, 'utf8')));
    const list = parseAddressRanges(networks.flatMap(({ ranges }) => ranges));
    return (address) => isListed(list, address);
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${path}: ${reason}`, { cause: error });
  }
}
