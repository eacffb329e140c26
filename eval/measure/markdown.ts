import type { Evaluation } from '../run/evaluate.ts';
import type { Measures, Share } from './measures.ts';
import type { TitleMeasures } from './titles.ts';

/** The figures as Markdown tables. `withItems` false leaves out what tells of single items. */
export function renderFigures(name: string, evaluation: Evaluation, withItems: boolean): string {
  const { measures, sites, scoreErrorMedian } = evaluation;
  const sections = [
    `## ${name}: ${sites.length} sites, ${measures.items} items`,
    table(
      ['measure', 'value', 'n'],
      [
        ...mainRows(measures),
        [
          'OIT score error, median over sites',
          scoreErrorMedian === null ? '–' : scoreErrorMedian.toFixed(2),
          String(sites.length),
        ],
      ],
    ),
    '### Reliability of `probability`',
    table(
      ['probability', 'items', 'mean', 'share that is truly pass'],
      measures.reliability.map((bin) => [
        `${bin.from.toFixed(1)}–${(bin.from + 0.1).toFixed(1)}`,
        String(bin.count),
        bin.meanProbability.toFixed(2),
        bin.passShare.toFixed(2),
      ]),
    ),
  ];
  if (withItems) sections.push('### By item', itemTable(measures), '### By site', siteTable(evaluation));
  return sections.join('\n\n');
}

export function renderTitles(rows: readonly (readonly [half: string, measures: TitleMeasures])[]): string {
  return [
    '## Labelled titles',
    table(
      ['half', 'right item', 'n', 'rightly none', 'n'],
      rows.map(([half, { rightItem, rightlyNone }]) => [
        half,
        percent(rightItem),
        String(rightItem.of),
        percent(rightlyNone),
        String(rightlyNone.of),
      ]),
    ),
  ].join('\n\n');
}

function mainRows(measures: Measures): string[][] {
  return [
    shareRow('verdict accuracy', measures.accuracy),
    shareRow('verdict accuracy, decided items', measures.decidedAccuracy),
    shareRow('false pass (truth fail or partial)', measures.falsePass),
    shareRow('false partial (truth fail)', measures.falsePartial),
    shareRow('false fail (truth pass)', measures.falseFail),
    shareRow('review', measures.review),
    shareRow('review, truth pass', measures.reviewOfPass),
    shareRow('review, truth fail or partial', measures.reviewOfFail),
    shareRow('cause, failed or half passed', measures.cause),
    shareRow('cause, reviews with them', measures.causeAnyVerdict),
    shareRow('evidence top-1 (truth pass or partial)', measures.evidence),
    shareRow('review where nobody could tell', measures.reviewOk),
    ['Brier score', measures.brier === null ? '–' : measures.brier.toFixed(3), String(measures.items)],
  ];
}

function itemTable(measures: Measures): string {
  return table(
    ['item', 'precision of pass', 'recall of pass', 'review', 'accuracy'],
    measures.byItem.map((item) => [
      item.code,
      counted(item.precision),
      counted(item.recall),
      counted(item.review),
      counted(item.accuracy),
    ]),
  );
}

function siteTable({ sites }: Evaluation): string {
  return table(
    ['site', 'accuracy', 'false pass', 'false fail', 'review', 'score error', 'pages', 'documents', 's'],
    sites.map((site) => [
      site.id,
      percent(site.measures.accuracy),
      counted(site.measures.falsePass),
      counted(site.measures.falseFail),
      counted(site.measures.review),
      site.scoreError === null ? '–' : site.scoreError.toFixed(1),
      String(site.pagesFetched),
      String(site.documentsFetched),
      (site.elapsedMs / 1000).toFixed(1),
    ]),
  );
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableLine(header), tableLine(header.map(() => '---')), ...rows.map(tableLine)].join('\n');
}

function percent({ value }: Share): string {
  return value === null ? '–' : `${(value * 100).toFixed(1)} %`;
}

function counted({ count, of }: Share): string {
  return `${count}/${of}`;
}

function shareRow(name: string, one: Share): string[] {
  return [name, percent(one), counted(one)];
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
