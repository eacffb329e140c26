import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type ChannelConfig, channelName, type NoticesConfig } from './config.ts';
import type { Notice } from './notice.ts';
import { postJson, type PostOptions } from './post.ts';
import { sendMail } from './send-mail.ts';
import { deliveryId, signBody } from './sign.ts';
import type { NoticeTopic } from './vocabulary.ts';

/** Where notices go, ready to be used. */
export interface Channel {
  name: string;
  topics: ReadonlySet<NoticeTopic>;
  /** @throws DeliveryError when it was not taken */
  send(notice: Notice): Promise<void>;
}

export interface ChannelOptions extends PostOptions {
  /** the secret that a channel names; null: it names none
   * @throws when it names one that is not there */
  readSecret: (channel: ChannelConfig) => Promise<string | null>;
  /** a path of the configuration, made absolute */
  resolvePath: (path: string) => string;
}

/**
 * Makes the channels of a configuration ready. Secrets are read here, once, and stand in nothing that is written.
 *
 * @throws what `readSecret` throws
 */
export async function openChannels(config: NoticesConfig, options: ChannelOptions): Promise<Channel[]> {
  const channels: Channel[] = [];
  for (const one of config.channels) {
    const secret = await options.readSecret(one);
    const name = channelName(one);
    channels.push({ name, topics: new Set(one.on), send: createSender(one, name, secret, options) });
  }
  return channels;
}

function createSender(
  config: ChannelConfig,
  name: string,
  secret: string | null,
  options: ChannelOptions,
): Channel['send'] {
  switch (config.type) {
    case 'email':
      return (notice) => sendMail(config, secret, notice, deliveryId(name, notice.id), options.signal);
    case 'webhook':
      return (notice) => {
        const body = JSON.stringify(notice);
        const timestamp = Math.floor(options.clock.nowMs() / 1000);
        return postJson(
          config.url,
          body,
          {
            'x-oit-delivery': deliveryId(name, notice.id),
            'x-oit-timestamp': String(timestamp),
            ...(secret === null ? {} : { 'x-oit-signature': `sha256=${signBody(secret, timestamp, body)}` }),
          },
          options,
        );
      };
    case 'line':
      return (notice) =>
        postJson(
          config.url,
          // https://developers.line.biz/en/reference/messaging-api/#send-push-message: at most 5,000 characters
          JSON.stringify({
            to: config.to,
            messages: [{ type: 'text', text: clip(notice.linesTh.join('\n'), 5_000) }],
          }),
          { authorization: `Bearer ${secret ?? ''}`, 'x-line-retry-key': deliveryId(name, notice.id) },
          options,
        );
    case 'slack':
      return (notice) =>
        postJson(secret ?? '', JSON.stringify({ text: escapeSlack(notice.linesTh.join('\n')) }), {}, options);
    case 'file':
      return async (notice) => {
        const path = options.resolvePath(config.path);
        await mkdir(dirname(path), { recursive: true });
        await appendFile(path, `${JSON.stringify(notice)}\n`);
      };
  }
}

/** https://docs.slack.dev/messaging/formatting-message-text: these three stand for mentions and links. */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const clip = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1)}…`;
