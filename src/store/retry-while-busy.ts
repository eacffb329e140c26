/** Waits between two attempts at a database that another connection is writing. */
export type Sleep = (ms: number) => Promise<void>;

const retryEveryMs = 25;
/** 10 s in all: longer than any transaction of ours, shorter than a person's patience. */
const retries = 400;

/**
 * Runs `work` again while another connection holds the lock. SQLite's own waiting blocks the whole process, and with it
 * the very transaction of this process that it may wait for.
 *
 * @throws what `work` throws, after 10 s of trying where the database stays busy
 */
export async function retryWhileBusy<T>(work: () => Promise<T>, sleep: Sleep): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= retries || !isBusy(error)) throw error;
      await sleep(retryEveryMs);
    }
  }
}

/** SQLITE_BUSY and SQLITE_LOCKED with their extended codes, https://sqlite.org/rescode.html */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return false;
  const code = error.errcode & 0xff;
  return code === 5 || code === 6;
}
