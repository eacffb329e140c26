import { DeliveryError } from './post.ts';
import type { ChannelConfig } from './config.ts';
import type { Notice } from './notice.ts';

export type EmailConfig = Extract<ChannelConfig, { type: 'email' }>;

const timeoutMs = 30_000;

/**
 * Sends a notice by SMTP, as plain text.
 *
 * @param password null where the server wants none
 * @param messageId the same for the same message, so that mail programs show a repetition once
 * @throws DeliveryError when the server did not take it
 */
export async function sendMail(
  config: EmailConfig,
  password: string | null,
  notice: Notice,
  messageId: string,
  signal: AbortSignal,
): Promise<void> {
  const { host, port, security, user, from, to } = config;
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // What a website says ends up in the text: it must not name files of ours.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
  });
  const stop = (): void => transport.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    await transport.sendMail({
      from: { name: 'OIT', address: from },
      to: [...to],
      subject: notice.subjectTh,
      text: notice.textTh,
      messageId: `<${messageId}@oit-checker.invalid>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'th' },
    });
  } catch (error) {
    signal.throwIfAborted();
    const status = numberOf(error, 'responseCode');
    const code = codeOf(error);
    const isPassing = status === null ? code !== 'EAUTH' : status < 500;
    const told = status === null ? code : `SMTP ${status}`;
    throw new DeliveryError(`ส่งอีเมลไม่ได้ (${told}) · the mail was not taken (${told})`, isPassing, {
      cause: error,
    });
  } finally {
    signal.removeEventListener('abort', stop);
    transport.close();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function numberOf(error: unknown, key: string): number | null {
  const value =
    error instanceof Error ? (Object.entries(error).find(([name]) => name === key)?.[1] as unknown) : null;
  return typeof value === 'number' ? value : null;
}
