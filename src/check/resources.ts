import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AgencyPatterns, readAgencyPatterns } from '../checklist/agency-types.ts';
import { findChecklist } from '../checklist/find.ts';
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
 * @throws ChecklistError, or Error naming the file that cannot be used
 */
export async function loadResources(
  root: string,
  checklist: string | null,
  todayFiscalYear: number,
): Promise<Resources> {
  const folder = join(root, 'checklists');
  const readWords = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const loaded = await findChecklist(folder, checklist, todayFiscalYear);
  const titleWords = loadTitleWords(await readWords('title-words.yaml'));
  return {
    loaded,
    titles: createWhenAsked(() => createTitleMatcher(loaded.checklist, titleWords)),
    words: loadSiteWords('checklists/site-words.yaml', await readWords('site-words.yaml')),
    agencyPatterns: await readAgencyPatterns(join(folder, 'agency-types.yaml')),
    weights: readFactWeights('checklists/fact-weights.json', await readWords('fact-weights.json')),
    elementModels: readElementModels(
      'checklists/element-weights.json',
      await readWords('element-weights.json'),
    ),
    topics: readTopicModel('checklists/topic-weights.json', await readWords('topic-weights.json')),
    toolVersion: await readVersion(root),
  };
}

/** Learning what names mean takes half a second, and a night on which nothing changed asks nothing of it. */
function createWhenAsked(create: () => TitleJudge): TitleJudge {
  let created: TitleJudge | null = null;
  return {
    match(label, context) {
      created ??= create();
      return created.match(label, context);
    },
  };
}

/** Version of the package at `root`, from its package.json. */
export async function readVersion(root: string): Promise<string> {
  const raw: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return typeof raw === 'object' && raw !== null && 'version' in raw ? String(raw.version) : '0.0.0';
}
