import { detachText } from '../text/detach.ts';
import type { TitleJudge } from './title-port.ts';

/** What was said of one title. */
export type TitleAnswer = ReturnType<TitleJudge['match']>;

/** A judge of titles that says again what it said before: the crawl and the judgement ask the same. */
export interface RememberingTitles {
  titles: TitleJudge;
  /** what was asked for since it was made, with the answers */
  asked(): [key: string, answer: TitleAnswer][];
  /** some of that was not known before */
  hasLearned(): boolean;
}

/** Titles of one run that are remembered; menus repeat, and a site of 10,000 pages has no more. */
const maxTitles = 20_000;

/**
 * @param judge says the same of the same title
 * @param known answers of the same judge from an earlier run, by key
 */
export function rememberTitles(
  judge: TitleJudge,
  known: ReadonlyMap<string, TitleAnswer> = new Map(),
): RememberingTitles {
  const answers = new Map<string, TitleAnswer>();
  let hasLearned = false;
  return {
    titles: {
      match(label, context = {}) {
        const { year = null, schemeYear = null, before = '', least = 0 } = context;
        const key = `${year ?? ''}\u0000${schemeYear ?? ''}\u0000${least}\u0000${before}\u0000${label}`;
        const given = answers.get(key);
        if (given !== undefined) return given;
        const earlier = known.get(key);
        if (earlier === undefined) hasLearned = true;
        const answer = earlier ?? judge.match(label, context);
        // The label was cut out of a page, and the key is made of it: kept as it is, it would keep the page.
        if (answers.size < maxTitles) answers.set(detachText(key), answer);
        return answer;
      },
    },
    asked: () => [...answers],
    hasLearned: () => hasLearned,
  };
}
