import type { BatchManifest } from '../fleet/schema.ts';
import type { Result } from '../result/schema.ts';
import type { Words } from '../result/words.ts';
import { buildOverview } from './build.ts';
import { changeOf } from './change.ts';
import { Collector } from './collector.ts';
import type { AgencyChange, Change, Overview } from './schema.ts';
import { type FoundResults, readOneResult, relativeFolder } from './sources.ts';

/** Whom to call, as the user's list says; it stands in the call sheet and nowhere else. */
export interface Contact {
  contact: string | null;
  phone: string | null;
}

export interface Gathered {
  overview: Overview;
  /** by agency key */
  contacts: Map<string, Contact>;
}

/**
 * Reads the results of a folder one after the other, each beside its earlier one, and puts the comparison together.
 * Memory grows by a few kilobytes an agency.
 */
export async function gatherOverview(
  found: FoundResults,
  earlier: FoundResults | null,
  toolVersion: string,
): Promise<Gathered> {
  const collected = new Collector();
  const contacts = new Map<string, Contact>();
  const before = new Earlier(earlier);
  for (const { key, line, path } of found.agencies) {
    if (line !== null) contacts.set(key, { contact: line.contact ?? null, phone: line.phone ?? null });
    const result = path === null ? null : await readQuietly(path);
    if (result === null) {
      if (line !== null) collected.addLine(line, path === null ? null : 'result.json cannot be read');
      continue;
    }
    const folder = path === null ? null : relativeFolder(found.folder, path);
    const summary = collected.addResult(result, line, folder);
    await before.hold(result, summary.name);
  }
  const change = earlier === null ? null : before.change(found.agencies.map(({ key }) => key));
  const overview = buildOverview({
    collected,
    toolVersion,
    warnings:
      earlier === null
        ? []
        : [...writeListWarnings(found.manifest, earlier.manifest, change), ...before.warnings],
    change,
  });
  return { overview, contacts };
}

async function readQuietly(path: string): Promise<Result | null> {
  try {
    return await readOneResult(path);
  } catch {
    return null;
  }
}

/** The earlier results, each read when its later one is. */
class Earlier {
  readonly #paths: Map<string, string>;
  readonly #keys: readonly string[];
  readonly #changes: AgencyChange[] = [];
  readonly #pairs = {
    checklists: new Set<string>(),
    versions: new Set<string>(),
    options: new Set<string>(),
  };

  constructor(earlier: FoundResults | null) {
    const agencies = earlier?.agencies ?? [];
    this.#paths = new Map(agencies.flatMap(({ key, path }) => (path === null ? [] : [[key, path]])));
    this.#keys = agencies.map(({ key }) => key);
  }

  async hold(newer: Result, name: string | null): Promise<void> {
    const path = this.#paths.get(newer.agency.key);
    const older = path === undefined ? null : await readQuietly(path);
    if (older === null) return;
    const { change, comparison } = changeOf(older, newer);
    this.#changes.push({ ...change, name });
    if (comparison.checklistChanged)
      this.#pairs.checklists.add(`${older.checklist.id} → ${newer.checklist.id}`);
    if (comparison.toolChanged) this.#pairs.versions.add(`${older.tool.version} → ${newer.tool.version}`);
    for (const option of comparison.optionsChanged) this.#pairs.options.add(option);
  }

  change(keys: readonly string[]): Change {
    const [now, before] = [new Set(keys), new Set(this.#keys)];
    return {
      onlyNow: keys.filter((key) => !before.has(key)),
      onlyBefore: this.#keys.filter((key) => !now.has(key)),
      agencies: this.#changes,
    };
  }

  get warnings(): Words[] {
    const { checklists, versions, options } = this.#pairs;
    return [
      ...(checklists.size === 0
        ? []
        : [
            {
              th: `เทียบกับครั้งก่อน: เกณฑ์ไม่ใช่ชุดเดียวกัน (${listNames(checklists)}) ส่วนที่ต่างอาจมาจากเกณฑ์ ไม่ใช่จากเว็บไซต์`,
              en: `Against the earlier run: the checklists differ (${listNames(checklists)}); what changed may be the checklist, not the sites.`,
            },
          ]),
      ...(versions.size === 0
        ? []
        : [
            {
              th: `เทียบกับครั้งก่อน: โปรแกรมหรือตัวอ่านเอกสารไม่ใช่รุ่นเดียวกัน (${listNames(versions)})`,
              en: `Against the earlier run: the program or its document readers differ (${listNames(versions)}).`,
            },
          ]),
      ...(options.size === 0
        ? []
        : [
            {
              th: `เทียบกับครั้งก่อน: สั่งตรวจไม่เหมือนกัน (${listNames(options)})`,
              en: `Against the earlier run: the options differ (${listNames(options)}).`,
            },
          ]),
    ];
  }
}

function listNames(names: ReadonlySet<string>): string {
  return [...names].toSorted().join(', ');
}

function writeListWarnings(
  now: BatchManifest | null,
  before: BatchManifest | null,
  change: Change | null,
): Words[] {
  const { onlyNow, onlyBefore } = change ?? { onlyNow: [], onlyBefore: [] };
  const isOther = now !== null && before !== null && now.list.sha256 !== before.list.sha256;
  if (!isOther && onlyNow.length === 0 && onlyBefore.length === 0) return [];
  return [
    {
      th: `เทียบกับครั้งก่อน: รายชื่อหน่วยงานไม่เหมือนกัน (เพิ่ม ${onlyNow.length} หายไป ${onlyBefore.length}) เทียบเฉพาะที่มีทั้งสองครั้ง`,
      en: `Against the earlier run: the lists of agencies differ (${onlyNow.length} more, ${onlyBefore.length} gone); only those of both are compared.`,
    },
  ];
}
