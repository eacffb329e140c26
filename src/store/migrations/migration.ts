/** One step of the database's schema. A step that was released is never changed, only followed by another. */
export interface Migration {
  /** the schema version that it leads to: one more than the step before */
  version: number;
  name: string;
  /** statements, run in one transaction */
  sql: string;
}
