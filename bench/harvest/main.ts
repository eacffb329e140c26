/**
 * The harvest curve: after how many fetches the crawl has opened what the items of a generated site lead to, best-first and
 * breadth-first: `npm run bench:harvest -- --help`.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { loadResources } from '../../src/check/resources.ts';
import { drawHarvest } from './draw.ts';
import { writeSection } from './doc-section.ts';
import { openGenerated } from './generate.ts';
import { type Harvest, measureHarvest, orders } from './measure.ts';

const typed = new Command('npm run bench:harvest --')
  .description('fetches until the items of a generated site are found')
  .option('--pages <n>', 'size of the generated site', '3000')
  .option('--seeds <n,…>', 'one site for each; the first is drawn', '1,2,3')
  .option('--write', 'put the tables and the drawing into docs/')
  .parse()
  .opts<{ pages: string; seeds: string; write?: boolean }>();

const pages = Number(typed.pages);
const marks = [25, 50, 100, 150, 200, 250, 300, 400, 500, 1000, 2000, 4000];
const root = fileURLToPath(new URL('../..', import.meta.url));
const resources = await loadResources(root, 'ita-2568', 2568);

const summary = [
  '| site | order | half | nine in ten | all | after 300 fetches | all fetches |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];
let curves: Harvest[] = [];
for (const seed of typed.seeds.split(',').map(Number)) {
  const site = await openGenerated(pages, seed);
  try {
    const harvests: Harvest[] = [];
    for (const order of orders)
      harvests.push(await measureHarvest(site.url, site.targets, order, resources, pages * 2));
    summary.push(...harvests.map((harvest) => summarise(seed, harvest)));
    if (curves.length === 0) curves = harvests;
  } finally {
    await site.close();
  }
}
const text = [...summary, '', ...showCurve(curves)].join('\n');
process.stdout.write(`${text}\n`);
if (typed.write === true) {
  await writeSection('harvest', text);
  await writeFile(new URL('../../docs/crawl-harvest.svg', import.meta.url), drawHarvest(curves));
}

function summarise(seed: number, harvest: Harvest): string {
  const all = harvest.foundAt.length + harvest.missed.length;
  const at = (share: number): number | string => harvest.foundAt[Math.ceil(all * share) - 1]?.fetch ?? '–';
  const cells = [
    `seed ${seed}`,
    harvest.order,
    at(0.5),
    at(0.9),
    at(1),
    `${foundBy(harvest, 300)} of ${all}`,
    harvest.fetches,
  ];
  return `| ${cells.join(' | ')} |`;
}

function showCurve(harvests: readonly Harvest[]): string[] {
  return [
    `| fetches | ${harvests.map(({ order }) => order).join(' | ')} |`,
    `| --- | ${harvests.map(() => '---').join(' | ')} |`,
    ...marks.map((mark) => `| ${mark} | ${harvests.map((harvest) => foundBy(harvest, mark)).join(' | ')} |`),
  ];
}

function foundBy({ foundAt }: Harvest, fetches: number): number {
  return foundAt.filter(({ fetch }) => fetch <= fetches).length;
}
