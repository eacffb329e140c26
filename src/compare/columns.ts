import type { ItemMeta } from './summarise.ts';

/**
 * Which item of one checklist answers each item of another: the one that shares most topics, which stay when codes are
 * renumbered (O43 → O35 → O28).
 *
 * @returns codes of `own` in the order of `wanted`; null where none shares a topic
 */
export function mapCodes(wanted: readonly ItemMeta[], own: readonly ItemMeta[]): (string | null)[] {
  return wanted.map(({ topics }) => {
    let best: string | null = null;
    let most = 0;
    for (const other of own) {
      const shared = other.topics.filter((topic) => topics.includes(topic)).length;
      if (shared > most) [best, most] = [other.code, shared];
    }
    return best;
  });
}
