import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QueueError } from '../../../src/fleet/embedded-queue.ts';
import { describeEnd } from '../../../src/fleet/describe-line.ts';
import {
  openRemoteResults,
  type RemoteBatch,
  type RemoteResults,
} from '../../../src/fleet/remote/results.ts';
import type { RemoteJob, RemotePlan } from '../../../src/fleet/remote/tables.ts';
import type { AgencyLine } from '../../../src/fleet/schema.ts';
import { makeAgency } from '../support.ts';
import { hasPostgres, password, startPostgres, type TestServer } from './servers.ts';

const plan = { checklist: 'ita-2568' } as RemotePlan;
const batchOf = (id: string, deadlineMs = 2_000): RemoteBatch => ({
  id,
  toolVersion: '1.0.0',
  state: 'running',
  plan,
  deadlineMs,
});
const work = (key: string, url?: string): { job: string; work: RemoteJob } => {
  const agency = makeAgency(url === undefined ? { key } : { key, url });
  return { job: `${key} ${agency.url}`, work: { agency, declared: [] } };
};
const lineOf = (key: string, detail: string): AgencyLine =>
  describeEnd(makeAgency({ key }), 'ita-2568', { kind: 'error', key, detail, isDiskFull: false }, 1);

describe.skipIf(!hasPostgres)('on a PostgreSQL server', () => {
  let server: TestServer;
  let results: RemoteResults;
  beforeAll(async () => {
    server = await startPostgres();
    results = await openRemoteResults(server.address);
  });
  afterAll(async () => {
    await results.close();
    await server.close();
  });

  it('keeps one result of an agency, that of whoever began last', async () => {
    await results.register(batchOf('one'), [work('a')]);
    const slow = await results.begin('one', 'a http://a/', 'gone');
    const quick = await results.begin('one', 'a http://a/', 'successor');
    if (slow === null || quick === null) throw new Error('it is a job of the batch');
    const files = [{ name: 'result.json', content: Buffer.from('{"ผล":1}') }];
    expect(await results.save('one', 'a', quick.begun, lineOf('a', 'second'), files)).toBe(true);
    expect(await results.save('one', 'a', slow.begun, lineOf('a', 'first'), [])).toBe(false);
    const found = await results.read('one', 'a');
    expect(found?.line.detail).toBe('second');
    expect(found?.files.map(({ name, content }) => [name, content.toString()])).toEqual([
      ['result.json', '{"ผล":1}'],
    ]);
    expect(await results.listVersions('one')).toEqual([{ key: 'a', version: quick.begun }]);
  });

  it('goes on with a batch, and begins anew only with an agency whose address was corrected', async () => {
    await results.register(batchOf('two'), [work('a'), work('b')]);
    for (const key of ['a', 'b']) {
      const beginning = await results.begin('two', `${key} http://${key}/`, 'w');
      await results.save('two', key, beginning?.begun ?? -1, lineOf(key, 'seen'), []);
    }
    await results.register(batchOf('two', 9_000), [work('a'), work('b', 'http://b.go.th/'), work('c')]);
    expect((await results.listVersions('two')).map(({ key }) => key)).toEqual(['a']);
    expect(await results.begin('two', 'b http://b/', 'w')).toBeNull();
    expect(await results.begin('two', 'b http://b.go.th/', 'w')).toMatchObject({ line: null });
    expect(await results.begin('two', 'a http://a/', 'w')).toMatchObject({
      line: { detail: 'seen' },
      begun: 2,
    });
    expect((await results.readBatch('two'))?.deadlineMs).toBe(9_000);
  });

  it('lists batches that run until their night ends', async () => {
    await results.register(batchOf('three', 5_000), [work('a')]);
    const ids = async (nowMs: number): Promise<string[]> =>
      (await results.listOpen(nowMs)).map(({ id }) => id).filter((id) => id === 'three');
    expect(await ids(4_999)).toEqual(['three']);
    expect(await ids(5_000)).toEqual([]);
    await results.setState('three', 'paused');
    expect(await ids(0)).toEqual([]);
  });

  it('makes its tables once, however many open it at the same moment', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => openRemoteResults(server.address)));
    for (const one of opened) await one.close();
  });

  it('says in one sentence, without the password, that a server cannot be used', async () => {
    const refused = openRemoteResults(server.address.replace(password, 'open-up'));
    await expect(refused).rejects.toThrow(QueueError);
    await expect(refused).rejects.toThrow(/--results/);
    await expect(refused).rejects.not.toThrow(/open-up/);
  });
});
