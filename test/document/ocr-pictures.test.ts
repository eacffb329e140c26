import { describe, expect, it } from 'vitest';
import { renderEmbeddedPictures } from '../../src/document/ocr/embedded-picture.ts';
import { encodePgm, invert, multiply, turnPgmAround } from '../../src/document/ocr/grey-picture.ts';
import { readImageSize } from '../../src/document/ocr/image-size.ts';
import { makeBitImage, makeGreyImage, makeImagePdf, type PdfImageObject } from './ocr-support.ts';

const longSidePx = 80;
const fullPage = 'q 600 0 0 800 0 0 cm /I0 Do Q';

interface Pgm {
  widthPx: number;
  heightPx: number;
  at: (x: number, y: number) => number;
}

async function render(images: PdfImageObject[], content: string, pageEntries = ''): Promise<Pgm> {
  const pdf = makeImagePdf(images, content, pageEntries);
  const picture = await renderEmbeddedPictures(pdf, 1, longSidePx, 1_000_000);
  if (typeof picture === 'string') throw new Error(picture);
  const header = /^P5\n(\d+) (\d+)\n255\n/u.exec(Buffer.from(picture.subarray(0, 20)).toString('latin1'));
  const widthPx = Number(header?.[1]);
  const start = header?.[0].length ?? 0;
  return {
    widthPx,
    heightPx: Number(header?.[2]),
    at: (x, y) => picture[start + y * widthPx + x] ?? -1,
  };
}

/** Dark in its upper left quarter. */
const corner = (x: number, y: number): number => (x < 150 && y < 200 ? 20 : 230);

describe('a page made of its pictures', () => {
  it('lays a picture upright and shrinks it to the size asked for', async () => {
    const page = await render([makeGreyImage(300, 400, corner)], fullPage);
    expect([page.widthPx, page.heightPx]).toEqual([60, 80]);
    expect([page.at(5, 5), page.at(55, 5), page.at(5, 75), page.at(55, 75)]).toEqual([20, 230, 230, 230]);
  });

  it('turns it as the page is turned', async () => {
    const quarter = await render([makeGreyImage(300, 400, corner)], fullPage, '/Rotate 90');
    expect([quarter.widthPx, quarter.heightPx]).toEqual([80, 60]);
    expect([quarter.at(5, 5), quarter.at(75, 5)]).toEqual([230, 20]);
    const half = await render([makeGreyImage(300, 400, corner)], fullPage, '/Rotate 180');
    expect([half.at(5, 5), half.at(55, 75)]).toEqual([230, 20]);
  });

  it('joins strips', async () => {
    const upper = makeGreyImage(300, 200, () => 40);
    const lower = makeGreyImage(300, 200, () => 200);
    const page = await render(
      [upper, lower],
      'q 600 0 0 400 0 400 cm /I0 Do Q q 600 0 0 400 0 0 cm /I1 Do Q',
    );
    expect([page.at(30, 5), page.at(30, 38), page.at(30, 42), page.at(30, 75)]).toEqual([40, 40, 200, 200]);
  });

  it('reads one-bit pictures and one-bit stencils', async () => {
    const isDark = (x: number, y: number): boolean => corner(x, y) === 20;
    const grey = makeBitImage(301, 400, '/ColorSpace/DeviceGray', (x, y) => !isDark(x, y));
    const stencil = makeBitImage(301, 400, '/ImageMask true', (x, y) => !isDark(x, y));
    const inverse = makeBitImage(301, 400, '/ImageMask true/Decode[1 0]', isDark);
    for (const image of [grey, stencil, inverse]) {
      const page = await render([image], fullPage);
      expect([page.at(5, 5), page.at(55, 5), page.at(5, 75)]).toEqual([0, 255, 255]);
    }
  });

  it('keeps thin strokes when it shrinks', async () => {
    const page = await render([makeGreyImage(480, 640, (x) => (x % 8 === 0 ? 0 : 255))], fullPage);
    expect(page.at(30, 40)).toBeLessThan(255);
    expect(page.at(30, 40)).toBeGreaterThan(150);
  });

  it('says that a page holds no picture, or none that it can decode', async () => {
    const text = makeImagePdf([], 'BT ET');
    expect(await renderEmbeddedPictures(text, 1, longSidePx, 1_000_000)).toBe('none');
    const icon = makeImagePdf([makeGreyImage(10, 10, () => 0)], 'q 30 0 0 30 0 0 cm /I0 Do Q');
    expect(await renderEmbeddedPictures(icon, 1, longSidePx, 1_000_000)).toBe('none');
    const fax = {
      widthPx: 300,
      heightPx: 400,
      entries: '/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode',
      data: new Uint8Array([0, 0, 0, 0]),
    };
    expect(await renderEmbeddedPictures(makeImagePdf([fax], fullPage), 1, longSidePx, 1_000_000)).toBe(
      'undecoded',
    );
  });
});

