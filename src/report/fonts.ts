import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** woff2 files of Sarabun (SIL Open Font Licence) as base64, by script and weight. */
export interface ReportFonts {
  thai400: string;
  thai700: string;
  latin400: string;
  latin700: string;
}

/**
 * Reads the fonts that a report carries inside itself, about 57 KB as base64.
 * @throws the file system's error when the font package is not installed
 */
export async function readReportFonts(): Promise<ReportFonts> {
  const { resolve } = createRequire(import.meta.url);
  const read = async (script: 'thai' | 'latin', weight: 400 | 700): Promise<string> => {
    const path = resolve(`@fontsource/sarabun/files/sarabun-${script}-${weight}-normal.woff2`);
    return (await readFile(path)).toString('base64');
  };
  const [thai400, thai700, latin400, latin700] = await Promise.all([
    read('thai', 400),
    read('thai', 700),
    read('latin', 400),
    read('latin', 700),
  ]);
  return { thai400, thai700, latin400, latin700 };
}
