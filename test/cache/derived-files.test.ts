import { chownSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DerivedFiles, noDerivedFiles, openDerivedFiles } from '../../src/cache/derived-files.ts';
import { openProgramDerived } from '../../src/cache/program-derived.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources, type Resources } from '../../src/check/resources.ts';
import { ChecklistError } from '../../src/checklist/error.ts';

const titles = [
  'แผนป้องกันการทุจริต ประจำปี พ.ศ. 2568',
  'o10 แผนการใช้จ่ายงบประมาณประจำปี',
  'รายงานผลการดำเนินงาน รอบ 6 เดือน',
  'คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่',
  'ข่าวประชาสัมพันธ์',
];

const own = findPackageRoot(import.meta.dirname);
/** What is kept of the files as they are, and what is told of them. */
let keptBefore: string;
let plainBefore: unknown;
let folder: string;
let root: string;
/** Four files of YAML, and what their names teach. */
const all = ['yaml', 'yaml', 'yaml', 'yaml', 'titles'];
/** What was kept when it was asked for, and what had to be made. */
let found: string[];
let made: string[];

beforeAll(async () => {
  keptBefore = mkdtempSync(join(tmpdir(), 'oit-derived-'));
  await loadResources(own, 'ita-2568', 2568, openDerivedFiles(keptBefore, 'this program')).then(tell);
  plainBefore = tell(await loadResources(own, 'ita-2568', 2568));
});
afterAll(() => rmSync(keptBefore, { recursive: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oit-derived-'));
  root = mkdtempSync(join(tmpdir(), 'oit-root-'));
  cpSync(join(own, 'checklists'), join(root, 'checklists'), { recursive: true });
  cpSync(join(own, 'package.json'), join(root, 'package.json'));
  found = [];
  made = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  rmSync(root, { recursive: true });
});

function open(program = 'this program'): DerivedFiles {
  const derived = openDerivedFiles(folder, program);
  return {
    read(kind, madeOf) {
      const bytes = derived.read(kind, madeOf);
      if (bytes !== null) found.push(kind);
      return bytes;
    },
    write(kind, madeOf, bytes) {
      made.push(kind);
      derived.write(kind, madeOf, bytes);
    },
  };
}

/** All that can be told of resources from outside. */
function tell({ loaded, words, agencyPatterns, titles: judge }: Resources): unknown {
  const { checklist, sha256 } = loaded;
  return { checklist, sha256, words, agencyPatterns, answers: titles.map((title) => judge.match(title)) };
}

async function load(derived: DerivedFiles): Promise<unknown> {
  return tell(await loadResources(root, 'ita-2568', 2568, derived));
}

describe('what is made of checklist and words', () => {
  it('is the same whether it was made or kept, and is made once', async () => {
    expect(await load(open())).toEqual(plainBefore);
    expect(found).toEqual([]);
    expect(made).toEqual(all);
    made = [];
    expect(await load(open())).toEqual(plainBefore);
    expect(found).toEqual(all);
    expect(made).toEqual([]);
  });

  it('is made anew of a file that was edited, and only what hangs on it', async () => {
    cpSync(keptBefore, folder, { recursive: true });
    const path = join(root, 'checklists', 'title-words.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('ข่าวประชาสัมพันธ์', 'ข่าวเล่าสู่กันฟัง'));
    const told = await load(open());
    expect(found).toEqual(['yaml', 'yaml', 'yaml']);
    expect(made).toEqual(['yaml', 'titles']);
    expect(told).not.toEqual(plainBefore);
    expect(told).toEqual(await load(noDerivedFiles));
  });

  it('names file and line of a mistake in a file that was kept before', async () => {
    cpSync(keptBefore, folder, { recursive: true });
    const path = join(root, 'checklists', 'ita-2568.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('programme: ita', 'programm: ita'));
    const loading = load(open());
    await expect(loading).rejects.toThrow(ChecklistError);
    await expect(loading).rejects.toThrow(/ita-2568\.yaml:\d+:1 .*programm/su);
  });

  it('is made anew by another program', async () => {
    cpSync(keptBefore, folder, { recursive: true });
    expect(await load(open('the next version'))).toEqual(plainBefore);
    expect(found).toEqual([]);
    expect(made).toEqual(all);
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
    ['empty', () => Buffer.alloc(0)],
    [
      'changed in one place',
      (bytes: Buffer) => Buffer.from(bytes).fill(7, bytes.length - 9, bytes.length - 8),
    ],
  ])('is made anew, and whole again, where what was kept is %s', async (_name, damage) => {
    cpSync(keptBefore, folder, { recursive: true });
    for (const name of readdirSync(folder))
      writeFileSync(join(folder, name), damage(readFileSync(join(folder, name))));
    expect(await load(open())).toEqual(plainBefore);
    expect(found).toEqual([]);
    await load(open());
    expect(found).toEqual(all);
  });
});

describe('the folder of derived files', () => {
  it('may be one that cannot be made', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const derived = openDerivedFiles(join(file, 'below'), 'p');
    derived.write('yaml', ['x'], Buffer.from('y'));
    expect(derived.read('yaml', ['x'])).toBeNull();
  });

  it('holds the newest files and nothing unfinished', () => {
    const derived = openDerivedFiles(folder, 'p');
    for (let at = 0; at < 40; at += 1) derived.write('yaml', [String(at)], Buffer.from(String(at)));
    expect(readdirSync(folder)).toHaveLength(24);
    expect(readdirSync(folder).every((name) => /^yaml-[0-9a-f]{64}$/u.test(name))).toBe(true);
    expect(derived.read('yaml', ['39'])?.toString()).toBe('39');
  });

  it.skipIf(process.getuid?.() !== 0)('is not believed where another user wrote it', () => {
    const derived = openDerivedFiles(folder, 'p');
    derived.write('yaml', ['x'], Buffer.from('y'));
    for (const name of readdirSync(folder)) chownSync(join(folder, name), 12_345, 12_345);
    expect(derived.read('yaml', ['x'])).toBeNull();
  });

  it('tells apart what is made of the same texts cut otherwise', () => {
    const derived = openDerivedFiles(folder, 'p');
    derived.write('titles', ['ab', 'c'], Buffer.from('1'));
    expect(derived.read('titles', ['a', 'bc'])).toBeNull();
    expect(derived.read('yaml', ['ab', 'c'])).toBeNull();
  });

  it('is none where Node keeps nothing', async () => {
    const derived = await openProgramDerived(undefined);
    derived.write('yaml', ['x'], Buffer.from('y'));
    expect(derived.read('yaml', ['x'])).toBeNull();
  });

  it('lies beside what Node compiled', async () => {
    const derived = await openProgramDerived(folder);
    derived.write('yaml', ['x'], Buffer.from('y'));
    expect(readdirSync(join(folder, 'oit-checker'))).toHaveLength(1);
    expect((await openProgramDerived(folder)).read('yaml', ['x'])?.toString()).toBe('y');
  });
});

it('keeps no YAML that JSON cannot say', async () => {
  const { findPlainYaml, keepPlainYaml } = await import('../../src/checklist/kept-yaml.ts');
  const derived = openDerivedFiles(folder, 'p');
  for (const value of [{ a: Number.NaN }, [Number.POSITIVE_INFINITY], undefined, { a: undefined }, [-0]])
    keepPlainYaml(derived, 'x', value);
  expect(findPlainYaml(derived, 'x')).toBeUndefined();
  keepPlainYaml(derived, 'x', { a: [1, 'ก', null] });
  expect(findPlainYaml(derived, 'x')).toEqual({ a: [1, 'ก', null] });
});
