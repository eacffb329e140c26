import { agencyKey } from '../assess/agency.ts';
import type { Agency } from './agencies.ts';
import type { InputProblem } from './error.ts';

/** From so many agencies on, one host is worth a word: a portal, or the same address filled down by Excel. */
const manyOnOneHost = 3;

/** What looks odd in a list as a whole: one address at several agencies, one name twice, many agencies on one host. */
export function findNotices(file: string, agencies: readonly Agency[]): InputProblem[] {
  return [
    ...shared(agencies, ({ url }) =>
      url
        .replace(/^https?:\/\//i, '')
        .replace(/\/$/, '')
        .toLowerCase(),
    ).map(([url, group]) => ({
      file,
      line: group[1]?.line ?? null,
      message: `ที่อยู่ ${url} ใช้กับหลายหน่วยงาน (แถว ${linesOf(group)}) จะตรวจทุกแถว · the address ${url} is that of several agencies (rows ${linesOf(group)}); all of them run.`,
    })),
    ...shared(agencies, ({ name, province, district }) =>
      name === null ? null : `${name} ${district ?? ''} ${province ?? ''}`.trim(),
    ).map(([name, group]) => ({
      file,
      line: group[1]?.line ?? null,
      message: `ชื่อ “${name}” มีหลายแถว (${linesOf(group)}) · the name stands in several rows (${linesOf(group)}).`,
    })),
    ...shared(agencies, ({ url }) => agencyKey(url))
      .filter(([, group]) => group.length >= manyOnOneHost)
      .map(([host, group]) => ({
        file,
        line: group[0]?.line ?? null,
        message: `${group.length} หน่วยงานอยู่บน ${host} เครื่องจะตรวจทีละ 2 หน่วยงาน · ${group.length} agencies lie on ${host}; two of them are checked at a time.`,
      })),
  ];
}

function shared(agencies: readonly Agency[], keyOf: (agency: Agency) => string | null): [string, Agency[]][] {
  const groups = new Map<string, Agency[]>();
  for (const agency of agencies) {
    const key = keyOf(agency);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [agency]);
    else group.push(agency);
  }
  return [...groups].filter(([, group]) => group.length > 1);
}

/** `3, 5, 8 …`: not all of a thousand. */
function linesOf(group: readonly Agency[]): string {
  const shown = group.slice(0, 5).map(({ line }) => line);
  return `${shown.join(', ')}${group.length > shown.length ? ' …' : ''}`;
}
