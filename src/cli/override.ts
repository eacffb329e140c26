import { readFile, rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import {
  exitCodes,
  fiscalYearOf,
  loadResources,
  parseResult,
  realClock,
  recordOverride,
  type Verdict,
  verdicts,
} from '../index.ts';
import { type CliContext, todayInBangkok } from './context.ts';
import { parseDay } from './parse.ts';
import { readInput } from './parse-declared.ts';
import { UsageError } from './usage-error.ts';

/** Options of `oit override` as typed. */
export interface TypedOverrideOptions {
  verdict: Verdict;
  by: string;
  reason: string;
  on?: string;
  result?: string;
  checklist?: string;
  file: string;
}

export function addOverrideOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--verdict <verdict>', 'what the item is judged to be')
        .choices([...verdicts])
        .makeOptionMandatory(),
    )
    .requiredOption('--by <name>', 'who judged it')
    .requiredOption('--reason <text>', 'why')
    .option('--on <day>', 'day of the judgement, YYYY-MM-DD (default: today in Thailand)', parseDay)
    .option('--result <result.json>', 'the result that was looked at: it lasts as long as the evidence in it')
    .option('--checklist <id|file>', "checklist (default: the result's)")
    .option('--file <overrides.yaml>', 'file to record it in', 'overrides.yaml');
}

/** `oit override <code>`: records a person's judgement. */
export async function runOverrideCommand(
  typedCode: string,
  typed: TypedOverrideOptions,
  context: CliContext,
): Promise<number> {
  const result =
    typed.result === undefined
      ? null
      : parseResult(typed.result, Buffer.from(await readInput(typed.result, context.cwd)).toString('utf8'));
  const today = todayInBangkok(realClock.nowMs());
  const { loaded } = await loadResources(
    context.root,
    typed.checklist ?? result?.checklist.id ?? null,
    fiscalYearOf(today),
    await context.openDerived(),
  );
  const { checklist } = loaded;
  const code = typedCode.trim().toUpperCase();
  if (result !== null && result.checklist.id !== checklist.id)
    throw new UsageError(
      `ผลตรวจใช้เกณฑ์ ${result.checklist.id} แต่สั่งให้บันทึกของ ${checklist.id} · the result was judged by ${result.checklist.id}, not ${checklist.id}.`,
    );
  const item = result?.items.find((one) => one.code === code);
  if (result !== null && item === undefined)
    throw new UsageError(`${code} ไม่มีในผลตรวจนี้ · is not in this result.`);
  const path = resolve(context.cwd, typed.file);
  const text = recordOverride(
    {
      code,
      verdict: typed.verdict,
      by: typed.by.trim(),
      on: typed.on ?? today,
      reason: typed.reason.trim(),
      evidenceSha256: item?.evidenceSha256 ?? null,
    },
    { name: typed.file, source: await readEarlier(path), checklist, agencyKey: result?.agency.key ?? null },
  );
  // Renamed into place, so that a full disk leaves the earlier file whole.
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
  if (item === undefined)
    context.stderr(
      'ไม่ได้ระบุ --result จึงใช้ได้เฉพาะเมื่อข้อนี้ไม่พบหลักฐาน · without --result it counts only where the item has no evidence.\n',
    );
  context.stdout(`${path}\n`);
  return exitCodes.done;
}

async function readEarlier(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`${path} เปิดไม่ได้ · cannot be opened (${reason}).`);
  }
}
