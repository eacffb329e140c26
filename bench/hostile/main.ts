import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brokenServers } from './broken.ts';
import { createAuthority } from './certificates.ts';
import { encryptedServers } from './encrypted.ts';
import { oversizedServers } from './oversized.ts';
import { survive, type Survived } from './run.ts';
import type { HostileServer } from './server.ts';
import { slowServers } from './slow.ts';
import { walledServers } from './walled.ts';

/*
 * Sends the real command to one hostile server after the other and prints how it came through:
 *   npm run bench:hostile -- [--only "gzip bomb"] [--jobs 3]
 * Exit code 1 when a run crashed, overran its time or memory, or said something else than expected.
 */
const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, jobs: { type: 'string', default: '3' } },
});
const servers: HostileServer[] = [
  ...slowServers,
  ...oversizedServers,
  ...brokenServers,
  ...encryptedServers,
  ...walledServers,
].filter(({ name }) => values.only?.includes(name) ?? true);

const folder = mkdtempSync(join(tmpdir(), 'oit-hostile-'));
const authority = createAuthority();
const rows: (Survived | null)[] = Array.from(servers, () => null);
try {
  const queue = [...servers.entries()];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [at, server] = next;
      const row = await survive(server, authority, folder);
      rows[at] = row;
      const said = row === null ? 'cannot be played on this machine' : row.faults.join('; ') || row.outcome;
      process.stderr.write(`${server.name}: ${said}\n`);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Number(values.jobs)) }, work));
} finally {
  authority.close();
  rmSync(folder, { recursive: true, force: true });
}

const survivors = rows.filter((row) => row !== null);
console.log('| server | what it does | outcome | what we say | exit | s | MB |');
console.log('|---|---|---|---|---:|---:|---:|');
for (const row of survivors) {
  const mark = row.faults.length === 0 ? '' : '✗ ';
  const megabytes = row.peakBytes === null ? '–' : Math.round(row.peakBytes / 1_048_576);
  const cells = [
    `${mark}${row.name}`,
    row.does,
    row.outcome,
    row.says.th,
    row.exitCode,
    row.seconds.toFixed(1),
    megabytes,
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
const failed = survivors.filter(({ faults }) => faults.length > 0);
console.log(`\n${survivors.length - failed.length} of ${survivors.length} survived`);
process.exitCode = failed.length === 0 ? 0 : 1;
