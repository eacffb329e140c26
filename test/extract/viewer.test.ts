import { describe, expect, it } from 'vitest';
import { unwrapViewer } from '../../src/extract/viewer.ts';

const plan = 'https://www.khambong.go.th/files/plan.pdf';
const encoded = encodeURIComponent(plan);

const unwrap = (url: string): string | null => unwrapViewer(new URL(url))?.href ?? null;

describe('unwrapViewer', () => {
  it.each([
    `https://docs.google.com/viewer?url=${encoded}&embedded=true`,
    `https://docs.google.com/gview?embedded=true&url=${encoded}`,
    `https://drive.google.com/viewerng/viewer?url=${encoded}`,
    `https://view.officeapps.live.com/op/embed.aspx?src=${encoded}`,
    `https://www.khambong.go.th/pdfjs/web/viewer.html?file=${encoded}#page=2`,
    'https://www.khambong.go.th/pdfjs/web/viewer.html?file=../../files/plan.pdf',
    'https://www.khambong.go.th/pdfjs/web/viewer.html?file=%252Ffiles%252Fplan.pdf',
    `https://www.khambong.go.th/pdfjs/web/viewer.html?file=${encodeURIComponent(encoded)}`,
    'https://www.khambong.go.th/flipbook/index.php?pdf=/files/plan.pdf',
    `https://mozilla.github.io/pdf.js/web/viewer.html?file=${encoded}`,
  ])('finds the document in %s', (url) => {
    expect(unwrap(url)).toBe(plan);
  });

  it('takes what pdf.js is told to show, whatever it is called', () => {
    expect(unwrap('https://www.khambong.go.th/assets/pdfjs/web/viewer.html?file=/download.php?id=7')).toBe(
      'https://www.khambong.go.th/download.php?id=7',
    );
    expect(unwrap('https://www.khambong.go.th/web/viewer.html?file=/api/file/7')).toBe(
      'https://www.khambong.go.th/api/file/7',
    );
  });

  it('leaves an address alone that is encoded wrongly', () => {
    expect(unwrap('https://www.khambong.go.th/pdfjs/web/viewer.html?file=%252Ffiles%252F%25ZZ.pdf')).toBe(
      'https://www.khambong.go.th/pdfjs/web/%2Ffiles%2F%ZZ.pdf',
    );
  });

  it('finds a share behind a viewer', () => {
    const share = 'https://drive.google.com/uc?id=1a';
    expect(unwrap(`https://docs.google.com/viewer?url=${encodeURIComponent(share)}`)).toBe(share);
  });

  it.each([
    'https://www.khambong.go.th/web/viewer.html',
    'https://www.khambong.go.th/view.php?file=7',
    'https://www.khambong.go.th/pdfjs/web/viewer.html?file=javascript:alert(1)',
    'https://docs.google.com/viewer?srcid=1a',
    'https://www.scribd.com/embeds/123/content',
  ])('finds none in %s', (url) => {
    expect(unwrap(url)).toBeNull();
  });
});
