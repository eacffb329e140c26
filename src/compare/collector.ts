import type { AgencyLine } from '../fleet/schema.ts';
import type { Result } from '../result/schema.ts';
import { type ItemMeta, metaOf, summariseLine, summariseResult, type Summary } from './summarise.ts';

/** A checklist that agencies were judged by, and its items. */
export interface UsedChecklist {
  checklist: Result['checklist'];
  items: ItemMeta[];
  agencies: number;
  /** of its file; several where it changed between the checks */
  hashes: Set<string>;
}

/** Takes results one at a time and keeps a summary of each. */
export class Collector {
  readonly summaries: Summary[] = [];
  readonly #used = new Map<string, UsedChecklist>();
  readonly #versions = new Set<string>();

  /** @param folder where its run lies, from the compared folder */
  addResult(result: Result, line: AgencyLine | null, folder: string | null): Summary {
    const summary = summariseResult(result, line, folder);
    this.summaries.push(summary);
    this.#versions.add(result.tool.version);
    const { id, sha256 } = result.checklist;
    const known = this.#used.get(id);
    if (known === undefined) {
      const items = metaOf(result);
      this.#used.set(id, { checklist: result.checklist, items, agencies: 1, hashes: new Set([sha256]) });
      return summary;
    }
    known.agencies += 1;
    known.hashes.add(sha256);
    // A run of some items only has fewer of them.
    if (result.items.length > known.items.length) known.items = metaOf(result);
    return summary;
  }

  addLine(line: AgencyLine, detail: string | null = null): void {
    this.summaries.push(summariseLine(line, detail));
  }

  /** The most frequent first; of equally frequent ones the later year. */
  get checklists(): UsedChecklist[] {
    return [...this.#used.values()].toSorted(
      (a, b) => b.agencies - a.agencies || b.checklist.fiscalYear - a.checklist.fiscalYear,
    );
  }

  get toolVersions(): string[] {
    return [...this.#versions].toSorted();
  }
}
