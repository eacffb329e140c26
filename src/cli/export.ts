import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import {
  exitCodes,
  type ExportFormat,
  exportFormats,
  isExportFormat,
  parseResult,
  renderExport,
} from '../index.ts';
import type { CliContext } from './context.ts';
import { parseLanguage } from './parse.ts';
import { readInput } from './parse-declared.ts';
import { UsageError } from './usage-error.ts';

/** Options of `oit export` as typed. */
export interface TypedExportOptions {
  format: ExportFormat[];
  out?: string;
  lang: 'th' | 'en';
}

export function addExportOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <list>', Object.keys(exportFormats).join(', '))
        .argParser(parseExportFormats)
        .default(['csv', 'xlsx'], 'csv,xlsx'),
    )
    .option('--out <dir>', "folder for the lists (default: the result's)")
    .addOption(new Option('--lang <th|en>', 'language of the lists').argParser(parseLanguage).default('th'));
}

/** `oit export <result.json>`: the list to file. */
export async function runExportCommand(
  file: string,
  typed: TypedExportOptions,
  context: CliContext,
): Promise<number> {
  const path = resolve(context.cwd, file);
  const result = parseResult(path, Buffer.from(await readInput(path, context.cwd)).toString('utf8'));
  const out = typed.out === undefined ? dirname(path) : resolve(context.cwd, typed.out);
  try {
    await mkdir(out, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(
      `${out} ใช้เป็นโฟลเดอร์ไม่ได้ โปรดใช้ --out ชี้ไปโฟลเดอร์อื่น · cannot be made a folder (${reason}): name another one with --out.`,
    );
  }
  for (const format of new Set(typed.format)) {
    const target = join(out, exportFormats[format].fileName);
    await writeFile(target, await renderExport(result, format, typed.lang));
    context.stdout(`${target}\n`);
  }
  return exitCodes.done;
}

function parseExportFormats(typed: string): ExportFormat[] {
  return typed.split(',').map((name) => {
    const format = name.trim().toLowerCase();
    if (!isExportFormat(format))
      throw new UsageError(`--format "${name}" is none of: ${Object.keys(exportFormats).join(', ')}.`);
    return format;
  });
}
