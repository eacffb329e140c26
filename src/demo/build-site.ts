import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { encodeWindows874 } from './windows-874.ts';

const menuSchema = z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), z.string()]))]));
const frontSchema = z.strictObject({
  title: z.string(),
  layout: z.enum(['site', 'bare']).default('site'),
  group: z.string().optional(),
  crumbs: z.array(z.string()).optional(),
  charset: z.enum(['utf-8', 'windows-874']).default('utf-8'),
});

type Menu = z.infer<typeof menuSchema>;
type Front = z.infer<typeof frontSchema>;

const agencyName = 'เทศบาลตำบลตัวอย่างใสสะอาด';

/**
 * Writes the pages of the sample agency: each fragment of `contentFolder` set into the vendor-like layout.
 * The same input gives the same bytes; files of `siteFolder` that are not pages are left as they are.
 * @returns site-relative paths of the pages written, sorted
 */
export async function buildSite(contentFolder: string, siteFolder: string): Promise<string[]> {
  const menu = menuSchema.parse(JSON.parse(await readFile(join(contentFolder, 'menu.json'), 'utf8')));
  const entries = await readdir(contentFolder, { recursive: true, withFileTypes: true });
  const pages = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(contentFolder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith('documents/'))
    .toSorted();
  for (const path of pages) {
    const { front, body } = parseFragment(await readFile(join(contentFolder, path), 'utf8'), path);
    const html = front.layout === 'bare' ? renderBare(front, body) : renderPage(front, body, menu);
    const target = join(siteFolder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, front.charset === 'windows-874' ? encodeWindows874(html) : html);
  }
  return pages;
}

function parseFragment(source: string, path: string): { front: Front; body: string } {
  const match = /^<!-- (\{.*\}) -->\r?\n?/.exec(source);
  if (match?.[1] === undefined) throw new Error(`${path}: the first line must be <!-- {json} -->`);
  return { front: frontSchema.parse(JSON.parse(match[1])), body: source.slice(match[0].length).trimEnd() };
}

function renderHead(front: Front): string {
  const meta = front.charset === 'utf-8' ? '<meta charset="utf-8">\n' : '';
  return `<!DOCTYPE html>
<html lang="th">
<head>
${meta}<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${front.title} - ${agencyName}</title>
<link rel="stylesheet" href="/css/site.css">
<script src="/js/site.js" defer></script>
</head>`;
}

function renderBare(front: Front, body: string): string {
  return `${renderHead(front)}\n<body class="bare">\n${body}\n</body>\n</html>\n`;
}

function renderPage(front: Front, body: string, menu: Menu): string {
  const crumbs = front.crumbs ?? ['หน้าแรก', findGroup(front, menu), front.title];
  const trail = crumbs
    .filter((label) => label !== '')
    .map((label, index) => (index === 0 ? `<li><a href="/home">${label}</a></li>` : `<li>${label}</li>`));
  return `${renderHead(front)}
<body>
<div class="cookie">เว็บไซต์นี้ใช้คุกกี้เพื่อให้ท่านใช้งานได้สะดวก <a href="javascript:void(0)" onclick="this.parentNode.remove()">ยอมรับ</a></div>
<header>
<img src="/img/emblem.svg" alt="" width="72" height="72">
<div><strong>${agencyName}</strong><br><span>อำเภอตัวอย่างงาม จังหวัดสมมติบุรี</span></div>
<form action="/search" method="get"><input name="q" placeholder="ค้นหาในเว็บไซต์"><button>ค้นหา</button></form>
</header>
<nav class="mega"><ul>
<li><a href="/home">หน้าแรก</a></li>
${menu.map(renderGroup).join('\n')}
</ul></nav>
${trail.length > 0 ? `<ol class="breadcrumb">${trail.join('')}</ol>` : ''}
<main>
<h1>${front.title}</h1>
${body}
<p class="tools"><a href="?print=1" target="_blank">พิมพ์หน้านี้</a></p>
</main>
<footer>
<p>${agencyName} เลขที่ 99 หมู่ที่ 1 ตำบลตัวอย่าง อำเภอตัวอย่างงาม จังหวัดสมมติบุรี 99999 โทร. 0-0000-0000 อีเมล saraban@tuayang-saisaat.example</p>
<p>ผู้เข้าชม <a href="/counter.php?inc=1"><img src="/img/counter.svg" width="70" height="20"></a> <a href="/login">สำหรับเจ้าหน้าที่</a> เว็บไซต์ตัวอย่างของ oit-checker หน่วยงานและบุคคลในเว็บนี้ไม่มีอยู่จริง</p>
</footer>
</body>
</html>
`;
}

function findGroup(front: Front, menu: Menu): string {
  if (front.group !== undefined) return front.group;
  return menu.find(([, links]) => links.some(([label]) => label === front.title))?.[0] ?? '';
}

function renderGroup([label, links]: Menu[number]): string {
  const items = links.map(([text, href]) => {
    const target = href.startsWith('http') ? ' target="_blank"' : '';
    return `<li><a href="${href}"${target}>${text}</a></li>`;
  });
  return `<li><a href="javascript:void(0)">${label}</a>\n<ul>\n${items.join('\n')}\n</ul></li>`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const pages = await buildSite(join(import.meta.dirname, 'content'), join(import.meta.dirname, 'site'));
  process.stdout.write(`${pages.length} pages\n`);
}
