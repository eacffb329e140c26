import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CliContext } from './context.ts';
import type { Packaging, TypedScheduleOptions } from './schedule-options.ts';

/** Ready files of `packaging/`, in the order in which they are installed. */
const filesOf: Readonly<Record<Packaging, readonly string[]>> = {
  systemd: ['systemd/oit-schedule.service', 'systemd/oit-schedule.timer'],
  cron: ['cron/oit-schedule'],
  windows: ['windows/oit-schedule.xml'],
  github: ['github/oit-nightly.yml'],
};

/** What stands in the files for what a person has to fill in. */
const examples = {
  site: 'https://www.example.go.th',
  contact: 'ita@example.go.th',
  options: ' -- --max-pages 600',
} as const;

/**
 * The ready files of one kind, with the site, the contact and the check's options filled in. Where it is more than one
 * file, a comment line says where each begins.
 */
export async function printPackaging(
  kind: Packaging,
  site: string,
  rest: readonly string[],
  typed: Pick<TypedScheduleOptions, 'contact'>,
  { root }: Pick<CliContext, 'root'>,
): Promise<string> {
  const escape = kind === 'windows' ? escapeXml : kind === 'systemd' ? escapeSystemd : (text: string) => text;
  const options = rest.length === 0 ? '' : ` -- ${rest.map(quote).join(' ')}`;
  const names = filesOf[kind];
  const parts: string[] = [];
  for (const name of names) {
    const text = (await readFile(join(root, 'packaging', name), 'utf8'))
      .replaceAll(examples.options, () => escape(options))
      .replaceAll(examples.site, () => escape(quote(site)))
      .replaceAll(examples.contact, () => escape(quote(typed.contact ?? examples.contact)));
    parts.push(names.length > 1 ? `# ${name.split('/').at(-1) ?? name}\n${text}` : text);
  }
  return parts.join('\n');
}

/** Plain words stay as they are; the rest is quoted as shells, systemd and Windows all read it. */
function quote(text: string): string {
  return /^[\w@%+=:,./#-]+$/.test(text) ? text : `"${text.replaceAll(/["\\$`]/g, '')}"`;
}

/** `%` begins a specifier in unit files. */
const escapeSystemd = (text: string): string => text.replaceAll('%', '%%');

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
