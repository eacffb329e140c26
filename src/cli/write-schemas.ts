import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import {
  agencyLineSchema,
  batchManifestSchema,
  checklistSchema,
  findPackageRoot,
  historySchema,
  journalRecordSchema,
  manifestSchema,
  noticeSchema,
  documentFactsSchema,
  overviewSchema,
  planSchema,
  resultSchema,
} from '../index.ts';

const schemas = {
  'result.schema.json': resultSchema,
  'checklist.schema.json': checklistSchema,
  'snapshot-manifest.schema.json': manifestSchema,
  'snapshot-journal.schema.json': journalRecordSchema,
  'document-facts.schema.json': documentFactsSchema,
  'history.schema.json': historySchema,
  'notice.schema.json': noticeSchema,
  'plan.schema.json': planSchema,
  'compare.schema.json': overviewSchema,
  'batch.schema.json': batchManifestSchema,
  'batch-agency.schema.json': agencyLineSchema,
};

/** Writes the published JSON Schemas from the zod schemas into `schemas/` of the package. */
export async function writeSchemas(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  for (const [name, schema] of Object.entries(schemas)) {
    const json = z.toJSONSchema(schema, { target: 'draft-2020-12', unrepresentable: 'any', io: 'input' });
    await writeFile(join(folder, name), `${JSON.stringify(json, null, 2)}\n`);
  }
  return Object.keys(schemas);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = findPackageRoot(dirname(fileURLToPath(import.meta.url)));
  const names = await writeSchemas(join(root, 'schemas'));
  process.stdout.write(`${names.join('\n')}\n`);
}
