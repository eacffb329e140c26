import type { MatchContext } from './context.ts';
import type { Target } from './targets.ts';

/** Whether any page or opened document of the site but those under the keys has a name in it. */
export function isNamedOn(
  context: MatchContext,
  targets: readonly Target[],
  name: string,
  but: ReadonlySet<string>,
): boolean {
  return targets.some(({ key, page, record }) => {
    if (but.has(key)) return false;
    if (page !== null) return page.facts.text.includes(name);
    return context.open(record)?.facts.parts.some(({ text }) => text.includes(name)) === true;
  });
}
