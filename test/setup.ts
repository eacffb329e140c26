import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24)
  throw new Error(`The tests need Node 24 or newer, this is ${process.versions.node}: run "npm test".`);

// No test writes into the data folder of whoever runs it.
const store = mkdtempSync(join(tmpdir(), 'oit-test-store-'));
process.env['OIT_STORE'] = store;
afterAll(() => rmSync(store, { recursive: true, force: true }));
