import { createHash } from 'node:crypto';
import { batchFiles } from './schema.ts';

/** Names that Windows keeps for devices, whatever follows the dot. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** Names of the batch's own, with what SQLite and half-written files put behind them. */
const own = [...Object.values(batchFiles), 'queue.sqlite', 'run.lock'];

/**
 * The folder of an agency in its batch: its key where every system takes that as a name, else a readable part of it
 * and a hash, so that two keys never share one.
 */
export function agencyFolder(key: string): string {
  const plain = key
    .toLowerCase()
    .replace(/:/g, '_')
    .replace(/[^a-z0-9._\-\u0E01-\u0E5B]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 60)
    .replace(/[.-]+$/g, '');
  const isAsIs = plain !== '' && plain === key.replace(/:(?=\d+$)/, '_');
  if (
    isAsIs &&
    !deviceName.test(plain) &&
    !own.some((name) => plain === name || plain.startsWith(`${name}.`) || plain.startsWith(`${name}-`))
  )
    return plain;
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return plain === '' || deviceName.test(plain) ? `agency-${hash}` : `${plain}-${hash}`;
}
