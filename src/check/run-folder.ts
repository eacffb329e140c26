import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** `khambong.go.th`, `127.0.0.1_8080`: a host as a folder name that Windows takes too. */
export function hostFolder(startUrl: string): string {
  const { hostname, port } = new URL(/^https?:\/\//i.test(startUrl) ? startUrl : `http://${startUrl}`);
  const host = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/[^a-z0-9.-]/g, '_');
  return port === '' ? host : `${host}_${port}`;
}

/** `20250615T021500Z`: the start of a run as its id. */
export function runIdOf(startedAtMs: number): string {
  return new Date(startedAtMs).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
}

/**
 * Makes the folder of a new run. Two runs of one host in one second get `…Z`, `…Z-2`, so that neither
 * writes into the other's.
 *
 * @returns the folder and the run's id
 */
export async function createRunFolder(
  parent: string,
  baseId: string,
): Promise<{ folder: string; runId: string }> {
  await mkdir(parent, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const runId = attempt === 1 ? baseId : `${baseId}-${attempt}`;
    const folder = join(parent, runId);
    try {
      await mkdir(folder);
      return { folder, runId };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}
