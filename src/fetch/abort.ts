/**
 * One signal that follows several. `unlink` takes the listeners off again: the sources live as long as the run,
 * and would otherwise hold on to every fetch of it.
 */
export function linkSignals(sources: readonly (AbortSignal | undefined)[]): {
  signal: AbortSignal;
  unlink: () => void;
} {
  const controller = new AbortController();
  const undo: (() => void)[] = [];
  for (const source of sources) {
    if (source === undefined) continue;
    const follow = (): void => controller.abort(source.reason);
    if (source.aborted) follow();
    source.addEventListener('abort', follow, { once: true });
    undo.push(() => source.removeEventListener('abort', follow));
  }
  return { signal: controller.signal, unlink: () => undo.forEach((each) => each()) };
}

/**
 * The promise, or the signal's reason if that comes first; the work itself goes on.
 * @throws the promise's error or the signal's reason
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
