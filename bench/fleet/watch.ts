import { readdirSync, readFileSync } from 'node:fs';

/** What a process of the batch works on. */
export type Part = 'batch' | 'workers' | 'documents' | 'ocr' | 'browser';

export interface Usage {
  cpuSeconds: Record<Part, number>;
  /** proportional set size of all of them together */
  peakBytes: number;
  /** the largest single worker */
  peakWorkerBytes: number;
  peakProcesses: number;
  /** mean over each quarter of the time: what leaks grows from one to the next */
  quarterBytes: number[];
}

interface Seen {
  part: Part;
  cpuTicks: number;
}

const ticksPerSecond = 100;

/** Watches some processes and those below them, four times a second; what lives shorter than that is missed. Needs /proc. */
export function watchProcesses(listRoots: () => readonly number[]): { stop(): Usage } {
  const seen = new Map<string, Seen>();
  let peakBytes = 0;
  let peakWorkerBytes = 0;
  let peakProcesses = 0;
  let round = 0;
  const sizes: number[] = [];
  const timer = setInterval(() => {
    const own = listBelow(listRoots());
    peakProcesses = Math.max(peakProcesses, own.length);
    for (const { pid, started, part, isNamed, cpuTicks } of own) {
      const key = `${pid} ${started}`;
      // A process that ends has no command line any more.
      seen.set(key, { part: isNamed ? part : (seen.get(key)?.part ?? part), cpuTicks });
    }
    // Reading the memory maps of a browser takes milliseconds.
    if (round++ % 8 !== 0) return;
    let bytes = 0;
    for (const { pid, part } of own) {
      const size = readShare(pid);
      bytes += size;
      if (part === 'workers') peakWorkerBytes = Math.max(peakWorkerBytes, size);
    }
    peakBytes = Math.max(peakBytes, bytes);
    sizes.push(bytes);
  }, 250);
  return {
    stop() {
      clearInterval(timer);
      const cpuSeconds: Record<Part, number> = { batch: 0, workers: 0, documents: 0, ocr: 0, browser: 0 };
      for (const { part, cpuTicks } of seen.values()) cpuSeconds[part] += cpuTicks / ticksPerSecond;
      return { cpuSeconds, peakBytes, peakWorkerBytes, peakProcesses, quarterBytes: meanOfQuarters(sizes) };
    },
  };
}

function meanOfQuarters(sizes: readonly number[]): number[] {
  return [0, 1, 2, 3].map((quarter) => {
    const part = sizes.slice(
      Math.floor((sizes.length * quarter) / 4),
      Math.floor((sizes.length * (quarter + 1)) / 4),
    );
    return part.reduce((sum, one) => sum + one, 0) / Math.max(1, part.length);
  });
}

interface Process {
  pid: number;
  parent: number;
  started: string;
  part: Part;
  isNamed: boolean;
  cpuTicks: number;
}

function listBelow(roots: readonly number[]): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)));
  const own = new Set(roots);
  // Children stand behind their parents as a rule, and a few rounds find those that do not.
  for (let before = 0; before < own.size; ) {
    before = own.size;
    for (const { pid, parent } of all) if (own.has(parent)) own.add(pid);
  }
  return all.filter(({ pid }) => own.has(pid));
}

function readProcess(pid: number): Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const part = partOf(command);
    // A reading process waits for pdftotext and its like, so that their time is in its children's.
    const counted = part === 'documents' ? [11, 12, 13, 14] : [11, 12];
    const cpuTicks = counted.reduce((sum, at) => sum + Number(fields[at] ?? 0), 0);
    return [
      {
        pid,
        parent: Number(fields[1] ?? 0),
        started: fields[19] ?? '',
        part,
        isNamed: command !== '',
        cpuTicks,
      },
    ];
  } catch {
    return [];
  }
}

function partOf(command: string): Part {
  if (/chrom|headless/i.test(command)) return 'browser';
  if (/tesseract|pdftoppm|document\/ocr\/child/.test(command)) return 'ocr';
  if (/document\/child|pdftotext|pdfinfo|prlimit/.test(command)) return 'documents';
  return /batch-worker/.test(command) ? 'workers' : 'batch';
}

function readShare(pid: number): number {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
