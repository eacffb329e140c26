import { createHash, createHmac } from 'node:crypto';

/**
 * HMAC-SHA256 over `<timestamp>.<body>`, in hex: the receiver computes the same with the shared secret, and refuses what is
 * older than a few minutes, so that a recorded message cannot be sent again.
 *
 * @param timestamp seconds since the epoch
 */
export function signBody(secret: string, timestamp: number, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** A UUID that is the same for the same message and channel: receivers know a repetition by it. */
export function deliveryId(channel: string, noticeId: string): string {
  const hex = createHash('sha256').update(`${channel}\n${noticeId}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  // Version 8 is for ids of one's own making (RFC 9562 §5.8).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
