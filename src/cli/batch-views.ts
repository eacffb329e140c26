import { join, relative } from 'node:path';
import { CompareError, type Resources, writeComparison } from '../index.ts';
import type { CliContext } from './context.ts';

/**
 * Writes the comparison of a batch's agencies beside them: `site/index.html` and `compare.xlsx`. What stands in the way (the
 * workbook is open in Excel) is told in one line; the agencies' own results are safe then all the same.
 */
export async function writeBatchViews(
  folder: string,
  { toolVersion }: Pick<Resources, 'toolVersion'>,
  lang: 'th' | 'en',
  { cwd, stderr }: Pick<CliContext, 'cwd' | 'stderr'>,
): Promise<void> {
  try {
    await writeComparison(folder, { toolVersion, formats: ['site', 'xlsx'], lang });
    const page = join(folder, 'site', 'index.html');
    const near = relative(cwd, page);
    stderr(
      `${lang === 'th' ? 'เทียบทุกหน่วยงาน' : 'All agencies compared'}: ${near.startsWith('..') ? page : near}\n`,
    );
  } catch (error) {
    if (!(error instanceof CompareError)) throw error;
    stderr(`${error.message}\n`);
  }
}
