import type { Result } from '../index.ts';

const maxNamed = 5;

/** Which pages were not seen as a visitor's browser shows them, and what to do; none when all were. */
export function unseenLines(result: Pick<Result, 'problems' | 'run'>): { th: string; en: string }[] {
  const urls = result.problems.filter(({ kind }) => kind === 'not-rendered').map(({ url }) => url);
  if (urls.length === 0) return [];
  const isNever = result.run.options['render'] === 'never';
  const named = urls.slice(0, maxNamed).map((url) => ({ th: `  ${url}`, en: `  ${url}` }));
  const more = urls.length - named.length;
  return [
    {
      th: `มี ${urls.length} หน้าที่สร้างด้วยสคริปต์ เครื่องยังเห็นไม่ครบ ${isNever ? 'ให้สั่งใหม่โดยไม่ใส่ --render never' : 'ดูวิธีแก้ด้วยคำสั่ง doctor'}`,
      en: `${urls.length} pages are built by scripts and were not seen in full: ${isNever ? 'run again without --render never' : 'the command doctor says what to do'}.`,
    },
    ...named,
    ...(more > 0 ? [{ th: `  และอีก ${more} หน้า`, en: `  and ${more} more` }] : []),
  ];
}
