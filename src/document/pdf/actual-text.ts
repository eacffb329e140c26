import { walkContent } from './unicode-maps/content.ts';
import { collectEvidence } from './unicode-maps/corrections.ts';
import type { Evidence } from './unicode-maps/corrections.ts';
import { findFonts } from './unicode-maps/fonts.ts';
import type { MappedFont } from './unicode-maps/fonts.ts';
import { createStreamReader, scanObjects } from './unicode-maps/plain-objects.ts';
import type { PlainObject } from './unicode-maps/plain-objects.ts';
import { patchUnicodeMap } from './unicode-maps/unicode-map.ts';
import { appendStreams, readEnd } from './unicode-maps/update.ts';
import type { StreamVersion } from './unicode-maps/update.ts';

/** Operators and operands that are read of all contents together: some thousand pages. */
const maxTokens = 4_000_000;

/**
 * Makes the ToUnicode maps of a PDF say what its `/ActualText` says, which pdf.js does not read. LibreOffice gives
 * the letters of a Thai glyph there and there alone where the map has another use of the glyph, or none. The same
 * bytes where there is nothing to mend, or anything out of the ordinary; else the file with new versions of the maps
 * appended. Never throws.
 */
export function mendUnicodeMaps(bytes: Uint8Array): Uint8Array {
  try {
    return mend(bytes);
  } catch {
    // what is wrong with the file is for its reader to say
    return bytes;
  }
}

function mend(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isOrdinary =
    file.subarray(0, 5).equals(Buffer.from('%PDF-')) &&
    file.includes('/ToUnicode') &&
    !file.includes('/Encrypt') &&
    // fonts and names may stand where this does not look
    !file.includes('/ObjStm');
  if (!isOrdinary) return bytes;
  const source = file.toString('latin1');
  const end = readEnd(source);
  const objects = end === null ? null : scanObjects(source);
  if (end === null || objects === null) return bytes;
  const readStream = createStreamReader(bytes);
  const fonts = findFonts(objects, readStream);
  if (fonts === null || fonts.byName.size === 0) return bytes;
  const maps = new Map([...fonts.maps].map(([number, { map }]) => [number, map.texts]));
  const evidence = collectEvidence(maps);
  readContents(objects, readStream, fonts.byName, evidence);
  const versions: StreamVersion[] = [];
  for (const [number, corrections] of evidence.findCorrections()) {
    const font = fonts.maps.get(number);
    const object = objects.get(number);
    if (font === undefined || object === undefined) continue;
    const content = patchUnicodeMap(font.source, font.map.codeLength, corrections);
    if (content !== null) versions.push({ number, generation: object.generation, content });
  }
  return versions.length === 0 ? bytes : appendStreams(bytes, end, versions);
}

function readContents(
  objects: ReadonlyMap<number, PlainObject>,
  readStream: (object: PlainObject) => string | null,
  fonts: ReadonlyMap<string, MappedFont>,
  evidence: Evidence,
): void {
  let tokensLeft = maxTokens;
  for (const object of objects.values()) {
    if (tokensLeft <= 0) return;
    if (object.stream === null || !isContent(object.head)) continue;
    const content = readStream(object);
    if (content === null || !isShowingText(content)) continue;
    tokensLeft -= walkContent(content, tokensLeft, {
      codeLength: (name) => fonts.get(name)?.codeLength ?? 0,
      usePlain(name, code) {
        const font = fonts.get(name);
        if (font !== undefined) evidence.addPlain({ map: font.map, code });
      },
      useSpan(glyphs, text) {
        const known = glyphs.flatMap(({ font, code }) => {
          const map = fonts.get(font)?.map;
          return map === undefined ? [] : [{ map, code }];
        });
        evidence.addSpan(known, text);
      },
    });
  }
}

/** Contents of pages have no type; forms are contents within them. Font files tell their lengths. */
function isContent(head: string): boolean {
  return /\/Subtype\s{0,4}\/Form\b/.test(head) || !/\/(?:Type|Subtype|Length1|N|FunctionType)\b/.test(head);
}

function isShowingText(content: string): boolean {
  return content.includes('Tf') && /T[jJ]/.test(content);
}
