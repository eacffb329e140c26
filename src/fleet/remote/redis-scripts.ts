import type { Redis } from 'ioredis';

/** The server's clock, so that those of the machines need not agree. */
const now = `local t = redis.call('TIME'); local now = t[1] * 1000 + math.floor(t[2] / 1000)`;

/** KEYS[1] members of a group until when; ARGV member, most, ms. 1: it is in. */
const enterGroup = `${now}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`;

/** KEYS[1…] sets of members until when; ARGV member, ms. Holds it in those sets in which it still is. */
const renew = `${now}
for _, key in ipairs(KEYS) do
  if redis.call('ZADD', key, 'XX', 'CH', now + ARGV[2], ARGV[1]) == 1 then redis.call('PEXPIRE', key, ARGV[2]) end
end
return 1`;

/**
 * KEYS in pairs: requests in flight until when, facts of a lane (host first, then address); ARGV ticket, ms that it
 * holds, most in flight, then for each lane the ms between two starts. 0: it may start, else ms to wait at least.
 */
const enterLanes = `${now}
local wait = 0
for at = 1, #KEYS, 2 do
  redis.call('ZREMRANGEBYSCORE', KEYS[at], '-inf', now)
  if redis.call('ZCARD', KEYS[at]) >= tonumber(ARGV[3]) then wait = math.max(wait, 100) end
  local facts = redis.call('HMGET', KEYS[at + 1], 'start', 'crawlDelay', 'pausedUntil')
  local delay = math.max(tonumber(ARGV[3 + (at + 1) / 2]), tonumber(facts[2] or 0))
  wait = math.max(wait, tonumber(facts[1] or 0) + delay - now, tonumber(facts[3] or 0) - now)
end
if wait > 0 then return wait end
for at = 1, #KEYS, 2 do
  redis.call('ZADD', KEYS[at], now + ARGV[2], ARGV[1])
  redis.call('PEXPIRE', KEYS[at], ARGV[2])
  redis.call('HSET', KEYS[at + 1], 'start', now)
  redis.call('PEXPIRE', KEYS[at + 1], 86400000)
end
return 0`;

const scripts = { enterGroup, renew, enterLanes };

/** Runs one of our scripts in the server, all or nothing. */
export async function runScript(
  redis: Redis,
  name: keyof typeof scripts,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<number> {
  return Number(await redis.eval(scripts[name], keys.length, ...keys, ...args));
}
