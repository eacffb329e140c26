import { serveDemo } from '../index.ts';
import { runCheckCommand } from './check.ts';
import type { TypedReportOptions } from './check-options.ts';
import type { CliContext } from './context.ts';

/** Its own port where that is free, so that the sample's addresses stay the same from run to run. */
const demoPort = 8568;

/** `oit demo`: serves the sample agency on this machine, checks it like any site and writes the report. */
export async function runDemoCommand(typed: TypedReportOptions, context: CliContext): Promise<number> {
  const site = await serveDemo({ port: demoPort }).catch(() => serveDemo());
  try {
    return await runCheckCommand(
      site.url,
      {
        ...typed,
        checklist: `ita-${site.agency.fiscalYear}`,
        asOf: site.agency.asOf,
        alsoHost: [],
        declared: [],
        maxPages: 600,
        maxDocuments: 200,
        maxMinutes: 5,
        maxDepth: 8,
        ocr: 'auto',
        render: 'never',
        ownSite: true,
        concurrency: 4,
        delayMs: 0,
        resolve: [],
        allowAddress: [],
        store: false,
        open: typed.open !== false && context.isTerminal,
      },
      context,
    );
  } finally {
    await site.close();
  }
}
