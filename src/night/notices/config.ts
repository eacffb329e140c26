import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { locate, type PathPart } from '../../checklist/locate.ts';
import { InputError, type InputProblem } from '../../inputs/error.ts';
import { readUtf8 } from '../../inputs/utf8-text.ts';
import { noticeTopics } from './vocabulary.ts';

/** Version of `notices.yaml`. */
export const noticesSchemaVersion = 1;

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
const email = z.email();
const webAddress = z.url({ protocol: /^https?$/ });
const name = z.string().regex(/^[\p{L}\p{N}\p{M}._-]{1,60}$/u, 'a-z ก-ฮ 0-9 . _ -');

const common = {
  /** names the channel in what was told; absent: its type */
  name: name.optional(),
  on: z
    .array(z.enum(noticeTopics))
    .min(1)
    .default([...noticeTopics]),
};
/** Where a secret stands: the name of an environment variable, or a file. Never the secret itself. */
const secret = {
  secretEnv: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, 'A-Z 0-9 _')
    .optional(),
  secretFile: z.string().min(1).optional(),
};

export const channelSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    ...secret,
    type: z.literal('email'),
    host: z.string().min(1),
    port: z.int().min(1).max(65_535).default(587),
    /** `tls`: from the first byte (port 465); `starttls`: asked for, and refused without; `none`: in the clear */
    security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
    user: z.string().min(1).optional(),
    from: email,
    to: z.array(email).min(1).max(50),
  }),
  z.strictObject({ ...common, ...secret, type: z.literal('webhook'), url: webAddress }),
  z.strictObject({
    ...common,
    ...secret,
    type: z.literal('line'),
    /** id of a user, a group or a room */
    to: z.string().regex(/^[UCR][0-9a-f]{32}$/, 'U…, C…, R… 33'),
    /** another address of the same interface: a relay of one's own */
    url: webAddress.default('https://api.line.me/v2/bot/message/push'),
  }),
  /** The address of a Slack webhook is its secret. */
  z.strictObject({ ...common, ...secret, type: z.literal('slack') }),
  z.strictObject({ ...common, type: z.literal('file'), path: z.string().min(1) }),
]);

export const noticesSchema = z.strictObject({
  schemaVersion: z.literal(noticesSchemaVersion).default(noticesSchemaVersion),
  /** times of day in Thailand in which nobody is woken; null: none */
  quietHours: z
    .strictObject({ from: clockTime, to: clockTime })
    .nullable()
    .default({ from: '20:00', to: '07:00' }),
  channels: z.array(channelSchema).min(1),
});

export type NoticesConfig = z.infer<typeof noticesSchema>;
export type ChannelConfig = NoticesConfig['channels'][number];

const maxBytes = 200_000;
const secretKeys = new Set(['password', 'pass', 'token', 'secret', 'apikey', 'accesstoken', 'key']);

/**
 * Reads `notices.yaml`.
 *
 * @param fileName how the file is called in messages
 * @throws InputError with every wrong line and column
 */
export function readNotices(fileName: string, bytes: Uint8Array): NoticesConfig {
  const fail = (message: string, line: number | null = null): InputError =>
    new InputError([{ file: fileName, line, message }]);
  const source = readUtf8(fileName, bytes, maxBytes, 'ไฟล์ใหญ่เกินไป · the file is too large.');
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const syntax = document.errors[0];
  if (syntax !== undefined) {
    const at = lines.linePos(syntax.pos[0]);
    throw fail(
      `คอลัมน์ ${at.col}: รูปแบบ YAML ไม่ถูกต้อง · column ${at.col}: this is not YAML: ${syntax.message.split('\n')[0] ?? ''}`,
      at.line,
    );
  }
  const parsed = noticesSchema.safeParse(document.toJS({ maxAliasCount: 20 }));
  const problems: InputProblem[] = [];
  const add = (path: readonly PathPart[], message: string, atKey = false): void => {
    const at = lines.linePos(locate(document, path, atKey));
    problems.push({ file: fileName, line: at.line, message: `คอลัมน์ ${at.col}: ${message}` });
  };
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const path = issue.path.filter((part): part is PathPart => typeof part !== 'symbol');
      if (issue.code === 'unrecognized_keys')
        for (const key of issue.keys) add([...path, key], describeUnknown(key), true);
      else add(path, `${path.join('.') || 'ไฟล์'} ใช้ไม่ได้ · cannot be used: ${issue.message}.`);
    }
    throw new InputError(problems);
  }
  const names = new Set<string>();
  for (const [index, channel] of parsed.data.channels.entries()) {
    const path = ['channels', index];
    if (names.has(channelName(channel)))
      add(
        path,
        `มีช่องทางชื่อ “${channelName(channel)}” แล้ว โปรดตั้ง name ให้ต่างกัน · two channels are called "${channelName(channel)}": give each a name.`,
      );
    names.add(channelName(channel));
    const problem = judgeSecret(channel);
    if (problem !== null) add(path, problem);
  }
  if (problems.length > 0) throw new InputError(problems);
  return parsed.data;
}

/** Names a channel wherever it is remembered or told of. */
export function channelName({ name: given, type }: ChannelConfig): string {
  return given ?? type;
}

function describeUnknown(key: string): string {
  if (secretKeys.has(key.toLowerCase().replaceAll(/[_-]/g, '')))
    return `ไม่รับรหัสลับในไฟล์นี้ (${key}) โปรดใช้ secretEnv หรือ secretFile · no secrets in this file (${key}): name an environment variable with secretEnv, or a file with secretFile.`;
  return `ไม่รู้จัก “${key}” · the key "${key}" is not known.`;
}

function judgeSecret(channel: ChannelConfig): string | null {
  if (channel.type === 'file') return null;
  const given = [channel.secretEnv, channel.secretFile].filter((one) => one !== undefined).length;
  if (given > 1)
    return 'ระบุ secretEnv หรือ secretFile อย่างใดอย่างหนึ่ง · name one of secretEnv and secretFile, not both.';
  if (channel.type === 'email' && (channel.user === undefined) !== (given === 0))
    return 'email: user ต้องใช้คู่กับ secretEnv หรือ secretFile · user and secretEnv (or secretFile) go together.';
  if ((channel.type === 'line' || channel.type === 'slack') && given === 0)
    return `${channel.type}: ต้องระบุ secretEnv หรือ secretFile · wants secretEnv or secretFile.`;
  // A token that is sent in the clear is nobody's secret any more.
  if (channel.type === 'line' && !channel.url.startsWith('https:') && !isLoopback(channel.url))
    return 'line: url ต้องขึ้นต้นด้วย https:// · has to begin with https://.';
  if (
    channel.type === 'email' &&
    channel.security === 'none' &&
    channel.user !== undefined &&
    !isLocal(channel.host)
  )
    return 'email: security: none ส่งรหัสผ่านโดยไม่เข้ารหัส ใช้ได้เฉพาะเครื่องนี้ · would send the password in the clear; only to this machine.';
  return null;
}

const isLocal = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|::1|\[::1\])$/i.test(host);
const isLoopback = (url: string): boolean => isLocal(new URL(url).hostname);
