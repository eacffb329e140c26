import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findPackageRoot } from '../src/check/package-root.ts';
import { loadResources } from '../src/check/resources.ts';
import { halves } from './bank/types.ts';
import { findBreaches, readFloors } from './measure/floors.ts';
import { renderFigures, renderTitles } from './measure/markdown.ts';
import { measureTitles } from './measure/titles.ts';
import { evaluate } from './run/evaluate.ts';
import { chooseDrawn } from './site/drawn.ts';
import { chooseWritten } from './site/written.ts';

const usage = `npm run eval -- [--bank drawn|written|all] [--half tune|test|all] [--site ID] [--draws N] [--titles] [--out DIR] [--misses]
  --bank    sites drawn from wordings and arrangements, sites written page by page, or both (default all)
  --half    which half of them; test prints sums only (default tune)
  --site    one site, by the beginning of its id
  --draws   how often each drawn site is drawn (default 1, which the floors are for)
  --titles  the labelled titles alone
  --out     folder of figures.json and figures.md (default reports/eval)
  --misses  one line for each item of the tune half that differs from the truth
`;

const banks = ['drawn', 'written', 'all'] as const;
/** How the halves of the written sites are called in figures and floors. */
const writtenNames = { tune: 'writtenTune', test: 'writtenTest' } as const;

/** Exit code: 0, 1 below a recorded floor, 2 wrong usage. */
async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      bank: { type: 'string', default: 'all' },
      half: { type: 'string', default: 'tune' },
      site: { type: 'string' },
      draws: { type: 'string', default: '1' },
      titles: { type: 'boolean', default: false },
      misses: { type: 'boolean', default: false },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const half = [...halves, 'all' as const].find((one) => one === values.half);
  const bank = banks.find((one) => one === values.bank);
  const draws = Number(values.draws);
  const isUsable = half !== undefined && bank !== undefined && Number.isInteger(draws) && draws > 0;
  const site = values.site ?? null;
  const drawn = isUsable && bank !== 'written' ? chooseDrawn(half, site, draws) : [];
  const written = isUsable && bank !== 'drawn' ? chooseWritten(half, site) : [];
  if (values.help || half === undefined || drawn.length + written.length === 0) {
    process.stderr.write(usage);
    return values.help ? 0 : 2;
  }
  const root = findPackageRoot(import.meta.dirname);
  const resources = await loadResources(root, 'ita-2568', 2568);
  const wanted = halves.filter((one) => half === 'all' || one === half);
  const parts: string[] = [];
  const saved: Record<string, unknown> = { schemaVersion: 1, toolVersion: resources.toolVersion };
  const breaches: string[] = [];
  const titles = await Promise.all(
    wanted.map(async (one) => [one, await measureTitles(root, one, resources.titles)] as const),
  );
  parts.push(renderTitles(titles));
  saved['titles'] = Object.fromEntries(titles);
  if (!values.titles) {
    const floors = await readFloors(join(import.meta.dirname, 'floors.json'));
    const parted = wanted.flatMap((one) => [
      { one, name: one, sources: drawn },
      { one, name: writtenNames[one], sources: written },
    ]);
    for (const { one, name, sources } of parted) {
      const mine = sources.filter((source) => source.half === one);
      if (mine.length === 0) continue;
      const evaluation = await evaluate(
        mine,
        resources,
        () => performance.now(),
        (site) => {
          process.stderr.write(`${site.id} ${(site.elapsedMs / 1000).toFixed(1)} s\n`);
        },
      );
      const isTune = one === 'tune';
      parts.push(renderFigures(name, evaluation, isTune));
      saved[name] = isTune
        ? evaluation
        : { measures: evaluation.measures, scoreErrorMedian: evaluation.scoreErrorMedian };
      if (values.misses && isTune)
        for (const seen of evaluation.observations.filter(({ truth, verdict }) => truth !== verdict))
          process.stderr.write(`${JSON.stringify(seen)}\n`);
      if (values.site === undefined && draws === 1)
        breaches.push(
          ...findBreaches(evaluation.measures, evaluation.scoreErrorMedian, floors[name]).map(
            (line) => `${name}: ${line}`,
          ),
        );
    }
  }
  const folder = values.out ?? join(root, 'reports', 'eval');
  await mkdir(folder, { recursive: true });
  const text = `${parts.join('\n\n')}\n`;
  await writeFile(join(folder, 'figures.json'), `${JSON.stringify(saved, null, 1)}\n`);
  await writeFile(join(folder, 'figures.md'), text);
  process.stdout.write(text);
  for (const line of breaches) process.stderr.write(`below the floor: ${line}\n`);
  return breaches.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
