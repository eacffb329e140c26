import { describe, expect, it } from 'vitest';
import type { Pacer } from '../../src/fetch/pace.ts';
import { createPacer } from '../../src/fetch/pace.ts';
import type { Clock } from '../../src/fetch/types.ts';
import { realClock } from '../../src/fetch/clock.ts';
import { NightUse } from '../../src/fleet/night-limits.ts';
import { createPaceDesk } from '../../src/fleet/pace-desk.ts';
import { createAgencyClock, gaugePacer, PaceGauge } from '../../src/fleet/pace-gauge.ts';
import type { FromWorker, ToWorker } from '../../src/fleet/protocol.ts';
import { createRemotePace, NightRefusedError } from '../../src/fleet/remote-pace.ts';

/** A worker's side and the batch's, joined by messages that take a turn of the loop. */
function join(
  pacer: Pacer,
  night: NightUse,
  isShared = (_address: string): boolean => false,
): { remote: ReturnType<typeof createRemotePace>; sent: FromWorker[]; closeDesk: () => void } {
  const sent: FromWorker[] = [];
  const toWorker = (message: ToWorker): void => void setImmediate(() => remote.receive(message));
  const desk = createPaceDesk({ pacer, night, isShared, send: toWorker });
  const remote = createRemotePace((message) => {
    sent.push(message);
    setImmediate(() => desk.receive(message));
  });
  return { remote, sent, closeDesk: () => desk.close() };
}

const plenty = { maxRequestsPerAddress: 1e6, maxBytesPerAddress: 1e12, maxOcrDocuments: 1 };
const onePace = (): Pacer => createPacer({ clock: realClock, concurrencyPerHost: 1, delayMs: 0 });
const turns = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('pace over processes', () => {
  it('holds two workers on one address to one request at a time', async () => {
    const pacer = onePace();
    const night = new NightUse(plenty);
    const [a, b] = [join(pacer, night), join(pacer, night)];
    let inFlight = 0;
    let most = 0;
    const ask = async (worker: typeof a, host: string): Promise<void> => {
      const ticket = await worker.remote.pacer.enter({ host, address: '192.0.2.1' });
      inFlight += 1;
      most = Math.max(most, inFlight);
      await turns(3);
      inFlight -= 1;
      ticket.leave(3, false);
    };
    await Promise.all([ask(a, 'a.example'), ask(b, 'b.example'), ask(a, 'a.example'), ask(b, 'b.example')]);
    expect(most).toBe(1);
  });

  it('paces by host where the address belongs to many', async () => {
    const { remote } = join(onePace(), new NightUse(plenty), () => true);
    const first = await remote.pacer.enter({ host: 'a.example', address: '192.0.2.1' });
    const second = await remote.pacer.enter({ host: 'b.example', address: '192.0.2.1' });
    first.leave(1, false);
    second.leave(1, false);
  });

  it('gives the place of a request that was given up to the next', async () => {
    const { remote } = join(onePace(), new NightUse(plenty));
    const first = await remote.pacer.enter({ host: 'a.example', address: null });
    const giveUp = new AbortController();
    const second = remote.pacer.enter({ host: 'a.example', address: null, signal: giveUp.signal });
    const third = remote.pacer.enter({ host: 'a.example', address: null });
    giveUp.abort(new Error('too late'));
    await expect(second).rejects.toThrow('too late');
    first.leave(1, false);
    (await third).leave(1, false);
  });

  it('gives back what a dead worker held', async () => {
    const pacer = onePace();
    const night = new NightUse(plenty);
    const [a, b] = [join(pacer, night), join(pacer, night)];
    await a.remote.pacer.enter({ host: 'a.example', address: null });
    const waiting = b.remote.pacer.enter({ host: 'a.example', address: null });
    a.closeDesk();
    (await waiting).leave(1, false);
  });

  it('refuses what the night has used up, and says which', async () => {
    const { remote } = join(onePace(), new NightUse({ ...plenty, maxRequestsPerAddress: 1 }));
    (await remote.pacer.enter({ host: 'a.example', address: '192.0.2.1' })).leave(1, false);
    const refused = remote.pacer.enter({ host: 'b.example', address: '192.0.2.1' });
    await expect(refused).rejects.toThrow(NightRefusedError);
    await expect(refused).rejects.toMatchObject({ refusal: { kind: 'limit' } });
    (await remote.pacer.enter({ host: 'b.example', address: '192.0.2.2' })).leave(1, false);
  });

  it('shares OCR out over all workers', async () => {
    const night = new NightUse(plenty);
    const [a, b] = [join(onePace(), night), join(onePace(), night)];
    expect(await a.remote.mayRecognise()).toBe(true);
    expect(await b.remote.mayRecognise()).toBe(false);
  });
});

describe('time spent waiting', () => {
  it('counts only while every request waits', () => {
    let nowMs = 0;
    const gauge = new PaceGauge(() => nowMs);
    gauge.startWaiting();
    nowMs = 100;
    gauge.admit();
    gauge.startWaiting();
    nowMs = 1_000;
    expect(gauge.waitedMs()).toBe(100);
    gauge.leave();
    nowMs = 1_250;
    expect(gauge.waitedMs()).toBe(350);
    gauge.giveUp();
    nowMs = 5_000;
    expect(gauge.waitedMs()).toBe(350);
  });

  it('measures a pacer, refusals and double leaves included', async () => {
    let nowMs = 0;
    const gauge = new PaceGauge(() => nowMs);
    let isRefusing = false;
    const pacer = gaugePacer(
      {
        enter: async () => {
          nowMs += 50;
          if (isRefusing) throw new Error('no');
          return { leave: () => 1 };
        },
        setCrawlDelay: () => undefined,
        pause: () => undefined,
      },
      gauge,
    );
    const ticket = await pacer.enter({ host: 'a', address: null });
    nowMs += 1_000;
    ticket.leave(1, false);
    ticket.leave(1, false);
    isRefusing = true;
    await expect(pacer.enter({ host: 'a', address: null })).rejects.toThrow('no');
    nowMs += 1_000;
    expect(gauge.waitedMs()).toBe(100);
  });

  it("puts an agency's deadline off by it", async () => {
    let nowMs = 0;
    let waitedMs = 0;
    const slept: number[] = [];
    const clock: Clock = {
      nowMs: () => nowMs,
      async sleep(ms) {
        slept.push(ms);
        nowMs += ms;
        // Half of the first stretch, and a tenth of the second, went by waiting.
        waitedMs += slept.length === 1 ? ms / 2 : slept.length === 2 ? ms / 10 : 0;
      },
    };
    const gauge = new PaceGauge(() => nowMs);
    gauge.waitedMs = () => waitedMs;
    await createAgencyClock(clock, gauge).sleep(1_000);
    expect(slept).toEqual([1_000, 500, 50]);
  });
});
