import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { resultSchema } from '../../src/result/schema.ts';
import { journalRecordSchema } from '../../src/snapshot/schema.ts';
import { root } from './read-help.ts';

const folder = join(root, 'reports', 'demo');

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((name) => ({ name, path: join(folder, name) }))
  .filter(({ path }) => statSync(path).isFile())
  .map(({ name, path }) => {
    const bytes = readFileSync(path);
    return {
      name,
      bytes: bytes.length,
      text: (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'),
    };
  });

describe('reports/demo', () => {
  it('is a whole report of all items', () => {
    const result = resultSchema.parse(JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')));
    expect(result.items).toHaveLength(28);
    expect(result.run.stoppedBy).toBe('complete');
    expect(result.site.startUrl).toBe('http://127.0.0.1:8568/');
    for (const name of ['report.html', 'items.csv', 'report.md', 'snapshot/manifest.json'])
      expect(existsSync(join(folder, name)), name).toBe(true);
  });

  it('is small', () => {
    expect(files.reduce((sum, file) => sum + file.bytes, 0)).toBeLessThan(2_000_000);
  });

  it('knows nothing of the machine that made it', () => {
    const { username } = userInfo();
    for (const { name, text } of files) {
      expect(text, name).not.toMatch(/\/(?:home|Users|root|tmp|work)\//);
      expect(text.includes(homedir() === '/' ? '\u0000' : `${homedir()}/`), name).toBe(false);
      if (username.length > 4) expect(text.includes(username), `${name}: user name`).toBe(false);
      if (hostname().length > 4) expect(text.includes(hostname()), `${name}: host name`).toBe(false);
    }
  });

  // The sample agency links to a map and a chat service. Made offline, the sample holds nothing of theirs.
  it('holds nothing that another host sent', () => {
    const journal = files.find(({ name }) => name.endsWith('journal.ndjson'))?.text ?? '';
    const records = journal
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => journalRecordSchema.parse(JSON.parse(line)))
      .filter((record) => record.type === 'fetch');
    expect(records.length).toBeGreaterThan(50);
    for (const { finalUrl, outcome, bytes } of records) {
      if (new URL(finalUrl).host === '127.0.0.1:8568') continue;
      expect({ finalUrl, isOk: outcome === 'ok', bytes }).toEqual({ finalUrl, isOk: false, bytes: 0 });
    }
  });
});
