import type { Command } from 'commander';
import { composeTest, exitCodes, readVersion } from '../index.ts';
import type { CliContext } from './context.ts';
import { openNoticeChannels } from './notice-channels.ts';
import { UsageError } from './usage-error.ts';

interface TypedTestOptions {
  notices: string;
  channel?: string;
  allowAddress: string[];
}

/** `oit notice test`: whether notices arrive. */
export function addNoticeCommands(
  notice: Command,
  add: (parent: Command, name: string, description: string) => Command,
  context: CliContext,
  end: (code: number) => void,
): void {
  add(notice, 'test', 'send a message that says nothing on every channel')
    .option('--notices <file>', 'the channels', 'notices.yaml')
    .option('--channel <name>', 'only this one')
    .option(
      '--allow-address <cidr>',
      'private addresses that may be connected to (repeatable)',
      (value: string, all: string[]) => [...all, value],
      [],
    )
    .action(async (typed: TypedTestOptions) => end(await runNoticeTestCommand(typed, context)));
}

async function runNoticeTestCommand(typed: TypedTestOptions, context: CliContext): Promise<number> {
  const version = await readVersion(context.root);
  const { channels } = await openNoticeChannels(typed.notices, typed.allowAddress, version, context);
  const wanted = channels.filter(({ name }) => typed.channel === undefined || name === typed.channel);
  if (wanted.length === 0) {
    throw new UsageError(
      `--channel: ไม่มีช่องทาง “${typed.channel ?? ''}” · there is no channel "${typed.channel ?? ''}"; ${channels.map(({ name }) => name).join(', ')}.`,
    );
  }
  const notice = composeTest(new Date().toISOString());
  let isSent = true;
  for (const channel of wanted) {
    const { name } = channel;
    try {
      await channel.send(notice);
      context.stdout(`${name}: ส่งแล้ว · sent\n`);
    } catch (error) {
      isSent = false;
      context.stdout(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  return isSent ? exitCodes.done : exitCodes.unexpected;
}
