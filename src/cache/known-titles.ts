import { z } from 'zod';
import { rememberTitles, type TitleAnswer } from '../match/remember-titles.ts';
import type { TitleJudge } from '../match/title-port.ts';
import { type BlobFolder, hashOf } from './blob-folder.ts';

/** Titles that earlier nights had judged. */
export interface KnownTitles {
  /** as the judge that was given, but what earlier nights asked is not judged again */
  titles: TitleJudge;
  /** keeps what this night asked, for the next */
  save(): Promise<void>;
}

export interface KnownTitlesDependencies {
  folder: BlobFolder;
  /** hash of the code and the word lists that judge titles */
  code: () => Promise<string>;
  quietly: <T>(work: () => Promise<T>) => Promise<T | null>;
}

const factorSchema = z.object({ name: z.string(), weight: z.number() });
const candidateSchema = z.object({
  code: z.string(),
  probability: z.number(),
  factors: z.array(factorSchema),
});
const answerSchema = z.object({
  code: z.string().nullable(),
  probability: z.number(),
  candidates: z.array(candidateSchema),
});
const fileSchema = z.array(z.tuple([z.string(), answerSchema]));

/**
 * Opens what was said of the titles of one site.
 *
 * @param checklistSha256 of the checklist that `judge` judges by
 * @param site what keeps one site's titles apart from another's
 */
export async function openKnownTitles(
  judge: TitleJudge,
  checklistSha256: string,
  site: string,
  { folder, code, quietly }: KnownTitlesDependencies,
): Promise<KnownTitles> {
  const name = await quietly(async () => hashOf(JSON.stringify([await code(), checklistSha256, site])));
  const known = name === null ? null : await quietly(() => readTitles(folder, name));
  const remembering = rememberTitles(judge, known ?? new Map());
  return {
    titles: remembering.titles,
    async save() {
      if (name === null || !remembering.hasLearned()) return;
      await quietly(() => folder.write(name, Buffer.from(JSON.stringify(remembering.asked().map(pack)))));
    },
  };
}

async function readTitles(folder: BlobFolder, name: string): Promise<Map<string, TitleAnswer>> {
  const bytes = await folder.read(name);
  if (bytes === null) return new Map();
  const raw: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
  return new Map(fileSchema.safeParse(raw).data);
}

/** What the port promises, and nothing that the judge says beside it. */
function pack([key, { code, probability, candidates }]: [string, TitleAnswer]): [string, TitleAnswer] {
  return [key, { code, probability, candidates }];
}
