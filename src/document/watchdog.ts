import { writeSync } from 'node:fs';
import process from 'node:process';
import { workerData } from 'node:worker_threads';
import { memoryMark } from './child-protocol.ts';

/** What the watchdog is started with. */
export interface WatchdogOrders {
  maxMemoryBytes: number;
}

const everyMs = 25;

/**
 * Kills its own process once it is over its memory: a heap limit alone does not count the buffers that documents
 * are unpacked into. It runs in a thread of its own, since a document that eats memory leaves the main one no pause,
 * and ends the process too when its parent is gone.
 */
function watch(orders: WatchdogOrders): void {
  const parent = process.ppid;
  setInterval(() => {
    const isOver = process.memoryUsage.rss() > orders.maxMemoryBytes;
    if (isOver) writeSync(2, `${memoryMark}\n`);
    if (isOver || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, everyMs);
}

watch(workerData as WatchdogOrders);
