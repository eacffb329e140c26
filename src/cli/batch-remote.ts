import { randomUUID } from 'node:crypto';
import {
  type BatchOutcome,
  realClock,
  type RemoteBatchDeps,
  type RemoteBatchOptions,
  runRemoteBatch,
} from '../index.ts';
import { createBatchProgress } from './batch-progress.ts';
import type { CliContext } from './context.ts';
import { openServers } from './remote-servers.ts';
import { UsageError } from './usage-error.ts';

/** `oit batch --queue redis://…`: the agencies are checked by `oit worker` wherever that runs. */
export async function runOnServers(
  addresses: { queue: string; results: string },
  options: RemoteBatchOptions,
  deps: Pick<RemoteBatchDeps, 'folder' | 'findGroup' | 'readDeclared'>,
  { context, isQuiet, lang }: { context: CliContext; isQuiet: boolean; lang: 'th' | 'en' },
): Promise<BatchOutcome> {
  const servers = await openServers(addresses);
  const { redis, results } = servers;
  const progress = createBatchProgress(context, () => realClock.nowMs(), isQuiet, lang);
  try {
    return await runRemoteBatch(options, {
      ...deps,
      clock: realClock,
      redis,
      results,
      newToken: randomUUID,
      signal: context.signal,
      onProgress: (state) => progress.show(state),
      onAgency: (line, state) => progress.tell(line, state),
      onNoWorker: () =>
        context.stderr(
          'ยังไม่มีเครื่องใดรับงาน เริ่มด้วย oit worker บนเครื่องที่จะให้ตรวจ · no worker yet: start oit worker on the machines that are to check.\n',
        ),
    });
  } finally {
    progress.end();
    await servers.close();
  }
}

/** @throws UsageError for a checklist that is a file of this machine */
export function refuseLocalChecklists(checklists: readonly (string | null)[]): void {
  const local = checklists.find((one) => one !== null && /[/\\]|\.ya?ml$/i.test(one));
  if (local === undefined || local === null) return;
  throw new UsageError(
    `${local} เป็นไฟล์ของเครื่องนี้ เครื่องอื่นไม่มี โปรดใช้เกณฑ์ที่มากับโปรแกรม หรือ --queue embedded · is a file of this machine that others do not have: name a checklist that comes with the program, or use --queue embedded.`,
  );
}
