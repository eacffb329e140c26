import { expect, test } from 'vitest';
import { collectTargets } from '../../src/match/targets.ts';
import { siteUrl } from '../judge/build.ts';
import { buildMatch } from './build.ts';

test('fonts, style sheets and programs are no targets, even where they are to be downloaded', async () => {
  const context = await buildMatch({
    '': '<title>หน้าแรก</title><main><a href="/a.css">ก</a><a href="/b.exe" download>โปรแกรม</a><a href="/c.pdf">แผน</a></main>',
  });
  expect(collectTargets(context).map(({ url }) => url)).toEqual([siteUrl, `${siteUrl}c.pdf`]);
});
