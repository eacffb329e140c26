import type { Agency } from '../../src/inputs/agencies.ts';

/** An agency of a list, of which only what matters is said. */
export function makeAgency(agency: Partial<Agency> & { key: string }): Agency {
  return {
    line: 2,
    id: null,
    name: null,
    url: `http://${agency.key}/`,
    type: null,
    district: null,
    province: null,
    tags: [],
    declared: null,
    checklist: null,
    contact: null,
    phone: null,
    ...agency,
  };
}
