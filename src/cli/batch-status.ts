import type { Command } from 'commander';
import { callRoll, exitCodes, openRedisQueue, realClock } from '../index.ts';
import type { CliContext } from './context.ts';
import { openServers, readServers, type TypedServers } from './remote-servers.ts';
import { UsageError } from './usage-error.ts';

/** Commander gives an option that the command above knows too to that one, wherever it is typed. */
export function readStatusOptions(command: Command): TypedServers & { json?: boolean } {
  const own = command.opts<{ queue?: string; results?: string; json?: boolean }>();
  const above = command.parent?.opts<{ queue: string; results?: string }>();
  const isTyped = command.parent?.getOptionValueSource('queue') === 'cli';
  const results = own.results ?? above?.results;
  return {
    queue: own.queue ?? (isTyped ? above?.queue : undefined) ?? 'env',
    ...(results === undefined ? {} : { results }),
    ...(own.json === undefined ? {} : { json: own.json }),
  };
}

/** `oit batch status`: the batches of a Redis server and who works on them; returns the exit code. */
export async function runBatchStatusCommand(
  typed: TypedServers & { json?: boolean },
  context: CliContext,
): Promise<number> {
  const addresses = readServers(typed, process.env);
  if (addresses === null)
    throw new UsageError(
      'batch status ใช้กับ --queue redis:// ส่วนคิว embedded ดูที่ agencies.ndjson ของงานนั้น · is for --queue redis://; of the embedded queue, agencies.ndjson of the batch tells.',
    );
  const servers = await openServers(addresses);
  const { redis, results } = servers;
  try {
    const nowMs = realClock.nowMs();
    const workers = await callRoll(redis, nowMs);
    const batches = [];
    for (const { id, deadlineMs } of await results.listOpen(nowMs)) {
      const queue = await openRedisQueue({
        redis,
        batch: id,
        leaseMs: 30_000,
        stalledCheckMs: 30_000,
        nowMs: () => realClock.nowMs(),
        newToken: () => '',
      });
      const { waiting, leased, done, setAside } = await queue.counts();
      const aside = await queue.listSetAside();
      await queue.close();
      batches.push({
        id,
        deadline: new Date(deadlineMs).toISOString(),
        waiting,
        running: leased,
        done,
        setAside,
        aside,
      });
    }
    if (typed.json === true) {
      context.stdout(`${JSON.stringify({ batches, workers })}\n`);
      return exitCodes.done;
    }
    const lines = batches.flatMap(({ id, waiting, running, done, setAside, aside }) => [
      `${id}: เสร็จ ${done} · กำลังตรวจ ${running} · รอ ${waiting} · พักไว้ ${setAside} · done ${done}, running ${running}, waiting ${waiting}, set aside ${setAside}`,
      ...aside.map(({ key, reason }) => `  ${key.split(' ')[0] ?? key}: ${reason.split('\n')[0] ?? ''}`),
    ]);
    if (batches.length === 0) lines.push('ไม่มีงานที่กำลังทำอยู่ · no batch is under way');
    for (const { worker, batch, running, jobs, ended, isGone, seenMs } of workers) {
      const seen = `${Math.round((nowMs - seenMs) / 1_000)} s`;
      lines.push(
        `${worker}: ${isGone ? `เงียบไป ${seen} · silent for ${seen}` : `${running}/${jobs} · ${ended} · ${batch ?? '–'}`}`,
      );
    }
    if (workers.length === 0)
      lines.push('ไม่มี worker เริ่มด้วย oit worker · no worker: start one with oit worker');
    context.stdout(`${lines.join('\n')}\n`);
    return exitCodes.done;
  } finally {
    await servers.close();
  }
}
