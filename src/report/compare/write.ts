import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { CompareError } from '../../compare/error.ts';
import { gatherOverview } from '../../compare/gather.ts';
import type { Overview } from '../../compare/schema.ts';
import { shareOf } from '../../compare/share.ts';
import { findResults, type FoundResults } from '../../compare/sources.ts';
import { compareTwoRuns, type TwoRuns } from '../../compare/two-runs.ts';
import { agencyFolder } from '../../fleet/agency-folder.ts';
import type { Result } from '../../result/schema.ts';
import { readReportFonts } from '../fonts.ts';
import type { ReportLanguage } from '../format.ts';
import { renderCompareCsv } from './csv.ts';
import { nothingTyped, readTypedColumns, type TypedColumns } from './earlier-sheet.ts';
import type { CompareFormat } from './formats.ts';
import { renderSharePage } from './html/share-page.ts';
import { renderCompareSite } from './html/site.ts';
import type { LinkTo } from './view-table.ts';
import { renderTwoRuns } from './two-runs-files.ts';
import { renderCompareXlsx } from './xlsx.ts';

/** How a comparison is written. */
export interface ComparisonOptions {
  /** version of this program */
  toolVersion: string;
  formats: readonly CompareFormat[];
  lang: ReportLanguage;
  /** folder to write to; the compared one by default */
  out?: string | undefined;
  /** folder of an earlier batch, or of earlier results, to compare against */
  earlier?: string | undefined;
  /** keys of agencies to write a copy for: its own row and the median */
  share?: readonly string[] | undefined;
}

export interface WrittenComparison {
  overview: Overview;
  /** of the files written, in the order in which they were */
  paths: string[];
  /** results that were not read, and why */
  passedOver: FoundResults['passedOver'];
}

/**
 * Compares the agencies of a folder, that of a batch or any with results in it, and writes what was asked for:
 * `site/index.html`, `compare.xlsx`, `compare-*.csv`, `compare.json`, `share/<agency>.html`. One result is read at a time.
 *
 * @throws CompareError when there is nothing to compare, or what people typed into the earlier workbook cannot be kept
 */
export async function writeComparison(
  folder: string,
  options: ComparisonOptions,
): Promise<WrittenComparison> {
  return await writeComparisonOf(await findResults(folder), options);
}

/** {@link writeComparison} of results that were found already. */
export async function writeComparisonOf(
  found: FoundResults,
  options: ComparisonOptions,
): Promise<WrittenComparison> {
  const { lang, toolVersion } = options;
  const out = options.out ?? found.folder;
  const formats = new Set(options.formats);
  // Before the work of an hour, not after it.
  const typed = formats.has('xlsx') ? await readTyped(join(out, 'compare.xlsx')) : nothingTyped;
  const earlier = options.earlier === undefined ? null : await findResults(options.earlier);
  const gathered = await gatherOverview(found, earlier, toolVersion);
  const { overview } = gathered;
  const shares = (options.share ?? []).map((key) => shareOf(overview, key));
  const paths: string[] = [];
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    const path = join(out, ...name.split('/'));
    await writeWhole(path, content);
    paths.push(path);
  };
  if (formats.has('site')) {
    const linkTo = createLinks(found.folder, join(out, 'site'));
    const fontsBase64 = await readReportFonts();
    await write('site/index.html', renderCompareSite(overview, { lang, fontsBase64, linkTo }));
  }
  const linkTo = createLinks(found.folder, out);
  if (formats.has('xlsx'))
    await write('compare.xlsx', await renderCompareXlsx(gathered, lang, linkTo, typed));
  if (formats.has('csv'))
    for (const { name, content } of renderCompareCsv(overview, lang, linkTo)) await write(name, content);
  if (formats.has('json')) await write('compare.json', `${JSON.stringify(overview)}\n`);
  for (const share of shares) {
    const page = renderSharePage(share, overview, { lang, fontsBase64: await readReportFonts() });
    await write(`share/${agencyFolder(share.row.key)}.html`, page);
  }
  return { overview, paths, passedOver: found.passedOver };
}

/**
 * Compares two results of one agency, and writes them in the formats asked for.
 *
 * @param out folder to write to; null writes nothing
 * @throws CompareError when they are of two agencies
 */
export async function writeTwoRuns(
  older: Result,
  newer: Result,
  { toolVersion, formats, lang }: Pick<ComparisonOptions, 'toolVersion' | 'formats' | 'lang'>,
  out: string | null,
): Promise<{ runs: TwoRuns; paths: string[] }> {
  const runs = compareTwoRuns(older, newer, toolVersion);
  const paths: string[] = [];
  for (const format of out === null ? [] : new Set(formats)) {
    const { name, content } = await renderTwoRuns(runs, format, lang);
    const path = join(out ?? '', name);
    await writeWhole(path, content);
    paths.push(path);
  }
  return { runs, paths };
}

/** Links to the reports of a folder's runs, from the folder that the page stands in; null where there is no report. */
function createLinks(folder: string, from: string): LinkTo {
  return (run) => {
    if (run === null) return null;
    const report = join(folder, ...run.split('/'), 'report.html');
    if (!existsSync(report)) return null;
    return relative(from, report).split(sep).map(encodeURIComponent).join('/');
  };
}

async function readTyped(path: string): Promise<TypedColumns> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return nothingTyped;
    throw error;
  }
  return await readTypedColumns(path, bytes);
}

/** There whole or not at all: half a workbook would lose what people typed. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID().slice(0, 8)}.tmp`;
  await writeFile(temporary, content);
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    // Excel on Windows holds the file that it shows.
    const isHeld =
      error instanceof Error && 'code' in error && /^(?:EBUSY|EPERM|EACCES)$/.test(String(error.code));
    if (!isHeld) throw error;
    throw new CompareError(
      `${path} เขียนไม่ได้ อาจเปิดค้างอยู่ในโปรแกรมอื่น โปรดปิดแล้วสั่งใหม่ · cannot be written, perhaps it is open in another program: close it and try again.`,
      { cause: error },
    );
  }
}
