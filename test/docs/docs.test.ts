import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { exitCodes } from '../../src/check/exit-code.ts';
import { checklistSchema, cueSchema } from '../../src/checklist/schema.ts';
import { resultSchema } from '../../src/result/schema.ts';
import { type Help, readHelp, root } from './read-help.ts';

const docs = [
  join(root, 'README.md'),
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, 'docs', name)),
].map((path) => ({ name: relative(root, path), path, text: readFileSync(path, 'utf8') }));

const textOf = (name: string): string => docs.find((doc) => doc.name === name)?.text ?? '';
const plain = (text: string): string => text.replaceAll('\\|', '|');
/** First cells of the table rows below a heading, up to the next heading. */
const firstCells = (text: string): string[] =>
  [...text.matchAll(/^\| (.+?) (?<!\\)\|/gm)].map((match) => plain(match[1] ?? ''));
const codeSpans = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
const sectionOf = (text: string, heading: string): string => {
  const [, after = ''] = text.split(`\n${heading}\n`);
  return after.split(/\n#{1,3} /)[0] ?? '';
};

const helps: Help[] = [];
beforeAll(async () => {
  const commands = [
    'check',
    'batch',
    'batch status',
    'worker',
    'schedule',
    'notice test',
    'assess',
    'compare',
    'plan',
    'export',
    'override',
    'match',
    'demo',
    'runs list',
    'runs show',
    'runs prune',
    'runs export',
    'checklist show',
    'checklist validate',
    'checklist diff',
    'checklist new',
  ];
  for (const words of commands) helps.push(await readHelp(...words.split(' ')));
}, 240_000);

describe('README', () => {
  it('names the commands that there are, and no other', async () => {
    const top = await readHelp();
    const groups = ['checklist', 'runs', 'notice'];
    const grouped = await Promise.all(
      groups.map(async (group) => (await readHelp(group)).commands.map((name) => `${group} ${name}`)),
    );
    const real = [...top.commands.filter((name) => !groups.includes(name)), ...grouped.flat()];
    const named = firstCells(sectionOf(textOf('README.md'), '## Commands'))
      .map((cell) => /^`oit ([a-z]+(?: [a-z]+)?)/.exec(cell)?.[1])
      .filter((name) => name !== undefined);
    expect(named.toSorted()).toEqual(real.toSorted());
  });

  it('names the options of oit check with what they take, and no other', async () => {
    const { options } = await readHelp('check');
    const named = firstCells(sectionOf(textOf('README.md'), '### Options of `oit check`'))
      .filter((cell) => cell.startsWith('`--'))
      .map((cell) => cell.replaceAll('`', ''));
    expect(named.toSorted()).toEqual(options.toSorted());
  });

  it('gives the presets of oit check', async () => {
    const { text } = await readHelp('check');
    const table = sectionOf(textOf('README.md'), '### Options of `oit check`');
    for (const option of [
      'max-pages',
      'max-documents',
      'max-minutes',
      'max-depth',
      'concurrency',
      'delay-ms',
    ]) {
      const preset = new RegExp(`--${option} <n>[^(]*\\(default:\\s+(\\d+)\\)`).exec(text)?.[1];
      expect(preset, option).toBeDefined();
      expect(table).toMatch(new RegExp(`--${option} <n>\`[^\n]*\\(${preset}\\)`));
    }
  });
});

describe.each(docs)('$name', ({ path, text }) => {
  it('links only to what is there', () => {
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(?:https?:|mailto:|#)/.test(target)) continue;
      const file = join(dirname(path), decodeURI(target.split('#')[0] ?? ''));
      expect(existsSync(file), target).toBe(true);
    }
  });

  it('names no path that is not there', () => {
    const spans = codeSpans(text).filter((span) =>
      /^(?:src|docs|test|checklists|schemas|reports|\.ci)[\\/]\S*$|^[\w-]+\.(?:json|md)$|^start-[\w-]+\.cmd$/.test(
        span,
      ),
    );
    // Made by a run, or by the reader.
    const made = /[<*]|^(?:result|history|plan|batch|compare|manifest|my-\d+)\.|^report\.md$/;
    for (const span of spans.filter((one) => !made.test(one))) {
      expect(existsSync(join(root, span.replaceAll('\\', '/'))), span).toBe(true);
    }
  });

  it('names no option that no command has', () => {
    const known = new Set(helps.flatMap(({ options }) => options.map((option) => option.split(' ')[0])));
    // Of npm, of the starter, and a place-holder.
    for (const other of ['--help', '--prefix', '--no-save', '--global', '--silent', '--ask', '--option'])
      known.add(other);
    // `npm run eval` says itself what it takes.
    for (const [option] of readFileSync(join(root, 'eval', 'main.ts'), 'utf8').matchAll(
      /(?<=^ {2})--[a-z]+/gm,
    ))
      known.add(option);
    // What fits the weights declares it.
    const fit = readFileSync(join(root, 'eval', 'fit.ts'), 'utf8');
    for (const [, option] of fit.matchAll(/^ {6}'?([a-z-]+)'?: \{ type: /gm)) known.add(`--${option}`);
    // As do the benches, each in its own `main.ts`.
    for (const bench of ['crawl', 'fleet', 'harvest', 'hostile', 'kill', 'nightly']) {
      const said = readFileSync(join(root, 'bench', bench, 'main.ts'), 'utf8');
      for (const [option] of said.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)) known.add(option);
    }
    for (const [option] of text.matchAll(/(?<![\w-])--[a-z][a-z0-9-]+/g)) {
      expect(known.has(option), option).toBe(true);
    }
  });

  it('speaks of nobody’s machine', () => {
    expect(text).not.toMatch(/\/(?:home|Users|root|tmp|work)\//);
  });
});

const fieldNames = (part: string): string[] =>
  firstCells(part).flatMap((cell) => codeSpans(cell).map((name) => name.replace('[]', '')));

describe('docs/result.md', () => {
  const text = textOf('docs/result.md');

  it('names fields that the schema has', () => {
    const properties = resultSchema.shape;
    const itemProperties = properties.items.element.shape;
    const [top = '', items = ''] = sectionOf(text, '## `result.json`').split('\nOf an item:\n');
    expect(fieldNames(top).toSorted()).toEqual(Object.keys(properties).toSorted());
    const named = fieldNames(items);
    for (const name of named) expect(Object.keys(itemProperties), name).toContain(name);
    const left = Object.keys(itemProperties).filter(
      (name) => !named.includes(name) && !/(?:En|^noteTh)$/.test(name),
    );
    expect(left).toEqual(['responsibleUnitTh']);
  });

  it.each(['docs/result.md', 'README.md'])('has every exit code: %s', (name) => {
    const codes = [...textOf(name).matchAll(/^\| (\d{1,3}) \|/gm)].map((match) => Number(match[1]));
    expect(codes.toSorted((a, b) => a - b)).toEqual(Object.values(exitCodes).toSorted((a, b) => a - b));
  });
});

describe('docs/checklist.md', () => {
  const text = textOf('docs/checklist.md');

  it('shows a cue of every kind, as the schema wants it', () => {
    const block = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const cues = z.array(cueSchema).parse(parse(block));
    const kinds = new Set(cues.map((cue) => cue.kind));
    expect([...kinds].toSorted()).toEqual([
      'all',
      'columns',
      'contact',
      'dates',
      'form',
      'images',
      'link',
      'none-stated',
      'people',
      'phrases',
    ]);
  });

  it('names fields that the schema has', () => {
    const known: Record<string, string[]> = {
      '## The file': Object.keys(checklistSchema.shape),
      '## An item': Object.keys(checklistSchema.shape.items.element.shape),
      '## An element': Object.keys(checklistSchema.shape.items.element.shape.elements.element.shape),
    };
    for (const [heading, fields] of Object.entries(known)) {
      const named = firstCells(sectionOf(text, heading)).flatMap(codeSpans);
      expect(named.length).toBeGreaterThan(8);
      for (const name of named) expect(fields, heading).toContain(name);
    }
  });
});
