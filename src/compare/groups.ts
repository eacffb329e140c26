import { type AgencyRow, type Group, groupKinds } from './schema.ts';
import { quantile } from './standing.ts';

/** The agencies by type, province, district and tag, each with the spread of its expected scores. */
export function groupAgencies(rows: readonly AgencyRow[]): Group[] {
  return groupKinds.flatMap((by) => {
    const groups = new Map<string, { name: string | null; province: string | null; rows: AgencyRow[] }>();
    for (const row of rows) {
      for (const place of placesOf(row, by)) {
        const id = JSON.stringify([place.name, place.province]);
        const known = groups.get(id);
        if (known === undefined) groups.set(id, { ...place, rows: [row] });
        else known.rows.push(row);
      }
    }
    // Said of nobody, it is no way to put them together.
    if ([...groups.values()].every(({ name }) => name === null)) return [];
    return [...groups.values()]
      .map(
        (group): Group => ({
          by,
          name: group.name,
          province: group.province,
          agencies: group.rows.length,
          unseen: group.rows.filter(({ view }) => view !== 'looked').length,
          spread: spreadOf(group.rows),
        }),
      )
      .toSorted((a, b) => b.agencies - a.agencies || ((a.name ?? '\uFFFF') < (b.name ?? '\uFFFF') ? -1 : 1));
  });
}

interface Place {
  name: string | null;
  province: string | null;
}

function placesOf(row: AgencyRow, by: Group['by']): Place[] {
  switch (by) {
    case 'type':
      return [{ name: row.type, province: null }];
    case 'province':
      return [{ name: row.province, province: null }];
    case 'district':
      // Districts of one name lie in several provinces (เมือง…, เฉลิมพระเกียรติ).
      return [{ name: row.district, province: row.district === null ? null : row.province }];
    case 'tag':
      return row.tags.length === 0
        ? [{ name: null, province: null }]
        : [...new Set(row.tags)].map((name) => ({ name, province: null }));
  }
}

function spreadOf(rows: readonly AgencyRow[]): Group['spread'] {
  const scores = rows.flatMap(({ score }) => score?.expected ?? []);
  if (scores.length === 0) return null;
  const at = (share: number): number => quantile(scores, share) ?? 0;
  return { min: at(0), quarter: at(0.25), median: at(0.5), threeQuarters: at(0.75), max: at(1) };
}
