import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile } from '../../src/checklist/json-file.ts';
import { agencyTypes, reasonCodes } from '../../src/result/vocabulary.ts';
import { type Half, halves, type ItemTruth, truthVerdicts } from '../bank/types.ts';
import type { Route } from './draft.ts';
import type { SampleSite, SiteSource } from './source.ts';

const fileSchema = z.strictObject({ file: z.string(), type: z.string(), status: z.int().optional() });

const siteSchema = z.strictObject({
  agency: z.strictObject({ name: z.string(), type: z.enum(agencyTypes) }),
  /** an unknown query is answered as the path without it, but for `strictPaths` */
  fallsBackToPath: z.boolean(),
  strictPaths: z.array(z.string()),
  notFound: fileSchema.nullable(),
  /** by decoded path with query */
  routes: z.record(z.string(), z.union([fileSchema, z.strictObject({ location: z.string() })])),
});

const truthSchema = z.record(
  z.string(),
  z.strictObject({
    verdict: z.enum(truthVerdicts),
    causes: z.array(z.enum(reasonCodes)),
    /** decoded paths with query */
    evidence: z.array(z.string()),
    /** what is there, for people */
    note: z.string(),
  }),
);

const root = join(import.meta.dirname, '..', 'written');

/** The sites that were written page by page, of a half or whose name begins so. */
export function chooseWritten(half: Half | 'all', id: string | null): SiteSource[] {
  return halves
    .filter((one) => id !== null || half === 'all' || one === half)
    .flatMap((one) =>
      readdirSync(join(root, one))
        .filter((name) => id === null || name.startsWith(id))
        .toSorted()
        .map((name) => ({
          id: name,
          half: one,
          open: async () => readWrittenSite(join(root, one, name), `${name}.example`),
        })),
    );
}

/** @throws Error naming the file that cannot be used */
function readWrittenSite(path: string, host: string): SampleSite {
  const site = readJson(path, 'site.json', siteSchema);
  const truth = readJson(path, 'truth.json', truthSchema);
  const routes = new Map<string, Route>();
  for (const [address, route] of Object.entries(site.routes)) {
    routes.set(
      address,
      'location' in route
        ? { body: '', status: 302, location: encodeURI(route.location) }
        : readRoute(path, route),
    );
  }
  const missing = site.notFound === null ? undefined : { ...readRoute(path, site.notFound), status: 404 };
  const strict = new Set(site.strictPaths);
  return {
    agency: { ...site.agency, host },
    truth: Object.entries(truth).map(
      ([code, { verdict, causes, evidence }]): ItemTruth => ({
        code,
        verdict,
        causes,
        evidence: evidence.map((address) => `${host}${address}`),
        content: 'written',
        delivery: 'plain',
        form: 'page',
      }),
    ),
    find(address) {
      const asked = address.slice(host.length);
      const [bare = ''] = asked.split('?', 1);
      const known = routes.get(asked) ?? routes.get(asked.replace(/\/$/, ''));
      const fallback = site.fallsBackToPath && !strict.has(bare) ? routes.get(bare) : undefined;
      return known ?? fallback ?? missing;
    },
  };
}

function readJson<T>(folder: string, name: string, schema: z.ZodType<T>): T {
  const path = join(folder, name);
  return readJsonFile(path, readFileSync(path, 'utf8'), schema);
}

function readRoute(path: string, { file, type, status = 200 }: z.infer<typeof fileSchema>): Route {
  return { body: readFileSync(join(path, 'files', file)), type, status };
}
