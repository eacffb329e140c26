import { copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

export const ocrLanguages = ['tha', 'eng'] as const;

/**
 * Which of the package's variants: `4.0.0` sets a blank after every Thai letter, `4.0.0_best_int` reads
 * prose with 98–99 % of its letters right.
 */
const variant = '4.0.0_best_int';
const maxUnpackedBytes = 64 * 1024 * 1024;

/** Where the language data of the npm packages lies, `{ tha: '….gz', eng: '….gz' }`; null when one is not installed. */
export function findPackagedData(): Record<(typeof ocrLanguages)[number], string> | null {
  const require = createRequire(import.meta.url);
  const locate = (language: string): string | null => {
    try {
      const folder = dirname(require.resolve(`@tesseract.js-data/${language}/package.json`));
      return join(folder, variant, `${language}.traineddata.gz`);
    } catch {
      return null;
    }
  };
  const tha = locate('tha');
  const eng = locate('eng');
  return tha === null || eng === null ? null : { tha, eng };
}

/** Version of an installed npm package; null when it is not installed. */
export function findPackageVersion(name: string): string | null {
  const require = createRequire(import.meta.url);
  try {
    const manifest: unknown = require(`${name}/package.json`);
    if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) return null;
    return typeof manifest.version === 'string' ? manifest.version : null;
  } catch {
    return null;
  }
}

async function isLaidOut(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && found.size > 0;
}

/** Under another name first: a second run that looks at the same time never sees half a file. */
async function putInPlace(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  if (await isLaidOut(path)) return;
  const temporary = `${path}.${process.pid}.tmp`;
  await write(temporary);
  await rename(temporary, path);
}

/**
 * Lays the packaged Thai and English data out in one folder, as both engines want it: `<language>.traineddata.gz`
 * for the bundled engine and `<language>.traineddata` for the system's. False when the packages are not installed.
 */
export async function layOutLanguageData(dataDir: string, form: 'packed' | 'unpacked'): Promise<boolean> {
  const packaged = findPackagedData();
  if (packaged === null) return false;
  await mkdir(dataDir, { recursive: true });
  for (const language of ocrLanguages) {
    const source = packaged[language];
    if (form === 'packed') {
      await putInPlace(join(dataDir, `${language}.traineddata.gz`), async (to) => copyFile(source, to));
    } else {
      await putInPlace(join(dataDir, `${language}.traineddata`), async (to) => {
        const unpack = promisify(gunzip);
        await writeFile(to, await unpack(await readFile(source), { maxOutputLength: maxUnpackedBytes }));
      });
    }
  }
  return true;
}
