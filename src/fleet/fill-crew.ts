import type { DeclaredEntry } from '../inputs/declared.ts';
import type { Agency } from '../inputs/agencies.ts';
import type { Crew } from './crew.ts';
import type { NightBook } from './night-limits.ts';
import type { AgencyOrder } from './protocol.ts';
import type { Lease } from './queue.ts';
import type { Recorder } from './recorder.ts';

/** Agencies of one address at once, whichever batches they are of. */
const maxPerAddress = 2;

/**
 * Starts agencies while the crew has room and the queue has some that may start: those that a worker died of alone, the others
 * beside one another.
 *
 * @param worker who leases, for the queue
 */
export async function fillCrew(
  crew: Crew,
  recorder: Recorder,
  night: NightBook,
  worker: string,
  start: (lease: Lease, kind: 'alone' | 'others') => Promise<void>,
): Promise<void> {
  for (const kind of ['alone', 'others'] as const) {
    while (crew.hasRoom(kind)) {
      const lease = await recorder.lease({
        worker,
        maxPerGroup: maxPerAddress,
        withoutGroups: night.usedUp(),
        only: kind === 'alone' ? 'crashed' : 'others',
      });
      if (lease === null) break;
      await start(lease, kind);
    }
  }
}

/**
 * What a worker is asked to check.
 *
 * @param checklist where the agency names none
 */
export function orderOf(
  agency: Agency,
  declared: DeclaredEntry[],
  checklist: string,
  folder: string,
): AgencyOrder {
  const { key, id, name, type, district, province, tags, url } = agency;
  return {
    key,
    url,
    agency: { id, name, type, district, province, tags },
    declared,
    checklist: agency.checklist ?? checklist,
    folder,
  };
}
