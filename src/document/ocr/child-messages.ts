/** What the parent asks of the OCR child, one at a time. */
export type ChildRequest =
  | { type: 'recognise'; id: number; picturePath: string; dataDir: string }
  | {
      type: 'picture';
      id: number;
      pdfPath: string;
      page: number;
      outPath: string;
      longSidePx: number;
      maxPixels: number;
    };

/** How taking the pictures of a page ended; `undecoded`: it has some, of a kind that cannot be decoded here. */
export type PictureEnd = 'written' | 'none' | 'undecoded';

/** What the child answers. */
export type ChildReply =
  | { type: 'recognised'; id: number; text: string; tsv: string }
  | { type: 'pictured'; id: number; end: PictureEnd }
  | { type: 'failed'; id: number; detail: string };
