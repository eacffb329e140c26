import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What a generated site consists of, from its `truth.json`: paths on the site. */
export interface SiteTruth {
  pages: string[];
  docs: string[];
  targetDocs: string[];
}

/** What was asked of a site since the last count. */
export interface SiteCounts {
  requests: number;
  /** different pages that were got */
  pages: number;
  /** pages got once more */
  repeated: number;
  documents: number;
}

/** A generated site that is being served. */
export interface BenchSite {
  url: string;
  /** a file with the address of every page, one a line */
  list: string;
  /** what was asked for since the last call, and begins to count anew */
  takeCounts(): Promise<SiteCounts>;
  close(): Promise<void>;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Generates a site of exactly `pages` pages once, and serves it in a process of its own on 127.0.0.1. */
export async function openSite(sites: string, pages: number, port: number): Promise<BenchSite> {
  const folder = join(sites, `pages-${pages}-port-${port}`);
  if (!existsSync(join(folder, 'truth.json'))) {
    const flags = ['--pages', pages, '--seed', 1, '--host', '127.0.0.1', '--port', port, '--out', folder];
    await promisify(execFile)(process.execPath, [here('gen.mjs'), ...flags.map(String)]);
  }
  const server = fork(here('site-process.ts'), [folder, String(port)], { stdio: 'inherit', execArgv: [] });
  await nextMessage(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    list: join(folder, 'urls.txt'),
    async takeCounts() {
      server.send('count');
      return (await nextMessage(server)) as SiteCounts;
    },
    async close() {
      const ended = once(server, 'exit');
      server.disconnect();
      await ended;
    },
  };
}

async function nextMessage(server: ChildProcess): Promise<unknown> {
  const gone = new AbortController();
  const exit = once(server, 'exit', { signal: gone.signal }).then(() => {
    throw new Error('the server of the generated site ended: is its port taken?');
  });
  exit.catch(() => undefined);
  try {
    const [message] = await Promise.race([once(server, 'message'), exit]);
    return message;
  } finally {
    gone.abort();
  }
}
