import { findPackagedData, findPackageVersion } from './language-data.ts';
import { findSystemTesseract, type SystemTesseract } from './system-engine.ts';
import { defaultOcrLimits, type OcrDeps } from './types.ts';

/** One engine or picture maker: whether it can be used here, and why not. */
export interface OcrCandidate {
  id: 'system' | 'bundled' | 'poppler' | 'embedded';
  /** with its version where it has one, `tesseract 5.3.0` */
  name: string;
  usable: boolean;
  /** null when usable */
  whyNot: 'not-installed' | 'no-thai-data' | 'not-asked-for' | null;
}

/** What OCR would use on this machine, best first; `engine` and `pictures` are null where nothing can be used. */
export interface OcrFinding {
  engine: OcrCandidate | null;
  pictures: OcrCandidate | null;
  engines: OcrCandidate[];
  pictureMakers: OcrCandidate[];
  /** the machine's tesseract, where it may be used */
  system: SystemTesseract | null;
  /** which data the machine's tesseract is given: the packaged one, so that two machines read alike, else its own */
  systemData: 'packaged' | 'own' | null;
}

function judge(
  id: OcrCandidate['id'],
  name: string,
  isWanted: boolean,
  isInstalled: boolean,
  hasThai: boolean,
): OcrCandidate {
  const whyNot = !isWanted
    ? 'not-asked-for'
    : !isInstalled
      ? 'not-installed'
      : hasThai
        ? null
        : 'no-thai-data';
  return { id, name, usable: whyNot === null, whyNot };
}

/** Looks what reads scans on this machine; starts the machine's tesseract for its version and nothing else. */
export async function findOcr(deps: OcrDeps): Promise<OcrFinding> {
  const wanted = deps.engine ?? 'auto';
  const wantedPictures = deps.pictures ?? 'auto';
  const hasPackagedData = findPackagedData() !== null;
  const found = await findSystemTesseract(deps, { ...defaultOcrLimits, ...deps.limits });
  const bundledVersion = findPackageVersion('tesseract.js');
  const poppler = deps.findTool('pdftoppm');

  const systemData = hasPackagedData ? 'packaged' : found?.languages.includes('tha') === true ? 'own' : null;
  const engines = [
    judge(
      'system',
      found === null ? 'tesseract' : `tesseract ${found.version}`,
      wanted !== 'bundled',
      found !== null,
      systemData !== null,
    ),
    judge(
      'bundled',
      bundledVersion === null ? 'tesseract.js' : `tesseract.js ${bundledVersion}`,
      wanted !== 'system',
      bundledVersion !== null,
      hasPackagedData,
    ),
  ];
  const pictureMakers = [
    judge('poppler', 'pdftoppm', wantedPictures !== 'embedded', poppler !== null, true),
    judge('embedded', 'unpdf', wantedPictures !== 'poppler', true, true),
  ];
  return {
    engine: engines.find(({ usable }) => usable) ?? null,
    pictures: pictureMakers.find(({ usable }) => usable) ?? null,
    engines,
    pictureMakers,
    system: found,
    systemData,
  };
}