describe('pictures', () => {
  it('inverts what it multiplies', () => {
    const matrix = multiply([2, 0, 0, 3, 5, 7], [0, 1, -1, 0, 0, 0]);
    const back = invert(matrix);
    expect(back && multiply(back, matrix).map((value) => Math.round(value * 1e6) / 1e6 + 0)).toEqual([
      1, 0, 0, 1, 0, 0,
    ]);
    expect(invert([0, 0, 0, 0, 1, 1])).toBeNull();
  });

  it('turns a PGM by half a circle and nothing else', () => {
    const file = encodePgm({ widthPx: 2, heightPx: 2, pixels: Uint8Array.from([1, 2, 3, 4]) });
    expect(Array.from(turnPgmAround(file) ?? []).slice(-4)).toEqual([4, 3, 2, 1]);
    expect(turnPgmAround(file.subarray(0, -1))).toBeNull();
    expect(turnPgmAround(Buffer.from('\u0089PNG'))).toBeNull();
  });

  it('reads the size in the header of every common format', () => {
    const bytes = (...values: number[]): Uint8Array => Uint8Array.from([...values, ...Array(32).fill(0)]);
    const png = bytes(
      0x89,
      0x50,
      0x4e,
      0x47,
      13,
      10,
      26,
      10,
      0,
      0,
      0,
      13,
      0x49,
      0x48,
      0x44,
      0x52,
      0,
      0,
      4,
      0,
      0,
      0,
      3,
      0,
    );
    expect(readImageSize(png)).toEqual({ widthPx: 1024, heightPx: 768 });
    const jpeg = bytes(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xff, 0xc2, 0, 17, 8, 3, 0, 4, 0);
    expect(readImageSize(jpeg)).toEqual({ widthPx: 1024, heightPx: 768 });
    expect(readImageSize(bytes(0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0, 4, 0, 3))).toEqual({
      widthPx: 1024,
      heightPx: 768,
    });
    const bmp = bytes(0x42, 0x4d, ...Array(16).fill(0), 0, 4, 0, 0, 0, 0xfd, 0xff, 0xff);
    expect(readImageSize(bmp)).toEqual({ widthPx: 1024, heightPx: 768 });
    const tiff = bytes(
      0x49,
      0x49,
      42,
      0,
      8,
      0,
      0,
      0,
      2,
      0,
      0,
      1,
      3,
      0,
      1,
      0,
      0,
      0,
      0,
      4,
      0,
      0,
      1,
      1,
      3,
      0,
      1,
      0,
      0,
      0,
      0,
      3,
      0,
      0,
    );
    expect(readImageSize(tiff)).toEqual({ widthPx: 1024, heightPx: 768 });
    const webp = (chunk: string, ...rest: number[]): Uint8Array =>
      bytes(...Buffer.from('RIFF0000WEBP'), ...Buffer.from(chunk), ...rest);
    expect(readImageSize(webp('VP8X', 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 3, 0, 0xff, 2, 0))).toEqual({
      widthPx: 1024,
      heightPx: 768,
    });
    expect(readImageSize(webp('VP8 ', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 3))).toEqual({
      widthPx: 1024,
      heightPx: 768,
    });
    expect(readImageSize(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10"/>'))).toBeNull();
    expect(readImageSize(new Uint8Array([0xff, 0xd8, 0xff]))).toBeNull();
  });
});
