import { readdirSync, readFileSync } from 'node:fs';

/** What the processes below this one used while `work` ran; null where /proc is missing. */
export interface Watched<T> {
  value: T;
  /** the most resident memory that they held together */
  peakBytes: number | null;
  /** processor time of all of them, ended ones included: unlike the clock's it does not grow with what else runs */
  cpuMs: number | null;
}

/** Runs `work` and watches the processes that it starts or uses. */
export async function watchChildren<T>(work: () => Promise<T>): Promise<Watched<T>> {
  let peakBytes: number | null = null;
  const timer = setInterval(() => {
    const now = readChildren();
    if (now !== null) peakBytes = Math.max(peakBytes ?? 0, now.residentBytes);
  }, 15);
  try {
    const before = readChildren();
    const value = await work();
    const after = readChildren();
    return { value, peakBytes, cpuMs: before === null || after === null ? null : after.cpuMs - before.cpuMs };
  } finally {
    clearInterval(timer);
  }
}

interface Process {
  parent: number;
  residentBytes: number;
  /** own */
  cpuMs: number;
  /** of its children that ended */
  endedCpuMs: number;
}

/** USER_HZ and the page size of Linux on the machines that we know. */
const tickMs = 10;
const pageBytes = 4096;

/** What a process and all below it hold in memory; null when it is not there, or where /proc is missing. */
export function residentBytesOf(pid: number): number | null {
  const processes = listProcesses();
  const top = processes?.get(pid);
  if (processes === null || top === undefined) return null;
  let bytes = top.residentBytes;
  for (const { parent, residentBytes } of processes.values()) {
    let above: number | undefined = parent;
    while (above !== undefined && above !== pid) above = processes.get(above)?.parent;
    if (above !== undefined) bytes += residentBytes;
  }
  return bytes;
}

function readChildren(): { residentBytes: number; cpuMs: number } | null {
  const processes = listProcesses();
  const self = processes?.get(process.pid);
  if (processes === null || self === undefined) return null;
  const total = { residentBytes: 0, cpuMs: self.endedCpuMs };
  for (const { parent, residentBytes, cpuMs, endedCpuMs } of processes.values()) {
    let above: number | undefined = parent;
    while (above !== undefined && above !== process.pid) above = processes.get(above)?.parent;
    if (above === undefined) continue;
    total.residentBytes += residentBytes;
    total.cpuMs += cpuMs + endedCpuMs;
  }
  return total;
}

/** From proc(5): behind the name in brackets stand state, ppid, …; utime is the 12th of them, rss the 22nd. */
function listProcesses(): Map<number, Process> | null {
  const processes = new Map<number, Process>();
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return null;
  }
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      const at = (index: number): number => fields[index] ?? 0;
      processes.set(Number(name), {
        parent: at(1),
        residentBytes: at(21) * pageBytes,
        cpuMs: (at(11) + at(12)) * tickMs,
        endedCpuMs: (at(13) + at(14)) * tickMs,
      });
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return processes;
}
