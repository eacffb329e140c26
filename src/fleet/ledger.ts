import { open, readFile, rename, truncate, writeFile } from 'node:fs/promises';
import { type AgencyLine, agencyLineSchema } from './schema.ts';

/** What is known of each agency, in `agencies.ndjson`: appended line by line, the last of a key counts. */
export interface Ledger {
  get(key: string): AgencyLine | undefined;
  /** On the disk when it returns. */
  append(line: AgencyLine): Promise<void>;
  /** Replaces the file by these lines, all or nothing. */
  rewrite(lines: readonly AgencyLine[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the file, or makes it. A last line that a kill cut off is taken away.
 *
 * @throws what the disk throws
 */
export async function openLedger(path: string): Promise<Ledger> {
  const { lines, usableBytes, bytes } = await readLines(path);
  if (usableBytes < bytes) await truncate(path, usableBytes);
  const known = new Map(lines.map((line) => [line.key, line]));
  let file = await open(path, 'a');
  // One after the other: two appends at once may mix their bytes.
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  return {
    get: (key) => known.get(key),
    append: (line) =>
      inTurn(async () => {
        await file.appendFile(`${JSON.stringify(line)}\n`);
        await file.sync();
        known.set(line.key, line);
      }),
    rewrite: (all) =>
      inTurn(async () => {
        await file.close();
        await writeWhole(path, all.map((line) => `${JSON.stringify(line)}\n`).join(''));
        known.clear();
        for (const line of all) known.set(line.key, line);
        file = await open(path, 'a');
      }),
    close: () => inTurn(() => file.close()),
  };
}

/** Reads the lines of a batch, the last of each key, in the order in which the keys first stand. */
export async function readAgencyLines(path: string): Promise<AgencyLine[]> {
  const { lines } = await readLines(path);
  return [...new Map(lines.map((line) => [line.key, line])).values()];
}

async function readLines(path: string): Promise<{ lines: AgencyLine[]; usableBytes: number; bytes: number }> {
  let content: Buffer;
  try {
    content = await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { lines: [], usableBytes: 0, bytes: 0 };
    throw error;
  }
  const lines: AgencyLine[] = [];
  let usableBytes = 0;
  for (let at = content.indexOf(10); at >= 0; at = content.indexOf(10, usableBytes)) {
    const line = parseLine(content.toString('utf8', usableBytes, at));
    if (line !== null) lines.push(line);
    usableBytes = at + 1;
  }
  return { lines, usableBytes, bytes: content.byteLength };
}

function parseLine(text: string): AgencyLine | null {
  try {
    return agencyLineSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Writes a file so that it is there whole or not at all, whenever the machine stops. */
export async function writeWhole(path: string, content: string): Promise<void> {
  const temporary = `${path}.tmp`;
  const file = await open(temporary, 'w');
  try {
    await writeFile(file, content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
