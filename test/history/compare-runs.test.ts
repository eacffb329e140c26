import { describe, expect, it } from 'vitest';
import { compareRuns, diffResults, notRejudged } from '../../src/history/compare-runs.ts';
import { comparisonSchema, type ItemChange } from '../../src/history/comparison-schema.ts';
import type { ItemDigest, RunDigest } from '../../src/history/digest.ts';
import { buildEvidence, buildItem, buildSample } from '../report/sample.ts';
import { sampleRows } from '../report/sample-rows.ts';
import { makeItem, makeRun, page, pdf, unseen } from './support.ts';

const before = '2025-06-14T19:00:00Z';
const after = '2025-06-15T19:00:00Z';

function compareOne(
  older: ItemDigest,
  newer: ItemDigest,
  change: Partial<RunDigest> = {},
): ItemChange | undefined {
  return compareRuns(makeRun(before, [older]), makeRun(after, [newer], change)).items[0];
}

const kindsOf = (change: ItemChange | undefined): string[] => change?.changes.map(({ kind }) => kind) ?? [];

describe('what changed about an item', () => {
  it('is nothing where nothing did, visit counters in the bytes of a page included', () => {
    const older = makeItem('O1', 'pass', { accepted: page('o1', { sha256: 'visitors 41' }) });
    const newer = makeItem('O1', 'pass', { accepted: page('o1', { sha256: 'visitors 42' }) });
    expect(compareOne(older, newer)).toBeUndefined();
  });

  it('is evidence gone when the address answers 404 and nothing else is found', () => {
    const newer = makeItem('O1', 'fail', {
      others: [page('o1', { outcome: 'http-error', httpStatus: 404, sha256: null })],
    });
    const change = compareOne(makeItem('O1', 'pass'), newer);
    expect(kindsOf(change)).toEqual(['verdict', 'evidence-gone']);
    expect(change?.changes[1]).toMatchObject({ url: page('o1').url, outcome: 'http-error' });
    expect(change).toMatchObject({ causes: ['site'], certain: true });
  });

  it.each([
    ['a server error', page('o1', { outcome: 'http-error', httpStatus: 503, sha256: null })],
    ['a time-out', page('o1', { outcome: 'timeout', httpStatus: null, sha256: null })],
    ['a wall', page('o1', { outcome: 'blocked', httpStatus: 403, sha256: null })],
  ])('is never evidence gone because of %s', (_name, place) => {
    const change = compareOne(makeItem('O1', 'pass'), makeItem('O1', 'fail', { others: [place] }), {
      failed: [place.url],
    });
    expect(kindsOf(change)).toEqual(['verdict']);
    expect(change?.causes).toEqual(['could-not-look']);
  });

  it.each(['not-searched', 'unreachable', 'blocked'] as const)(
    'is never evidence gone when it could not be looked at: %s',
    (reason) => {
      const change = compareOne(makeItem('O1', 'pass'), { ...unseen('O1'), reason });
      expect(kindsOf(change)).toEqual(['verdict']);
      expect(change?.causes).toEqual(['could-not-look']);
    },
  );

  it('is not a find either when the run before could not look', () => {
    const change = compareOne(unseen('O1'), makeItem('O1', 'pass'));
    expect(kindsOf(change)).toEqual(['verdict']);
    expect(change?.causes).toEqual(['could-not-look']);
  });

  it('is evidence moved when the same bytes stand at another address', () => {
    const older = makeItem('O1', 'pass', { accepted: pdf('old', { sha256: 'same' }) });
    const newer = makeItem('O1', 'pass', { accepted: pdf('new', { sha256: 'same' }) });
    const change = compareOne(older, newer);
    expect(change?.changes).toMatchObject([
      { kind: 'evidence-moved', url: pdf('old').url, newUrl: pdf('new').url },
    ]);
  });

  it('is evidence replaced when other content stands at the address', () => {
    const change = compareOne(makeItem('O1', 'pass'), makeItem('O1', 'pass', { contentSha256: 'other' }));
    expect(kindsOf(change)).toEqual(['evidence-replaced']);
  });

  it('is evidence replaced when the page stays and loses what made it good', () => {
    const newer = makeItem('O1', 'fail', {
      reason: 'missing-element',
      contentSha256: 'less',
      supporting: [page('o1')],
    });
    expect(kindsOf(compareOne(makeItem('O1', 'pass'), newer))).toEqual(['verdict', 'evidence-replaced']);
  });

  it('is evidence replaced when a document on the same page has other bytes', () => {
    const older = makeItem('O1', 'pass', { supporting: [pdf('plan', { sha256: 'a' })] });
    const newer = makeItem('O1', 'pass', { supporting: [pdf('plan', { sha256: 'b' })] });
    expect(kindsOf(compareOne(older, newer))).toEqual(['evidence-replaced']);
  });

  it('is evidence gone when a document of the page is', () => {
    const older = makeItem('O1', 'pass', { supporting: [pdf('plan')] });
    const newer = makeItem('O1', 'fail', {
      others: [page('o1'), pdf('plan', { outcome: 'http-error', httpStatus: 404, sha256: null })],
    });
    const change = compareOne(older, newer);
    expect(kindsOf(change)).toEqual(['verdict', 'evidence-gone']);
    expect(change?.changes[1]?.url).toBe(pdf('plan').url);
  });

  it('tells evidence that names its year now from evidence of another year', () => {
    const undated = makeItem('O1', 'pass', { accepted: page('o1', { fiscalYears: [] }) });
    const of2567 = makeItem('O1', 'pass', { accepted: page('o1', { fiscalYears: [2567] }) });
    const of2568 = makeItem('O1', 'pass');
    expect(compareOne(undated, of2568)?.changes).toMatchObject([{ kind: 'newly-dated', to: '2568' }]);
    expect(compareOne(of2567, of2568)?.changes).toMatchObject([{ kind: 'year', from: '2567', to: '2568' }]);
  });

  it('finds an item again by its topics when it is renumbered', () => {
    const older = makeItem('O43', 'pass', { topics: ['ethics'] });
    const newer = makeItem('O28', 'fail', { topics: ['ethics', 'measures'] });
    expect(compareOne(older, newer)).toMatchObject({ code: 'O28', olderCode: 'O43' });
  });
});

