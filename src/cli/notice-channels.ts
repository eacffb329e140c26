import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  type Channel,
  type ChannelConfig,
  channelName,
  type NoticesConfig,
  openChannels,
  readNotices,
  realClock,
} from '../index.ts';
import type { CliContext } from './context.ts';
import { readInput } from './parse-declared.ts';
import { UsageError } from './usage-error.ts';

/**
 * Opens the channels of a `notices.yaml`. Secrets come from the environment or from files beside it.
 *
 * @throws InputError when the file cannot be used, UsageError when a secret is not there
 */
export async function openNoticeChannels(
  file: string,
  allowAddresses: readonly string[],
  toolVersion: string,
  context: CliContext,
): Promise<{ channels: Channel[]; config: NoticesConfig }> {
  const config = readNotices(file, await readInput(file, context.cwd));
  const folder = dirname(resolve(context.cwd, file));
  const channels = await openChannels(config, {
    clock: realClock,
    userAgent: `oit-checker/${toolVersion}`,
    allowAddresses,
    signal: context.signal,
    readSecret: (channel) => readSecret(channel, folder),
    resolvePath: (path) => resolve(folder, path),
  });
  return { channels, config };
}

async function readSecret(channel: ChannelConfig, folder: string): Promise<string | null> {
  if (channel.type === 'file') return null;
  const name = channelName(channel);
  const { secretEnv, secretFile } = channel;
  if (secretEnv !== undefined) return requireSecret(name, `$${secretEnv}`, process.env[secretEnv] ?? '');
  if (secretFile === undefined) return null;
  try {
    return requireSecret(name, secretFile, await readFile(resolve(folder, secretFile), 'utf8'));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw missing(name, secretFile);
  }
}

function requireSecret(channel: string, where: string, text: string): string {
  const secret = text.trim();
  if (secret === '' || /[\r\n]/.test(secret)) throw missing(channel, where);
  return secret;
}

function missing(channel: string, where: string): UsageError {
  return new UsageError(
    `notices: ไม่พบรหัสลับของช่องทาง “${channel}” ที่ ${where} · the secret of the channel "${channel}" is not in ${where}, or is not one line.`,
  );
}
