import { describe, expect, it } from 'vitest';
import { page } from '../fixtures/site.ts';
import { createOffSiteBench, pdf, redirect, type Services } from './off-site-bench.ts';

const bench = createOffSiteBench();

const file = 'https://drive.google.com/file/d/1a/view?usp=sharing';
const viewer = page(
  'แผนพัฒนา 2568.pdf - Google Drive',
  '<div id="drive-viewer"></div><script src="v.js"></script>',
);
const googleLogin = page('Google Drive: Sign-in', '<h1>Sign in</h1><p>to continue to Google Drive</p>');
const toGoogleLogin = redirect('https://accounts.google.com/ServiceLogin?service=wise');
const virusPage = page(
  'Google Drive - Virus scan warning',
  `<p>Google Drive can't scan this file for viruses.</p>
   <form id="download-form" action="https://drive.usercontent.google.com/download" method="get">
   <input type="submit" value="Download anyway"><input type="hidden" name="id" value="1a">
   <input type="hidden" name="export" value="download"><input type="hidden" name="confirm" value="t">
   <input type="hidden" name="uuid" value="2b-3c"></form>`,
);
const sorry = (words: string) => page('Google Drive', `<p class="uc-error-subcaption">${words}</p>`);

describe('a file of Google Drive', () => {
  it('that is public is read, under the address that the agency published', async () => {
    const { record, asked } = await bench.open(file, {
      'drive.google.com/uc': redirect('https://drive.usercontent.google.com/download?id=1a&export=download'),
      'drive.usercontent.google.com/download': {
        ...pdf,
        headers: {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('แผน 2568.pdf')}`,
        },
      },
    });
    expect(record).toMatchObject({
      purpose: 'document',
      url: file,
      key: 'drive.google.com/file/d/1a/view?usp=sharing',
      finalUrl: 'https://drive.usercontent.google.com/download?id=1a&export=download',
      outcome: 'ok',
      kind: 'pdf',
      hasBlob: false,
      fileName: 'แผน 2568.pdf',
      tlsProblem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      linkText: 'แผน [0.9 O5]',
    });
    // No robots.txt either: a single piece of evidence is opened as a person would.
    expect(asked).toEqual([
      'GET drive.google.com/uc?export=download&id=1a',
      'GET drive.usercontent.google.com/download?id=1a&export=download',
    ]);
  });

  it('that is too large for the virus scan is asked for once more, with yes', async () => {
    const { record, asked } = await bench.open(file, {
      'drive.google.com/uc': virusPage,
      'drive.usercontent.google.com/download': pdf,
    });
    expect(record).toMatchObject({ outcome: 'ok', kind: 'pdf' });
    expect(asked).toEqual([
      'GET drive.google.com/uc?export=download&id=1a',
      'GET drive.usercontent.google.com/download?id=1a&export=download&confirm=t&uuid=2b-3c',
    ]);
  });

  it('whose virus page comes again is left at that', async () => {
    const { record, asked, requests } = await bench.open(file, {
      'drive.google.com/uc': virusPage,
      'drive.usercontent.google.com/download': virusPage,
      'drive.google.com/file/d/1a/view': viewer,
    });
    expect(record).toMatchObject({ outcome: 'ok', kind: null, hasBlob: false });
    expect(asked).toHaveLength(3);
    // The home page, the probe and the sitemap of the agency are three more; robots.txt is not counted.
    expect(requests).toBe(asked.length + 3);
  });

  it('whose virus page points elsewhere is not followed there', async () => {
    const { asked } = await bench.open(file, {
      'drive.google.com/uc': virusPage.replace('drive.usercontent.google.com', 'evil.example.com'),
      'drive.google.com/file/d/1a/view': viewer,
    });
    expect(asked.join()).not.toContain('evil');
  });

  it('that asks for a login is closed', async () => {
    const { record } = await bench.open(file, {
      'drive.google.com/uc': toGoogleLogin,
      'drive.google.com/file/d/1a/view': toGoogleLogin,
      'accounts.google.com/ServiceLogin': googleLogin,
    });
    expect(record).toMatchObject({ url: file, outcome: 'login', httpStatus: 200 });
  });

  it.each([
    ['You need access', 'Request access, or switch to an account with access.'],
    ['คุณต้องมีสิทธิ์เข้าถึง', 'ขอสิทธิ์เข้าถึง หรือเปลี่ยนไปใช้บัญชีที่มีสิทธิ์เข้าถึง'],
  ])('that says %j is closed', async (title, words) => {
    const closed = { status: 403, body: page('Google Drive', `<h1>${title}</h1><p>${words}</p>`) };
    const { record } = await bench.open(file, {
      'drive.google.com/uc': closed,
      'drive.google.com/file/d/1a/view': closed,
    });
    expect(record).toMatchObject({ outcome: 'login', httpStatus: 403 });
  });

  it('that is gone is gone', async () => {
    const { record, asked } = await bench.open(file, {
      'drive.google.com/uc': {
        status: 404,
        body: sorry('Sorry, the file you have requested does not exist.'),
      },
    });
    expect(record).toMatchObject({ outcome: 'http-error', httpStatus: 404 });
    expect(asked).toHaveLength(2);
  });

  it.each([
    'Sorry, the file you have requested does not exist.',
    'ขออภัย ไฟล์ที่คุณขอไม่มีอยู่',
    'File is in owner’s trash',
    'This item might not exist or is no longer available',
  ])('that is gone with status 200 is gone too: %s', async (words) => {
    const { record } = await bench.open(file, {
      'drive.google.com/uc': sorry(words),
      'drive.google.com/file/d/1a/view': sorry(words),
    });
    expect(record.outcome).toBe('soft-404');
    expect(record.detail).toBe(words);
  });

  it.each([200, 403])('that too many people opened today is not judged (status %i)', async (status) => {
    const { record, asked } = await bench.open(file, {
      'drive.google.com/uc': {
        status,
        body: page(
          'Google Drive - Quota exceeded',
          '<p>Sorry, you can&#39;t view or download this file at this time.</p><p>Too many users have viewed or downloaded this file recently.</p>',
        ),
      },
      'drive.google.com/file/d/1a/view': viewer,
    });
    expect(record.outcome).toBe('blocked');
    expect(asked).toHaveLength(1);
  });

  it('that everyone may see and nobody may download is open, and unread', async () => {
    const { record, bodies, observed } = await bench.open(file, {
      'drive.google.com/uc': {
        status: 403,
        body: sorry('Sorry, the owner hasn’t given you permission to download this file.'),
      },
      'drive.google.com/file/d/1a/view': viewer,
    });
    expect(record).toMatchObject({
      outcome: 'ok',
      kind: null,
      hasBlob: false,
      fileName: 'แผนพัฒนา 2568.pdf',
      detail: 'viewer page without its file',
    });
    expect(bodies.has(record.sha256 ?? '')).toBe(false);
    expect(observed).not.toContain(record.finalUrl);
  });

  it('is opened the same way when it was declared', async () => {
    const { record } = await bench.open(file, { 'drive.google.com/uc': pdf }, { declaredOnly: true });
    expect(record).toMatchObject({ purpose: 'declared', url: file, outcome: 'ok', kind: 'pdf' });
  });

  it('behind an open?id= may be a document', async () => {
    const { record } = await bench.open('https://drive.google.com/open?id=1d&usp=drive_fs', {
      'drive.google.com/open?id=1d': redirect('https://docs.google.com/document/d/1d/edit'),
      'docs.google.com/document/d/1d/edit': page('แผน - Google Docs', ''),
      'docs.google.com/document/d/1d/export?format=docx': pdf,
    });
    expect(record).toMatchObject({
      outcome: 'ok',
      kind: 'pdf',
      finalUrl: 'https://docs.google.com/document/d/1d/export?format=docx',
    });
  });

  it('that turns out to be a document is exported', async () => {
    const { record } = await bench.open('https://drive.google.com/file/d/1d/view', {
      'drive.google.com/file/d/1d/view': redirect('https://docs.google.com/spreadsheets/d/1d/edit'),
      'docs.google.com/spreadsheets/d/1d/edit': page('แผน - Google Sheets', ''),
      'docs.google.com/spreadsheets/d/1d/export?format=xlsx': pdf,
    });
    expect(record).toMatchObject({ outcome: 'ok', kind: 'pdf' });
  });

  it('behind a short address is found', async () => {
    const { record } = await bench.open('https://bit.example.com/o5', {
      'bit.example.com/o5': redirect('https://drive.google.com/file/d/1a/view'),
      'drive.google.com/file/d/1a/view': viewer,
      'drive.google.com/uc': pdf,
    });
    expect(record).toMatchObject({ purpose: 'page', outcome: 'ok', kind: 'pdf' });
  });

  it('gets no cookie of another host', async () => {
    const { cookies, asked } = await bench.open(file, {
      'drive.google.com/uc': {
        status: 302,
        headers: {
          location: 'https://drive.usercontent.google.com/download?id=1a',
          'set-cookie': 'NID=1; Domain=.google.com; Path=/',
        },
      },
      'drive.usercontent.google.com/download': pdf,
    });
    expect(asked).toHaveLength(2);
    expect(cookies).toEqual([undefined, undefined]);
  });
});

const exportsOf: [string, string, string][] = [
  [
    'document',
    'https://docs.google.com/document/d/1d/edit',
    'docs.google.com/document/d/1d/export?format=docx',
  ],
  [
    'sheet',
    'https://docs.google.com/spreadsheets/d/1d/edit#gid=0',
    'docs.google.com/spreadsheets/d/1d/export?format=xlsx',
  ],
  [
    'slides',
    'https://docs.google.com/presentation/d/1d/edit',
    'docs.google.com/presentation/d/1d/export/pptx',
  ],
  ['1drv.ms', 'https://1drv.ms/x/c/d6ac/IQAM', '1drv.ms/x/c/d6ac/IQAM?download=1'],
  [
    'SharePoint',
    'https://k-my.sharepoint.com/:b:/g/personal/a/EaBc?e=1',
    'k-my.sharepoint.com/:b:/g/personal/a/EaBc?e=1&download=1',
  ],
  [
    'Dropbox',
    'https://www.dropbox.com/scl/fi/ab/o5.pdf?rlkey=x&dl=0',
    'www.dropbox.com/scl/fi/ab/o5.pdf?rlkey=x&dl=1',
  ],
];

const loginOf = (link: string): [string, string] => {
  if (link.includes('google')) return ['accounts.google.com/v3/signin', googleLogin];
  if (link.includes('dropbox')) return ['www.dropbox.com/login', page('Login - Dropbox', '<p>Log in</p>')];
  return ['login.microsoftonline.com/common/oauth2', page('Redirecting', '<script>1</script>')];
};

describe.each(exportsOf)('a share: %s', (_name, link, download) => {
  const view = link.replace('https://', '').replace(/#.*$|&dl=0$/, '');

  it('that is public is read', async () => {
    const { record, asked } = await bench.open(link, { [download]: pdf });
    expect(record).toMatchObject({ outcome: 'ok', kind: 'pdf', finalUrl: `https://${download}` });
    expect(asked).toEqual([`GET ${download}`]);
  });

  it('that asks for a login is closed', async () => {
    const [at, form] = loginOf(link);
    const services: Services = {
      [download]: redirect(`https://${at}`),
      [view]: redirect(`https://${at}`),
      [at]: form,
    };
    const { record } = await bench.open(link, services);
    expect(record).toMatchObject({ outcome: 'login', kind: 'html' });
  });

  it('that is gone is gone', async () => {
    const { record } = await bench.open(link, {
      [download]: { status: 404, body: page('404', 'Not found') },
    });
    expect(record).toMatchObject({ outcome: 'http-error', httpStatus: 404 });
  });

  it('that is shown without its file is open, and unread', async () => {
    const { record } = await bench.open(link, {
      [download]: { status: 403, body: 'Access denied' },
      [view]: page('x', '<div id="app"></div><script src="a.js"></script>'),
    });
    expect(record).toMatchObject({ outcome: 'ok', kind: null });
  });
});

describe('a folder of Google Drive', () => {
  const folder = 'https://drive.google.com/drive/folders/1F?usp=sharing';
  const entry = (id: string, name: string): string =>
    `<div class="flip-entry" id="entry-${id}"><a href="https://drive.google.com/file/d/${id}/view"><div class="flip-entry-title">${name}</div></a></div>`;

  it('is a page that lists its names', async () => {
    const { record, bodies, asked, observed } = await bench.open(folder, {
      'drive.google.com/embeddedfolderview': page(
        'ITA 2568',
        entry('1a', 'O7 รายงานผล 2567.pdf') + entry('1b', 'ไม่พบไฟล์.pdf'),
      ),
    });
    expect(record).toMatchObject({
      purpose: 'document',
      outcome: 'ok',
      kind: 'html',
      hasBlob: true,
      url: folder,
    });
    expect(bodies.get(record.sha256 ?? '')).toContain('O7 รายงานผล 2567.pdf');
    expect(asked).toEqual(['GET drive.google.com/embeddedfolderview?id=1F']);
    expect(observed).toContain(record.finalUrl);
  });

  it('whose list stays empty is open, and unread', async () => {
    const { record } = await bench.open(folder, {
      'drive.google.com/embeddedfolderview': page('ITA 2568', ''),
      'drive.google.com/drive/folders/1F': page('ITA 2568 - Google Drive', '<script src="d.js"></script>'),
    });
    expect(record).toMatchObject({ outcome: 'ok', kind: null, hasBlob: false });
  });

  it('that asks for a login is closed', async () => {
    const { record } = await bench.open(folder, {
      'drive.google.com/embeddedfolderview': toGoogleLogin,
      'drive.google.com/drive/folders/1F': toGoogleLogin,
      'accounts.google.com/ServiceLogin': googleLogin,
    });
    expect(record.outcome).toBe('login');
  });

  it('that is gone is gone', async () => {
    const { record } = await bench.open(folder, {});
    expect(record).toMatchObject({ outcome: 'http-error', httpStatus: 404 });
  });
});

describe('a form', () => {
  const short = 'https://forms.gle/AbC';
  const toForm = redirect('https://docs.google.com/forms/d/e/1F/viewform');
  const questions = page(
    'แบบแจ้งเรื่องร้องเรียนการทุจริต',
    `<form action="/forms/d/e/1F/formResponse" method="post"><label>ชื่อ<input name="entry.1"></label>
     <label>เรื่องที่ถูกลบหรือไม่พบไฟล์<textarea name="entry.2"></textarea></label><button>ส่ง</button></form>
     <p>ลงชื่อเข้าใช้ Google เพื่อบันทึกความคืบหน้า</p>`,
  );

  it('is a page, and is never sent', async () => {
    const { record, bodies, asked } = await bench.open(short, {
      'forms.gle/AbC': toForm,
      'docs.google.com/forms/d/e/1F/viewform': questions,
    });
    expect(record).toMatchObject({ purpose: 'page', outcome: 'ok', kind: 'html', hasBlob: true, url: short });
    expect(bodies.get(record.sha256 ?? '')).toContain('แบบแจ้งเรื่องร้องเรียนการทุจริต');
    expect(asked).toEqual(['GET forms.gle/AbC', 'GET docs.google.com/forms/d/e/1F/viewform']);
  });

  it('for people of the house only is closed', async () => {
    const { record } = await bench.open(short, {
      'forms.gle/AbC': toForm,
      'docs.google.com/forms/d/e/1F/viewform': toGoogleLogin,
      'accounts.google.com/ServiceLogin': googleLogin,
    });
    expect(record.outcome).toBe('login');
  });

  it('that is gone is gone', async () => {
    const { record } = await bench.open(short, { 'forms.gle/AbC': toForm });
    expect(record).toMatchObject({ outcome: 'http-error', httpStatus: 404 });
  });
});

describe('a flip-book', () => {
  const book = 'https://online.anyflip.com/gbfbr/mneo/';
  const cover = '<div id="book">Loading</div><p>แผนปฏิบัติการป้องกันการทุจริต</p>'.repeat(9);

  it('that is open is a document that cannot be read', async () => {
    const { record } = await bench.open(book, {
      'online.anyflip.com/gbfbr/mneo/': page('แผน', `${cover}<a href="/a.pdf">1</a><a href="/b.pdf">2</a>`),
      'online.anyflip.com/a.pdf': pdf,
      'online.anyflip.com/b.pdf': pdf,
    });
    expect(record).toMatchObject({ purpose: 'document', outcome: 'ok', kind: null, hasBlob: false });
  });

  it('is read where it offers the PDF behind it', async () => {
    const { record } = await bench.open(book, {
      'online.anyflip.com/gbfbr/mneo/': page('แผน', `${cover}<a href="files/plan.pdf">ดาวน์โหลด</a>`),
      'online.anyflip.com/gbfbr/mneo/files/plan.pdf': pdf,
    });
    expect(record).toMatchObject({
      url: book,
      outcome: 'ok',
      kind: 'pdf',
      finalUrl: `${book}files/plan.pdf`,
    });
  });

  it('stays a flip-book where its PDF is not there', async () => {
    const { record } = await bench.open(book, {
      'online.anyflip.com/gbfbr/mneo/': page('แผน', `${cover}<a href="files/plan.pdf">ดาวน์โหลด</a>`),
    });
    expect(record).toMatchObject({ outcome: 'ok', kind: null, finalUrl: book });
  });

  it('whose words are in the page is a page', async () => {
    const { record } = await bench.open('https://anyflip.com/gbfbr/mneo/basic', {
      'anyflip.com/gbfbr/mneo/basic': page('แผน', cover),
    });
    expect(record).toMatchObject({ outcome: 'ok', kind: 'html', hasBlob: true });
  });

  it('that is gone is gone', async () => {
    const { record } = await bench.open(book, {});
    expect(record).toMatchObject({ outcome: 'http-error', httpStatus: 404 });
  });

  it('on a host of its own is told from a page by what it holds', async () => {
    const shelf = 'https://ebook.example.com/flipbook/plan68/';
    const bare = await bench.open(shelf, {
      'ebook.example.com/flipbook/plan68/': page(
        'แผน',
        '<div id="df"></div><script src="dflip.js"></script>',
      ),
    });
    expect(bare.record).toMatchObject({ purpose: 'page', outcome: 'ok', kind: null });
    const full = await bench.open(shelf, {
      'ebook.example.com/flipbook/plan68/': page('แผน', `${cover}<a href="/a.pdf">ก</a>`),
      'ebook.example.com/a.pdf': pdf,
    });
    expect(full.record).toMatchObject({ outcome: 'ok', kind: 'html', hasBlob: true });
  });

  it('on a host of its own that refuses a program is not called closed to people', async () => {
    const { record } = await bench.open('https://ebook.example.com/flipbook/plan68/', {
      'ebook.example.com/flipbook/plan68/': {
        status: 403,
        body: page('x', '<p>กรุณาเข้าสู่ระบบก่อนใช้งาน</p>'),
      },
    });
    expect(record).toMatchObject({ outcome: 'http-error', httpStatus: 403 });
  });
});
