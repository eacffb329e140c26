/** What every crawler that is measured is given. */
export interface Conditions {
  startUrl: string;
  /** requests at once */
  concurrency: number;
  /** an empty folder that it may write to */
  folder: string;
  /** a file with the address of every page, one a line */
  list: string;
}

/** The conditions as environment, which programs in every language can read. */
export function writeConditions({ startUrl, concurrency, folder, list }: Conditions): Record<string, string> {
  return { SEEDS: startUrl, CONC: String(concurrency), OUTDIR: folder, URLS: list };
}

/**
 * Reads what {@link writeConditions} wrote.
 *
 * @throws Error when one is missing
 */
export function readConditions(env: Readonly<Record<string, string | undefined>>): Conditions {
  const { SEEDS, CONC, OUTDIR, URLS } = env;
  if (SEEDS === undefined || OUTDIR === undefined || URLS === undefined)
    throw new Error('SEEDS, OUTDIR and URLS are wanted: start this by "npm run bench".');
  return { startUrl: SEEDS, concurrency: Number(CONC ?? 16), folder: OUTDIR, list: URLS };
}
