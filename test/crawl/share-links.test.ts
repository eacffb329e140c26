import { describe, expect, it } from 'vitest';
import { isLoginAddress, resolveShareLink } from '../../src/crawl/share-links.ts';

const drive = 'https://drive.google.com';
const docs = 'https://docs.google.com';

const download = (url: string): string | null | undefined => resolveShareLink(url)?.downloadUrl;

describe('resolveShareLink', () => {
  it.each([
    `${drive}/file/d/1aB-c_9/view?usp=sharing`,
    `${drive}/file/d/1aB-c_9/preview`,
    `${drive}/file/d/1aB-c_9/edit#gid=0`,
    `${drive}/a/khambong.go.th/file/d/1aB-c_9/view`,
    `${drive}/file/u/0/d/1aB-c_9/view`,
    `${drive}/uc?export=view&id=1aB-c_9`,
    'https://drive.usercontent.google.com/download?id=1aB-c_9&export=download&authuser=0',
    `${docs}/uc?id=1aB-c_9`,
    `${docs}/file/d/1aB-c_9/edit`,
    `${docs}/viewer?srcid=1aB-c_9&pid=explorer`,
    'http://drive.google.com/file/d/1aB-c_9/view',
  ])('%s is a file of Drive', (url) => {
    expect(resolveShareLink(url)).toEqual({
      service: 'google-drive',
      kind: 'file',
      downloadUrl: `${drive}/uc?export=download&id=1aB-c_9`,
      viewUrl: `${drive}/file/d/1aB-c_9/view`,
      page: 'shell',
    });
  });

  it('does not know what lies behind an open?id=', () => {
    expect(resolveShareLink(`${drive}/open?id=1aB&usp=drive_fs`)).toMatchObject({
      kind: 'unknown',
      downloadUrl: `${drive}/uc?export=download&id=1aB`,
      viewUrl: `${drive}/open?id=1aB`,
    });
  });

  it.each([
    `${drive}/drive/folders/1F?usp=drive_link`,
    `${drive}/drive/u/0/folders/1F`,
    `${drive}/drive/mobile/folders/1F`,
    `${drive}/folderview?id=1F&usp=sharing`,
  ])('%s is a folder, listed in plain HTML elsewhere', (url) => {
    expect(resolveShareLink(url)).toMatchObject({
      kind: 'folder',
      downloadUrl: `${drive}/embeddedfolderview?id=1F`,
      viewUrl: `${drive}/drive/folders/1F`,
      page: 'shell',
    });
  });

  it('knows the list of a folder for what it is', () => {
    expect(resolveShareLink(`${drive}/embeddedfolderview?id=1F#list`)).toMatchObject({
      kind: 'folder',
      page: 'content',
    });
  });

  it('keeps the resource key', () => {
    const key = 'resourcekey=0-abc';
    expect(resolveShareLink(`${drive}/file/d/1a/view?${key}`)).toMatchObject({
      downloadUrl: `${drive}/uc?export=download&id=1a&${key}`,
      viewUrl: `${drive}/file/d/1a/view?${key}`,
    });
  });

  it('keeps the port of a copy', () => {
    expect(download('https://drive.google.com:8443/file/d/1a/view')).toBe(
      'https://drive.google.com:8443/uc?export=download&id=1a',
    );
  });

  it.each([
    [`${docs}/document/d/1a/edit?usp=sharing`, 'document', `${docs}/document/d/1a/export?format=docx`],
    [`${docs}/document/u/0/d/1a/edit`, 'document', `${docs}/document/d/1a/export?format=docx`],
    [`${docs}/spreadsheets/d/1a/edit#gid=3`, 'sheet', `${docs}/spreadsheets/d/1a/export?format=xlsx`],
    [`${docs}/a/khambong.go.th/spreadsheets/d/1a`, 'sheet', `${docs}/spreadsheets/d/1a/export?format=xlsx`],
    [`${docs}/presentation/d/1a/present`, 'slides', `${docs}/presentation/d/1a/export/pptx`],
    [
      `${docs}/spreadsheets/d/e/2PACX-1v/pubhtml?gid=0`,
      'sheet',
      `${docs}/spreadsheets/d/e/2PACX-1v/pub?output=xlsx`,
    ],
    [`${docs}/document/d/e/2PACX-1v/pub`, 'document', null],
  ])('%s is a %s of Docs', (url, kind, downloadUrl) => {
    expect(resolveShareLink(url)).toMatchObject({ service: 'google-docs', kind, downloadUrl });
  });

  it.each([
    [`${docs}/forms/d/e/1FAIp/viewform?usp=sf_link`, 'google-forms'],
    ['https://forms.gle/AbC', 'google-forms'],
    ['https://forms.office.com/r/AbC', 'microsoft-forms'],
    ['https://forms.cloud.microsoft/r/AbC', 'microsoft-forms'],
  ])('%s is a form, which has no file', (url, service) => {
    expect(resolveShareLink(url)).toEqual({
      service,
      kind: 'form',
      downloadUrl: null,
      viewUrl: url,
      page: 'content',
    });
  });

  it.each([
    ['https://1drv.ms/x/c/d6ac/IQAM?e=4XyZ', 'sheet', 'https://1drv.ms/x/c/d6ac/IQAM?e=4XyZ&download=1'],
    ['https://1drv.ms/b/s!AkCh?e=7a', 'file', 'https://1drv.ms/b/s!AkCh?e=7a&download=1'],
    ['https://1drv.ms/f/c/d6ac/IQAM', 'folder', null],
    [
      'https://onedrive.live.com/embed?cid=D3&resid=D3%21156&authkey=AN',
      'unknown',
      'https://onedrive.live.com/download?cid=D3&resid=D3%21156&authkey=AN',
    ],
    ['https://onedrive.live.com/?id=D3%21156&cid=D3&ithint=folder', 'folder', null],
    [
      'https://khambong-my.sharepoint.com/:b:/g/personal/a_b/EaBc?e=1',
      'file',
      'https://khambong-my.sharepoint.com/:b:/g/personal/a_b/EaBc?e=1&download=1',
    ],
    ['https://khambong.sharepoint.com/:f:/s/ita/EaBc', 'folder', null],
    [
      'https://k.sharepoint.com/sites/ita/_layouts/15/Doc.aspx?sourcedoc=%7B12-AB%7D&file=o7.docx',
      'file',
      'https://k.sharepoint.com/sites/ita/_layouts/15/download.aspx?UniqueId=12-AB',
    ],
    ['https://www.dropbox.com/s/ab12/o7.pdf?dl=0', 'file', 'https://www.dropbox.com/s/ab12/o7.pdf?dl=1'],
    [
      'https://www.dropbox.com/scl/fi/ab12/o7.pdf?rlkey=xyz&raw=1',
      'file',
      'https://www.dropbox.com/scl/fi/ab12/o7.pdf?rlkey=xyz&dl=1',
    ],
    ['https://www.dropbox.com/scl/fo/ab12/h?rlkey=xyz&dl=0', 'folder', null],
    ['https://www.dropbox.com/sh/ab12/AAk/o7.pdf', 'file', 'https://www.dropbox.com/sh/ab12/AAk/o7.pdf?dl=1'],
  ])('%s is a %s', (url, kind, downloadUrl) => {
    expect(resolveShareLink(url)).toMatchObject({ kind, downloadUrl, page: 'shell' });
  });

  it.each([
    'https://online.fliphtml5.com/abc/defg/',
    'https://anyflip.com/gbfbr/mneo',
    'https://online.pubhtml5.com/xuxu/pdly/',
    'https://heyzine.com/flip-book/ab12.html',
    'https://issuu.com/khambong/docs/o7',
    'https://www.scribd.com/embeds/123/content',
    'https://www.yumpu.com/xx/embed/view/abc',
    'https://www.slideshare.net/slideshow/o7/123',
    'https://www.khambong.go.th/ebook/plan68/mobile/index.html',
    'https://www.khambong.go.th/flipbook/plan68/',
  ])('%s is a flip-book, drawn by a script', (url) => {
    expect(resolveShareLink(url)).toMatchObject({ kind: 'flip-book', downloadUrl: null, page: 'shell' });
  });

  it.each(['https://anyflip.com/gbfbr/mneo/basic', 'https://pubhtml5.com/xuxu/pdly/basic/51-100'])(
    '%s has the words of the book',
    (url) => {
      expect(resolveShareLink(url)).toMatchObject({ kind: 'flip-book', page: 'content' });
    },
  );

  it.each([
    'https://www.khambong.go.th/ita/o7.pdf',
    'https://www.khambong.go.th/ebook/',
    'https://www.khambong.go.th/ebook/files/basic-html/page11.html',
    'https://drive.google.com/',
    'https://drive.google.com/drive/my-drive',
    'https://docs.google.com/',
    'https://drive.google.com.evil.example/file/d/1a/view',
    'https://notdropbox.com/s/ab12/o7.pdf',
    'https://www.dropbox.com/help',
    'https://anyflip.com/',
    'https://onedrive.live.com/login/',
    'mailto:a@drive.google.com',
    'no address',
  ])('%s is no share', (url) => {
    expect(resolveShareLink(url)).toBeNull();
  });
});

describe('isLoginAddress', () => {
  it.each([
    'https://accounts.google.com/ServiceLogin?continue=x',
    'https://accounts.google.com/v3/signin/identifier',
    'https://login.microsoftonline.com/common/oauth2/authorize',
    'https://login.live.com/login.srf',
    'https://www.dropbox.com/login?cont=x',
    'https://k.sharepoint.com/_layouts/15/AccessDenied.aspx',
  ])('holds for %s', (url) => {
    expect(isLoginAddress(url)).toBe(true);
  });

  it.each(['https://drive.google.com/file/d/1/view', 'https://www.dropbox.com/s/login/a.pdf', 'x'])(
    'does not hold for %s',
    (url) => {
      expect(isLoginAddress(url)).toBe(false);
    },
  );
});
