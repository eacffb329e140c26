import { describe, expect, it } from 'vitest';
import type { TitleJudge } from '../../src/match/title-port.ts';
import { createCacheBench } from './support.ts';

const caches = createCacheBench();

/** Counts what it is asked. */
function createCountingJudge(): { judge: TitleJudge; asked: string[] } {
  const asked: string[] = [];
  const judge: TitleJudge = {
    match(label, { year = null, before = '' } = {}) {
      asked.push(label);
      const factors = [{ name: `${before} of ${year}`, weight: label.length / 3 }];
      const best = { code: 'O1', probability: 1 / label.length, factors };
      return { code: label === 'none' ? null : 'O1', probability: 0.1 + 0.2, candidates: [best] };
    },
  };
  return { judge, asked };
}

const questions = [
  ['โครงสร้าง', {}],
  ['โครงสร้าง', { year: 2567 }],
  ['โครงสร้าง', { schemeYear: 2567 }],
  ['ดาวน์โหลด', { before: 'โครงสร้าง' }],
  ['none', {}],
] as const;

async function runNight(store: string, sha256 = 'a', site = 'a.go.th') {
  const { judge, asked } = createCountingJudge();
  const known = await caches.cache(store).cache.knownTitles(judge, sha256, site);
  const answers = [...questions, ...questions].map(([label, context]) => known.titles.match(label, context));
  await known.save();
  return { asked, answers };
}

describe('titles that earlier nights had judged', () => {
  it('are not judged again, and are answered alike to the last digit', async () => {
    const store = await caches.folder();
    const first = await runNight(store);
    const second = await runNight(store);
    expect(first.asked).toHaveLength(questions.length);
    expect(second.asked).toEqual([]);
    expect(second.answers).toEqual(first.answers);
    expect(first.answers[1]).not.toEqual(first.answers[0]);
  });

  it('are judged again by another checklist, and on another site', async () => {
    const store = await caches.folder();
    await runNight(store);
    expect((await runNight(store, 'b')).asked).toHaveLength(questions.length);
    expect((await runNight(store, 'a', 'b.go.th')).asked).toHaveLength(questions.length);
  });
});
