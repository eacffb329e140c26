import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Room for what is young. Reading one page makes about 1 MB: in the 1 MB that V8 starts with, half of every page is copied while
 * it is read, which costs a third more processor time (1.9 ms against 1.4); in more than 8 MB it costs no less.
 */
const youngBytes = 8 * 1024 * 1024;
/** Lists of 64 KB: twice what brings the space to its size. */
const maxBallast = 96;

/**
 * Lets V8 collect garbage sooner: a crawl of 2,000 pages holds some 25 MB, and V8 would let the heap grow to ten times that
 * before it looks. Read by V8 at every collection, so that it may be set in a running program (`node --v8-options`); to be
 * called once, first.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=40');
  growYoungSpace();
  setFlagsFromString('--semi-space-growth-factor=1');
  // Little outlives its page: waking four threads to copy it costs more than copying it (5 % of a crawl's processor time).
  setFlagsFromString('--no-parallel-scavenge');
}

/** V8 lets the young space grow once enough outlived it; that is brought about here, in some 10 ms. */
function growYoungSpace(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
  const ballast: number[][] = [];
  while (ballast.length < maxBallast && sizeOfYoungSpace() < youngBytes)
    ballast.push(Array.from({ length: 8_000 }, (_, at) => at));
}

function sizeOfYoungSpace(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
}
