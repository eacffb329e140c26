import type { Override } from '../inputs/overrides.ts';
import type { ResultItem } from '../result/schema.ts';
import { reasonSentence } from '../result/sentences.ts';
import { type ReasonCode, verdictScores } from '../result/vocabulary.ts';

/** What this run did not see cannot have changed. */
const unseen = new Set<ReasonCode>(['not-searched', 'unreachable', 'blocked']);

/**
 * Puts people's judgements beside the machine's. A live one is what counts (`effective`); one whose evidence is another
 * by now is kept, marked `expired`, and does not count.
 */
export function applyOverrides(items: readonly ResultItem[], overrides: readonly Override[]): ResultItem[] {
  const byCode = new Map(overrides.map((override) => [override.code, override]));
  return items.map((item) => {
    const override = byCode.get(item.code);
    return override === undefined ? item : applyOverride(item, override);
  });
}

function applyOverride(item: ResultItem, override: Override): ResultItem {
  const { code: _code, ...kept } = override;
  const expired = hasChanged(item, override);
  if (expired) return { ...item, override: { ...kept, expired } };
  const { verdict, by, on, reason } = override;
  const words = reasonSentence('overridden', { verdict, by, on, reason });
  return {
    ...item,
    override: { ...kept, expired },
    effective: { verdict, score: verdictScores[verdict] },
    reasons: [
      {
        code: 'overridden',
        element: null,
        expected: null,
        found: null,
        outcome: null,
        messageTh: words.th,
        messageEn: words.en,
        url: null,
      },
      ...item.reasons,
    ],
  };
}

function hasChanged(item: ResultItem, { evidenceSha256 }: Override): boolean {
  const now = item.evidenceSha256 ?? null;
  if (now === null && item.verdict === 'review' && unseen.has(item.reasons[0]?.code ?? 'empty')) return false;
  return now !== evidenceSha256;
}