describe('what made it change', () => {
  const good = makeItem('O1', 'pass');
  const bad = makeItem('O1', 'fail', { reason: 'missing-element', contentSha256: 'content-o1' });
  const newTool = { tool: { version: '2.0.0', pdf: 'poppler 22', ocr: null } };
  const newChecklist = { checklist: { id: 'ita-2568', sha256: 'checklist-b' } };
  const causesOf = (
    older: RunDigest,
    newer: RunDigest,
    rejudged = notRejudged,
  ): [string[], boolean] | undefined => {
    const change = compareRuns(older, newer, rejudged).items[0];
    return change && [change.causes, change.certain];
  };

  it('is one of several where the old snapshot is not there to be judged again', () => {
    const newer = makeRun(after, [bad], { ...newTool, ...newChecklist, options: { maxPages: '50' } });
    expect(causesOf(makeRun(before, [good]), newer)).toEqual([
      ['site', 'options', 'tool', 'checklist'],
      false,
    ]);
  });

  it('is the tool when the new tool judges the old snapshot that way', () => {
    const again = makeRun(before, [bad], newTool);
    expect(
      causesOf(makeRun(before, [good]), makeRun(after, [bad], newTool), { byTool: null, byBoth: again }),
    ).toEqual([['tool'], true]);
  });

  it('is the checklist when only that turns the old snapshot', () => {
    const byTool = makeRun(before, [good], newTool);
    const byBoth = makeRun(before, [bad], { ...newTool, ...newChecklist });
    const newer = makeRun(after, [bad], { ...newTool, ...newChecklist });
    expect(causesOf(makeRun(before, [good]), newer, { byTool, byBoth })).toEqual([['checklist'], true]);
  });

  it('is the site when new tool and checklist judge the old snapshot as before', () => {
    const byTool = makeRun(before, [good], newTool);
    const byBoth = makeRun(before, [good], { ...newTool, ...newChecklist });
    const newer = makeRun(after, [bad], { ...newTool, ...newChecklist });
    expect(causesOf(makeRun(before, [good]), newer, { byTool, byBoth })).toEqual([['site'], true]);
  });

  it('is several when several had a part', () => {
    const partial = makeItem('O1', 'partial');
    const byTool = makeRun(before, [partial], newTool);
    const byBoth = makeRun(before, [bad], { ...newTool, ...newChecklist });
    const newer = makeRun(after, [makeItem('O1', 'fail')], { ...newTool, ...newChecklist });
    expect(causesOf(makeRun(before, [good]), newer, { byTool, byBoth })?.[0]).toEqual(
      expect.arrayContaining(['tool', 'checklist']),
    );
  });

  it('is the site, whoever judges, when a document answers 404', () => {
    const gone = makeItem('O1', 'fail', {
      others: [page('o1', { outcome: 'http-error', httpStatus: 410, sha256: null })],
    });
    expect(causesOf(makeRun(before, [good]), makeRun(after, [gone], newTool))).toEqual([['site'], true]);
  });

  it('stays open when another PDF reader read the documents: a snapshot holds what the old one read', () => {
    const newer = makeRun(after, [bad], { tool: { version: '1.0.0', pdf: 'unpdf', ocr: null } });
    const byBoth = makeRun(before, [good]);
    expect(causesOf(makeRun(before, [good]), newer, { byTool: null, byBoth })).toEqual([
      ['site', 'tool'],
      false,
    ]);
  });

  it('is the calendar when nothing but the day is another and a due date passed', () => {
    const waiting = makeItem('O1', 'review', { reason: 'not-due-yet', contentSha256: 'content-o1' });
    expect(causesOf(makeRun(before, [waiting]), makeRun(after, [bad]))).toEqual([['calendar'], true]);
  });

  it('does not look at options that decide nothing, such as the pace', () => {
    const older = buildSample();
    const options = { ...older.run.options, concurrency: 9, delayMs: 1, asOf: '2025-06-16', maxPages: 50 };
    const newer = buildSample({ run: { ...older.run, options } });
    expect(diffResults(older, newer).optionsChanged).toEqual(['maxPages']);
  });
});

describe('two results as they lie in files', () => {
  it('are compared by what they hold, and give what the schema says', () => {
    const row = sampleRows.find(({ verdict }) => verdict === 'pass');
    if (row === undefined) throw new Error('the sample has no passing item');
    const older = buildSample({ items: [buildItem(row)] });
    const url = buildEvidence(row).url;
    const newer = buildSample({
      items: [
        buildItem(row, {
          verdict: 'fail',
          score: 0,
          evidence: [],
          looked: [{ url, outcome: 'http-error', relevance: 0.9, title: null }],
        }),
      ],
      problems: [
        {
          kind: 'dead-link',
          url,
          foundOn: null,
          outcome: 'http-error',
          httpStatus: 404,
          affects: [row.code],
        },
      ],
    });
    const comparison = comparisonSchema.parse(diffResults(older, newer));
    expect(comparison.items).toHaveLength(1);
    expect(kindsOf(comparison.items[0])).toEqual(['verdict', 'evidence-gone']);
    expect(diffResults(older, older).items).toEqual([]);
  });
});
