import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';
import { canonicalKey } from '../../src/crawl/canonical-url.ts';
import type { Candidate } from '../../src/match/candidate.ts';
import { findCandidates } from '../../src/match/candidates.ts';
import { collectTargets } from '../../src/match/targets.ts';
import { createMatchContext, type MatchContext } from '../../src/match/context.ts';
import { loadSite } from '../../src/match/pages.ts';
import { createRelevanceRater } from '../../src/match/relevance.ts';
import type { DocumentFacts } from '../../src/snapshot/document-facts.ts';
import type { Snapshot } from '../../src/snapshot/reader.ts';
import type { FetchRecord } from '../../src/snapshot/schema.ts';
import { buildRecord, siteUrl } from '../judge/build.ts';

/** What the finders of candidates share, over pages and documents given by path ("" is the home page). */
export async function buildMatch(
  pages: Record<string, string>,
  documents: Record<string, DocumentFacts> = {},
): Promise<MatchContext> {
  const { loaded, titles, words } = await loadResources(
    findPackageRoot(import.meta.dirname),
    'ita-2568',
    2568,
  );
  const fetches = Object.keys(pages).map((path, index) => {
    const url = `${siteUrl}${path}`;
    const purpose = path === '' ? ('start' as const) : ('page' as const);
    return buildRecord({ seq: index + 1, purpose, url, key: url, finalUrl: url, sha256: path });
  });
  for (const [path, { kind }] of Object.entries(documents)) {
    const url = `${siteUrl}${path}`;
    const seq = fetches.length + 1;
    fetches.push(
      buildRecord({
        seq,
        purpose: 'document',
        url,
        key: canonicalKey(url) ?? url,
        finalUrl: url,
        kind,
        hasBlob: false,
        sha256: path,
      }),
    );
  }
  const snapshot: Snapshot = {
    ...buildSnapshot(fetches),
    bodyOf: (sha256) => pages[sha256] ?? null,
    factsOf: (sha256) => documents[sha256] ?? null,
  };
  const rater = createRelevanceRater(
    titles,
    loaded.checklist.items.map(({ code }) => code),
  );
  return createMatchContext(snapshot, loadSite(snapshot), rater, words, loaded.checklist.fiscalYear);
}

/** A snapshot of these fetches that holds no bodies. */
export function buildSnapshot(fetches: FetchRecord[]): Snapshot {
  return {
    manifest: {
      schemaVersion: 1,
      tool: { name: 'oit-checker', version: '0' },
      runId: 'r',
      startedAt: '2025-06-15T00:00:00.000Z',
      asOf: '2025-06-15',
      startUrl: siteUrl,
      alsoHosts: [],
      checklistId: 'ita-2568',
      items: null,
      agency: { id: null, name: null, type: null },
      declared: [],
      options: {},
    },
    fetches,
    skipped: [],
    end: null,
    bodyOf: () => null,
    factsOf: () => null,
    resumes: [],
  };
}

/** Addresses of an item's candidates, best first, the site's own part left out. */
export function urlsOf(context: MatchContext, code: string): string[] {
  return candidatesOf(context, code).map(({ url }) => url.replace(siteUrl, ''));
}

export function candidatesOf(context: MatchContext, code: string): Candidate[] {
  return findCandidates(context, collectTargets(context)).get(code) ?? [];
}
