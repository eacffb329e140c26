import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** In a process of its own: what is set stays set. */
const program = `
import { getHeapSpaceStatistics } from 'node:v8';
const { keepHeapSmall } = await import(${JSON.stringify(new URL('../../src/cli/keep-heap-small.ts', import.meta.url).href)});
const young = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size;
keepHeapSmall();
const sizes = [young()];
const kept = [];
for (let at = 0; at < 400; at++) kept.push(Array.from({ length: 8000 }, (_, each) => each));
sizes.push(young());
console.log(JSON.stringify(sizes));
`;

test('the young space has its 8 MB at once, and does not grow with what is kept', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  const [first, later] = JSON.parse(stdout) as number[];
  expect(first).toBe(8 * 1024 * 1024);
  expect(later).toBe(first);
});
