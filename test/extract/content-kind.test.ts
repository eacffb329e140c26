import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sniffKind } from '../../src/extract/content-kind.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const utf8 = (text: string) => Buffer.from(text, 'utf8');

/** A zip archive with a central directory, members deflated. */
function zip(members: Record<string, string>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(members)) {
    const isStored = name === 'mimetype';
    const data = isStored ? utf8(text) : deflateRawSync(utf8(text));
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(isStored ? 0 : 8, 8);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(text.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(at, 42);
    locals.push(local, utf8(name), data);
    centrals.push(central, utf8(name));
    at += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** A compound file of one directory sector: root, a stream below it, and one that hangs elsewhere. */
function compound(stream: string, embedded = ''): Buffer {
  const file = Buffer.alloc(512 * 4);
  latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.writeUInt32LE(0, 76);
  file.fill(0xff, 80, 512);
  file.fill(0xff, 512, 1024);
  file.writeUInt32LE(0xfffffffe, 512 + 4);
  const entry = (index: number, name: string, child: number) => {
    const from = 1024 + index * 128;
    file.write(name, from, 'utf16le');
    file.writeUInt16LE(name.length * 2 + 2, from + 64);
    file.writeUInt32LE(0xffffffff, from + 68);
    file.writeUInt32LE(0xffffffff, from + 72);
    file.writeUInt32LE(child, from + 76);
  };
  entry(0, 'Root Entry', 1);
  entry(1, stream, 0xffffffff);
  if (embedded !== '') entry(2, embedded, 0xffffffff);
  return file;
}

const types = { '[Content_Types].xml': '<Types/>' };

describe('sniffKind', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['empty', utf8('\ufeff \r\n')],
    ['pdf', latin('%PDF-1.7\n%\xe2\xe3')],
    ['pdf', latin(`<br />\nWarning: junk before${' '.repeat(900)}%PDF-1.4`)],
    ['doc', compound('WordDocument')],
    ['xls', compound('Workbook', 'WordDocument')],
    ['xls', compound('Book')],
    ['ppt', compound('PowerPoint Document')],
    ['ole', compound('__properties_version1.0')],
    [
      'doc',
      Buffer.concat([latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), Buffer.from('WordDocument\0', 'utf16le')]),
    ],
    ['docx', zip({ ...types, 'word/document.xml': 'x' })],
    ['xlsx', zip({ ...types, 'xl/workbook.xml': 'x' })],
    ['pptx', zip({ ...types, 'ppt/presentation.xml': 'x' })],
    ['docx', zip({ ...types, 'word/document.xml': 'x'.repeat(500) }).subarray(0, 120)],
    ['odt', zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': 'x' })],
    ['ods', zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': 'x' })],
    ['zip', zip({ 'O7.pdf': 'x', 'word/readme.txt': 'x' })],
    ['rar', latin('Rar!\x1a\x07\x01\x00')],
    ['7z', latin('7z\xbc\xaf\x27\x1c\0\x04')],
    ['image', latin('\xff\xd8\xff\xe0\0\x10JFIF')],
    ['image', latin('\x89PNG\r\n\x1a\n\0')],
    ['image', latin('GIF89a')],
    ['image', latin('RIFF\0\0\0\0WEBPVP8 ')],
    ['image', Buffer.concat([latin('BM\x36\0\0\0\0\0\0\0'), Buffer.alloc(40)])],
    ['image', latin('II*\0\x08\0\0\0')],
    ['image', utf8('<?xml version="1.0"?>\n<!-- x --><svg xmlns="http://www.w3.org/2000/svg">')],
    ['video', latin('\0\0\0\x18ftypmp42')],
    ['audio', latin('ID3\x04\0')],
    ['audio', latin('\xff\xfb\x90\x64')],
    ['html', utf8('\ufeff\n<!DOCTYPE html><title>ก</title>')],
    ['html', utf8('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>')],
    ['html', utf8('<div>ไม่มีหัว</div>')],
    ['html', utf8('Warning: mysql_connect() in /var/www\n<table><tr><td>ข้อมูล</td></tr></table>')],
    ['html', Buffer.from('\ufeff<html><body>x', 'utf16le')],
    ['xml', utf8('<?xml version="1.0"?><urlset>')],
    ['xml', utf8('<rss version="2.0">')],
    ['json', utf8('{"title":"\\u0e2b"}')],
    ['json', utf8('[]')],
    ['text', utf8('[1] เอกสารอ้างอิง')],
    ['csv', utf8('ลำดับ,รายการ,งบประมาณ\n1,ถนน,"1,000"\n2,ท่อ,500\n')],
    ['text', utf8('ประกาศ, เรื่อง\nด้วยองค์การบริหารส่วนตำบล\nจึงประกาศ')],
    ['text', latin('\xbb\xc3\xd0\xa1\xd2\xc8 \xe0\xc3\xd7\xe8\xcd\xa7')],
    ['binary', latin('MZ\x90\0\x03\0\0\0')],
    ['binary', latin('\x1f\x8b\x08\x01\x02\x03\x04\x05')],
  ])('%s', (kind, bytes) => {
    expect(sniffKind(bytes)).toBe(kind);
  });

  it('reads a view into a larger buffer', () => {
    const whole = latin('xxxx%PDF-1.4');
    expect(sniffKind(new Uint8Array(whole.buffer, whole.byteOffset + 4, 8))).toBe('pdf');
  });

  it('does not run in circles in a compound file', () => {
    const file = compound('Other');
    file.writeUInt32LE(1, 1024 + 128 + 68);
    file.writeUInt32LE(1, 512 + 4);
    expect(sniffKind(file)).toBe('ole');
  });
});
