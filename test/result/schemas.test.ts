import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeSchemas } from '../../src/cli/write-schemas.ts';

it('the JSON Schemas in the repository are the ones that the zod schemas give', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oit-schemas-'));
  try {
    const names = await writeSchemas(folder);
    expect(names).toContain('result.schema.json');
    for (const name of names) {
      const made = await readFile(join(folder, name), 'utf8');
      const kept = await readFile(new URL(`../../schemas/${name}`, import.meta.url), 'utf8');
      expect(kept, `${name} is stale: run "npm run build"`).toBe(made);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('they allow further fields, as the contract promises', async () => {
  const schema: unknown = JSON.parse(
    await readFile(new URL('../../schemas/result.schema.json', import.meta.url), 'utf8'),
  );
  expect(JSON.stringify(schema)).not.toContain('"additionalProperties":false');
});
