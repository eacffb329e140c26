import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type DerivedFiles, noDerivedFiles } from '../cache/derived-files.ts';
import { type AgencyPatterns, loadAgencyPatterns } from '../checklist/agency-types.ts';
import { findChecklist } from '../checklist/find.ts';
import { parseKeptYaml } from '../checklist/kept-yaml.ts';
import type { LoadedChecklist } from '../checklist/schema.ts';
import { loadSiteWords, type SiteWords } from '../checklist/site-words.ts';
import { type ElementModels, readElementModels } from '../judge/element-models.ts';
import { readFactWeights } from '../judge/fact-weights.ts';
import type { FactWeights } from '../judge/probability.ts';
import type { TitleJudge } from '../match/title-port.ts';
import { createTitleMatcher } from '../match/title.ts';
import { loadTitleWords } from '../match/title-words.ts';
import { readTopicModel, type TopicModel } from '../match/topic-model.ts';

/** The data that every command judges with, read once. */
export interface Resources {
  loaded: LoadedChecklist;
  titles: TitleJudge;
  words: SiteWords;
  agencyPatterns: AgencyPatterns;
  weights: FactWeights;
  elementModels: ElementModels;
  topics: TopicModel;
  toolVersion: string;
}

/**
 * Reads the checklist and the word lists beside it.
 *
 * @param root the package's folder
 * @param checklist id or path; null for the default of `todayFiscalYear` (Buddhist Era)
 * @param derived where what is made of these files is kept for the next time
 * @throws ChecklistError, or Error naming the file that cannot be used
 */
export async function loadResources(
  root: string,
  checklist: string | null,
  todayFiscalYear: number,
  derived: DerivedFiles = noDerivedFiles,
): Promise<Resources> {
  const folder = join(root, 'checklists');
  const readYaml = parseKeptYaml(derived, parse);
  const readWords = async <T>(
    name: string,
    load: (path: string, text: string, readYaml: (text: string) => unknown) => T,
  ): Promise<T> => load(`checklists/${name}`, await readFile(join(folder, name), 'utf8'), readYaml);
  const loaded = await findChecklist(folder, checklist, todayFiscalYear, derived);
  const titleWords = await readWords('title-words.yaml', (_path, text) => loadTitleWords(text, readYaml));
  const readModels = once(() =>
    readElementModels(
      'checklists/element-weights.json',
      readFileSync(join(folder, 'element-weights.json'), 'utf8'),
    ),
  );
  const judge = once(() => createTitleMatcher(loaded.checklist, titleWords, derived));
  return {
    loaded,
    titles: { match: (label, context) => judge().match(label, context) },
    words: await readWords('site-words.yaml', loadSiteWords),
    agencyPatterns: await readWords('agency-types.yaml', loadAgencyPatterns),
    weights: await readWords('fact-weights.json', readFactWeights),
    elementModels: { of: (item) => readModels().of(item) },
    topics: await readWords('topic-weights.json', readTopicModel),
    toolVersion: await readVersion(root),
  };
}

/** Learning names takes half a second and the elements' words fill 30 MB; not every command asks for them. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Version of the package at `root`, from its package.json. */
export async function readVersion(root: string): Promise<string> {
  const raw: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return typeof raw === 'object' && raw !== null && 'version' in raw ? String(raw.version) : '0.0.0';
}
