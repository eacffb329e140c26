import { detachText } from '../text/detach.ts';
import { RecentMap } from '../text/recent-map.ts';
import type { Label } from './link-labels.ts';
import type { TitleCandidate, TitleJudge } from './title-port.ts';

/** How surely some labels speak of one item. */
export interface ItemRelevance {
  code: string;
  /** 0–1 */
  relevance: number;
  /** the label that spoke loudest */
  label: Label;
  factors: TitleCandidate['factors'];
}

/** Rates labels against the items, remembering what it rated: menus repeat on every page. */
export interface RelevanceRater {
  /** the items that the labels speak of, best first, ties in checklist order */
  rate(labels: readonly Label[], schemeYear: number | null): ItemRelevance[];
  /** one text alone */
  rateText(text: string, schemeYear: number | null): readonly TitleCandidate[];
}

/** Below this a label says nothing about an item. */
const floor = 0.2;

/** A second label that agrees lifts the first by this share of what is missing. */
const agreementLift = 0.35;

/** Its own words that surely name one item leave this much for what surrounds a link. */
const ownWordsPrevail = 0.6;

/** Texts that are remembered, twice over: those of menus come again and stay, those of one page go. */
const maxRecentTexts = { all: 6_000, telling: 20_000 } as const;

const none: readonly TitleCandidate[] = [];

/** Candidates for a text, the likeliest first. */
type RateText = (text: string, schemeYear: number | null) => readonly TitleCandidate[];

/**
 * @param keeps `telling`: `rateText` leaves out items that a text hardly speaks of. They never count among labels, and most
 *   texts speak of none, so that three times as many are remembered in less memory.
 */
export function createRelevanceRater(
  judge: TitleJudge,
  codes: readonly string[],
  keeps: 'all' | 'telling' = 'all',
): RelevanceRater {
  const order = new Map(codes.map((code, index) => [code, index]));
  const ask =
    (least: number): RateText =>
    (text, schemeYear) =>
      judge
        .match(text, { schemeYear, least })
        .candidates.filter(({ code, probability }) => order.has(code) && probability >= least);
  const rateTelling = rememberTexts(ask(floor), maxRecentTexts.telling);
  const rateText = keeps === 'telling' ? rateTelling : rememberTexts(ask(0), maxRecentTexts.all);
  return {
    rateText,
    rate(labels, schemeYear) {
      const own = labels[0]?.source === 'text' ? (rateTelling(labels[0].text, schemeYear)[0] ?? null) : null;
      const best = new Map<string, ItemRelevance>();
      for (const label of labels) {
        for (const candidate of rateTelling(label.text, schemeYear)) {
          const prevails = own !== null && own.probability >= ownWordsPrevail && own.code !== candidate.code;
          const weight =
            label.trust * candidate.probability * (prevails && label.source !== 'text' ? 0.3 : 1);
          if (weight < floor) continue;
          const known = best.get(candidate.code);
          const { code, factors } = candidate;
          if (known === undefined) best.set(code, { code, relevance: weight, label, factors });
          else if (weight > known.relevance) {
            best.set(code, { code, relevance: lift(weight, known.relevance), label, factors });
          } else known.relevance = lift(known.relevance, weight);
        }
      }
      return [...best.values()].toSorted(
        (a, b) => b.relevance - a.relevance || (order.get(a.code) ?? 0) - (order.get(b.code) ?? 0),
      );
    },
  };
}

/** Remembers at least `maxRecent` texts, those that were asked for last. */
function rememberTexts(rate: RateText, maxRecent: number): RateText {
  const recent = new RecentMap<string, readonly TitleCandidate[]>(maxRecent);
  return (text, schemeYear) => {
    const key = schemeYear === null ? text : `${schemeYear}\u0000${text}`;
    const known = recent.get(key);
    if (known !== undefined) return known;
    const asked = rate(text, schemeYear);
    const rated = asked.length === 0 ? none : asked;
    recent.set(detachText(key), rated);
    return rated;
  };
}

function lift(stronger: number, weaker: number): number {
  return stronger + (1 - stronger) * agreementLift * weaker;
}
