import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, type PDFFont, type PDFPage, type PDFRef } from 'pdf-lib';
import { type Face, measureText, splitRuns } from './font.ts';
import { type Faces, type LaidOutPage, layOut, type Mark } from './layout.ts';
import type { Picture } from './paint.ts';
import type { DocumentSource } from './source.ts';

const madeOn = new Date('2025-04-01T02:00:00Z');

interface EmbeddedFace {
  face: Face;
  thai: PDFFont;
  latin: PDFFont;
}

/** A PDF with a text layer, by pdf-lib. The same source gives the same bytes. */
export async function makePdf(source: DocumentSource, faces: Faces): Promise<Uint8Array> {
  const pdf = await startPdf(source.title);
  pdf.registerFontkit(fontkit);
  const regular = await embedFace(pdf, faces.regular, 'Sarabun');
  const bold = await embedFace(pdf, faces.bold, 'SarabunBold');
  const pages = layOut(source, faces);
  // Only where it is shown: readers count the pictures that a file holds.
  const hasPhotos = pages.some(({ marks }) => marks.some(({ kind }) => kind === 'photo'));
  const portrait = hasPhotos ? registerPicture(pdf, paintPortrait()) : null;
  for (const laidOut of pages) {
    const page = pdf.addPage([laidOut.width, laidOut.height]);
    for (const mark of laidOut.marks) drawMark(page, laidOut, mark, { regular, bold, portrait });
  }
  return await pdf.save();
}

/** An empty PDF whose dates and names do not change from run to run. */
export async function startPdf(title: string): Promise<PDFDocument> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(title);
  pdf.setProducer('pdf-lib');
  pdf.setCreationDate(madeOn);
  pdf.setModificationDate(madeOn);
  return pdf;
}

async function embedFace(pdf: PDFDocument, face: Face, name: string): Promise<EmbeddedFace> {
  // Without a name pdf-lib adds random digits, and no two files would be alike.
  const embed = (script: 'thai' | 'latin'): Promise<PDFFont> =>
    pdf.embedFont(face.bytes[script], { subset: true, customName: `${name}-${script}` });
  return { face, thai: await embed('thai'), latin: await embed('latin') };
}

interface Supplies {
  regular: EmbeddedFace;
  bold: EmbeddedFace;
  /** null where the document shows none */
  portrait: PDFRef | null;
}

/** Adds a picture of greys, unchanged, for use on any page. */
export function registerPicture(pdf: PDFDocument, picture: Picture): PDFRef {
  return pdf.context.register(
    pdf.context.flateStream(picture.pixels, {
      Type: 'XObject',
      Subtype: 'Image',
      Width: picture.width,
      Height: picture.height,
      ColorSpace: 'DeviceGray',
      BitsPerComponent: 8,
    }),
  );
}

/** Shows a registered picture; points from the lower left corner. */
export function placePicture(
  pdf: PDFDocument,
  page: PDFPage,
  picture: PDFRef,
  box: { x: number; y: number; width: number; height: number },
): void {
  const name = page.node.newXObject('Picture', picture);
  const content = `q ${box.width} 0 0 ${box.height} ${box.x} ${box.y} cm ${name.toString()} Do Q`;
  page.node.addContentStream(pdf.context.register(pdf.context.flateStream(content)));
}

/** Something like a head and shoulders: nobody's face. */
function paintPortrait(): Picture {
  const [width, height] = [240, 300];
  const pixels = new Uint8Array(width * height).fill(225);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isHead = ((x - 120) / 55) ** 2 + ((y - 110) / 70) ** 2 < 1;
      const isBody = ((x - 120) / 110) ** 2 + ((y - 300) / 110) ** 2 < 1;
      if (isHead || isBody) pixels[y * width + x] = isHead ? 150 : 90;
    }
  }
  return { width, height, pixels };
}

function drawMark(page: PDFPage, laidOut: LaidOutPage, mark: Mark, supplies: Supplies): void {
  switch (mark.kind) {
    case 'text': {
      const embedded = mark.bold ? supplies.bold : supplies.regular;
      let x = mark.x;
      for (const run of splitRuns(mark.text)) {
        const y = laidOut.height - mark.baseline;
        page.drawText(run.text, { x, y, size: mark.sizePt, font: embedded[run.script] });
        x += measureText(embedded.face, run.text, mark.sizePt);
      }
      return;
    }
    case 'line':
      page.drawLine({
        start: { x: mark.x1, y: laidOut.height - mark.y1 },
        end: { x: mark.x2, y: laidOut.height - mark.y2 },
        thickness: 0.5,
      });
      return;
    case 'photo':
      if (supplies.portrait === null) return;
      placePicture(page.doc, page, supplies.portrait, { ...mark, y: laidOut.height - mark.y - mark.height });
      return;
  }
}
