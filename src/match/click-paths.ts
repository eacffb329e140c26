import type { LoadedPage, LoadedSite } from './pages.ts';

export interface ClickStep {
  url: string;
  text: string;
}

/** The shortest way from the home page to every address that the pages link to, by canonical key. */
export type ClickPaths = ReadonlyMap<string, ClickStep[]>;

/**
 * Breadth-first over the links of the pages that were opened, so a path is what a person would have
 * to click at least; among equals the one found first on the page. The home page has the empty path.
 */
export function findClickPaths(
  home: LoadedPage,
  { pageByKey, keyOf }: Pick<LoadedSite, 'pageByKey' | 'keyOf'>,
): ClickPaths {
  const paths = new Map<string, ClickStep[]>([[home.key, []]]);
  const queue: LoadedPage[] = [home];
  for (let index = 0; index < queue.length; index++) {
    const page = queue[index];
    if (page === undefined) break;
    const path = paths.get(page.key) ?? [];
    for (const link of page.facts.links) {
      const key = keyOf(link.url);
      if (key === null || paths.has(key)) continue;
      const text = link.text === '' ? (link.menu.at(-1) ?? link.headings.at(-1) ?? '') : link.text;
      paths.set(key, [...path, ...menuSteps(page, link.inChrome ? link.menu : []), { url: link.url, text }]);
      const target = pageByKey.get(key);
      if (target !== undefined) {
        if (!paths.has(target.key)) paths.set(target.key, paths.get(key) ?? []);
        queue.push(target);
      }
    }
  }
  return paths;
}

/** A drop-down's parents are places that a person opens on the same page. */
function menuSteps(page: LoadedPage, menu: readonly string[]): ClickStep[] {
  return menu.map((text) => ({ url: page.url, text }));
}
