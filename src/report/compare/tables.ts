import type { Overview } from '../../compare/schema.ts';
import type { ReportLanguage } from '../format.ts';
import { heatTable, leagueTable, unseenTable } from './agency-tables.ts';
import { changesTable } from './change-table.ts';
import { fixesTable, groupsTable, itemsTable } from './count-tables.ts';
import type { LinkTo, ViewTable } from './view-table.ts';

/** Every view of a comparison as a table, those that would be empty left out. */
export function viewTables(overview: Overview, lang: ReportLanguage, linkTo: LinkTo): ViewTable[] {
  return [
    leagueTable(overview, lang, linkTo),
    heatTable(overview),
    itemsTable(overview, lang),
    groupsTable(overview, lang),
    fixesTable(overview, lang),
    changesTable(overview, lang),
    unseenTable(overview, lang),
  ].filter(({ rows }) => rows.length > 0);
}
