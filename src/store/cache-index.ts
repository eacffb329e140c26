import type { AnswerIndex } from '../cache/types.ts';
import type { StoreDatabase } from './open-database.ts';

/** The index of the HTTP cache in the store's database. */
export function createCacheIndex(database: StoreDatabase): AnswerIndex {
  return {
    async find(url, accept) {
      const row = await database
        .selectFrom('cached_answers')
        .selectAll()
        .where('url', '=', url)
        .where('accept', '=', accept)
        .executeTakeFirst();
      if (row === undefined) return null;
      return {
        url,
        accept,
        etag: row.etag,
        lastModified: row.last_modified,
        sha256: row.sha256,
        bytes: row.bytes,
        contentType: row.content_type,
        contentDisposition: row.content_disposition,
        isDateTelling: row.is_date_telling === 1,
        storedAtMs: row.stored_at_ms,
      };
    },
    async put(answer) {
      const { url, accept } = answer;
      const values = {
        etag: answer.etag,
        last_modified: answer.lastModified,
        sha256: answer.sha256,
        bytes: answer.bytes,
        content_type: answer.contentType,
        content_disposition: answer.contentDisposition,
        is_date_telling: answer.isDateTelling ? 1 : 0,
        stored_at_ms: Math.round(answer.storedAtMs),
        used_at_ms: Math.round(answer.storedAtMs),
      };
      await database
        .insertInto('cached_answers')
        .values({ url, accept, ...values })
        .onConflict((conflict) => conflict.columns(['url', 'accept']).doUpdateSet(values))
        .execute();
    },
    async touch(url, accept, atMs) {
      await database
        .updateTable('cached_answers')
        .set({ used_at_ms: Math.round(atMs) })
        .where('url', '=', url)
        .where('accept', '=', accept)
        .execute();
    },
    async findOrigin(origin) {
      const row = await database
        .selectFrom('cached_origins')
        .selectAll()
        .where('origin', '=', origin)
        .executeTakeFirst();
      return row === undefined
        ? null
        : { origin, isHonest: row.is_honest === 1, testedAtMs: row.tested_at_ms };
    },
    async putOrigin({ origin, isHonest, testedAtMs }) {
      const values = { is_honest: isHonest ? 1 : 0, tested_at_ms: Math.round(testedAtMs) };
      await database
        .insertInto('cached_origins')
        .values({ origin, ...values })
        .onConflict((conflict) => conflict.column('origin').doUpdateSet(values))
        .execute();
    },
    async prune(unusedSinceMs) {
      await database.deleteFrom('cached_answers').where('used_at_ms', '<', unusedSinceMs).execute();
      await database.deleteFrom('cached_origins').where('tested_at_ms', '<', unusedSinceMs).execute();
    },
  };
}
