import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildHistory } from '../../src/history/build-history.ts';
import { notRejudged } from '../../src/history/compare-runs.ts';
import type { Probe } from '../../src/history/uptime.ts';
import { type Notice, openStore, realClock, type Store } from '../../src/index.ts';
import { deliver, type DeliverDeps, type News } from '../../src/night/notices/deliver.ts';
import { DeliveryError } from '../../src/night/notices/post.ts';
import type { NoticeTopic } from '../../src/night/notices/vocabulary.ts';
import type { Standing } from '../../src/night/standing.ts';
import type { Verdict } from '../../src/result/vocabulary.ts';
import { makeItem, makeRun } from '../history/support.ts';

let folder = '';
let store: Store;
const sent: Notice[] = [];
const problems: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-deliver-'));
  store = await openStore(folder, (ms) => realClock.sleep(ms));
  sent.length = 0;
  problems.length = 0;
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** A day of June 2025, at a time in Thailand. */
const at = (day: number, time = '09:35'): string =>
  new Date(`2025-06-${String(day).padStart(2, '0')}T${time}:00+07:00`).toISOString();

type Look = [instant: string, verdict: Verdict];

function stand(looks: Look[], probes: Probe[] = [], key = 'khambong.example.go.th'): Standing {
  const url = 'https://www.khambong.example.go.th/o1';
  const digests = looks.map(([instant, verdict]) =>
    makeRun(instant, [makeItem('O1', verdict), makeItem('O2', 'pass')], { agencyKey: key }),
  );
  const history = buildHistory({ digests, rejudgedOf: () => notRejudged, probes, window: null });
  if (history === null) throw new Error('no run');
  expect(history.items[0]?.lastSeenGood?.url ?? url).toBe(url);
  return {
    agencyKey: key,
    name: 'อบต.คำบง',
    startUrl: 'https://www.khambong.example.go.th/',
    history,
    couldNotLook: 2,
  };
}

const regressed: Look[] = [
  [at(1, '02:10'), 'pass'],
  [at(2, '02:10'), 'fail'],
  [at(2, '09:30'), 'fail'],
];
const recovered: Look[] = [...regressed, [at(3, '02:10'), 'pass'], [at(3, '09:30'), 'pass']];

const news = (standings: Standing[], more: Partial<News> = {}): News => ({
  schedule: 's',
  standings,
  missedNights: [],
  week: null,
  ...more,
});

function deps(nowIso: string, change: Partial<DeliverDeps> & { topics?: NoticeTopic[] } = {}): DeliverDeps {
  const { topics = ['regression', 'recovery', 'missed-night', 'weekly'], ...rest } = change;
  return {
    store,
    clock: { nowMs: () => Date.parse(nowIso), sleep: async () => undefined },
    channels: [
      {
        name: 'kept',
        topics: new Set(topics),
        send: async (notice) => {
          sent.push(notice);
        },
      },
    ],
    quietHours: { from: '20:00', to: '07:00' },
    isMoreToday: true,
    onProblem: (_channel, error) => problems.push(error.message),
    ...rest,
  };
}

describe('a digest', () => {
  it('says in five lines what changed, when it was seen, who may look where, and what it is not', async () => {
    await deliver(news([stand(regressed)]), deps(at(2)));
    expect(sent[0]?.linesTh).toEqual([
      '[OIT] อบต.คำบง 2 มิ.ย. 2568 เวลา 09:35 น.',
      'เปลี่ยน 1 ข้อ: O1 ไม่พบหลักฐานเดิมแล้ว (ยืนยัน 2 ครั้ง 02:10, 09:30)',
      'ขอให้สำนักปลัดตรวจลิงก์ https://www.khambong.example.go.th/o1',
      'ยังตรวจไม่ได้ 2 ข้อ',
      'ประมาณ 80 (75–85) ไม่ใช่ผลของ ป.ป.ช.',
    ]);
    expect(sent[0]?.textTh).toContain('สาเหตุ: เว็บไซต์เปลี่ยน');
    expect(JSON.stringify(sent)).not.toMatch(/(?<!ไม่)ผ่าน/);
  });

  it('is sent once, and says when it is over', async () => {
    await deliver(news([stand(regressed)]), deps(at(2)));
    await deliver(news([stand(regressed)]), deps(at(3, '08:00')));
    expect(sent).toHaveLength(1);
    await deliver(news([stand(recovered)]), deps(at(3)));
    expect(sent[1]?.linesTh[1]).toBe('เปลี่ยน 1 ข้อ: O1 กลับมาดีแล้ว');
  });

  it('tells nobody of the end of what they never heard of, unless that is all they want', async () => {
    await deliver(news([stand(recovered)]), deps(at(3)));
    expect(sent).toEqual([]);
    await deliver(news([stand(recovered)]), deps(at(3), { topics: ['recovery'] }));
    expect(sent).toHaveLength(1);
  });

  it('tells no suspicion', async () => {
    await deliver(news([stand(regressed.slice(0, 2))]), deps(at(2)));
    expect(sent).toEqual([]);
  });

  it('comes once a day; the rest waits for the next', async () => {
    await deliver(news([stand(regressed)]), deps(at(2)));
    const missed = { missedNights: [{ plannedAt: at(1, '02:10'), exitCode: null, begun: false }] };
    await deliver(news([stand(regressed)], missed), deps(at(2, '15:00')));
    expect(sent).toHaveLength(1);
    await deliver(news([stand(regressed)], missed), deps(at(3)));
    expect(sent[1]?.linesTh.join(' ')).toMatch(/ไม่ได้ตรวจ 1 คืน \(1 มิ\.ย\.\)/);
  });

  it('waits for the end of the quiet hours where somebody comes by later', async () => {
    await deliver(news([stand(regressed)]), deps(at(3, '02:40')));
    expect(sent).toEqual([]);
    await deliver(news([stand(regressed)]), deps(at(3, '02:40'), { isMoreToday: false }));
    expect(sent).toHaveLength(1);
  });

  it('counts what does not fit, of items and of agencies', async () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((key) => stand(regressed, [], `${key}.example.go.th`));
    await deliver(news(many), deps(at(2)));
    expect(sent[0]?.linesTh).toHaveLength(5);
    expect(sent[0]?.linesTh[3]).toMatch(/^และอีก 3 หน่วยงาน/);
  });

  it('says that the whole site is down, and how', async () => {
    const probes: Probe[] = [
      { at: at(2, '02:10'), outcome: 'timeout', latencyMs: null },
      { at: at(2, '09:30'), outcome: 'timeout', latencyMs: null },
    ];
    await deliver(news([stand([[at(1, '02:10'), 'pass']], probes)]), deps(at(2)));
    expect(sent[0]?.linesTh[1]).toBe('เปิดเว็บไซต์ไม่ได้: รอนานเกินกำหนด (ยืนยัน 2 ครั้ง 02:10, 09:30)');
  });

  it('names no telephone numbers', async () => {
    const standing = { ...stand(regressed), name: 'อบต.คำบง โทร 081-234-5678' };
    await deliver(news([standing]), deps(at(2)));
    expect(JSON.stringify(sent[0]?.linesTh)).not.toContain('5678');
  });
});

describe('a channel that fails', () => {
  it('is tried three times, then the next time, with the same id', async () => {
    const tries: string[] = [];
    const channel = {
      name: 'kept',
      topics: new Set<NoticeTopic>(['regression']),
      send: async (notice: Notice) => {
        tries.push(notice.id);
        if (tries.length < 5) throw new DeliveryError('busy', true);
        sent.push(notice);
      },
    };
    expect(await deliver(news([stand(regressed)]), deps(at(2), { channels: [channel] }))).toBe(false);
    expect([tries.length, problems]).toEqual([3, ['busy']]);
    expect(await deliver(news([stand(regressed)]), deps(at(2, '15:00'), { channels: [channel] }))).toBe(true);
    expect(tries).toHaveLength(5);
    expect(new Set(tries).size).toBe(1);
    expect(sent).toHaveLength(1);
  });

  it('keeps nothing from the others', async () => {
    const broken = {
      name: 'broken',
      topics: new Set<NoticeTopic>(['regression']),
      send: () => Promise.reject(new DeliveryError('no', false)),
    };
    const { channels } = deps(at(2));
    await deliver(news([stand(regressed)]), deps(at(2), { channels: [broken, ...channels] }));
    expect(sent).toHaveLength(1);
  });
});

it('the sign of life comes once a week and says what to do when it does not', async () => {
  const week = { id: 'weekly 2025-06-02', nights: { planned: 7, done: 6 } };
  await deliver(news([stand(regressed.slice(0, 1))], { week }), deps(at(2)));
  await deliver(news([stand(regressed.slice(0, 1))], { week }), deps(at(3)));
  expect(sent.map(({ kind }) => kind)).toEqual(['weekly']);
  expect(sent[0]?.linesTh).toHaveLength(5);
  expect(sent[0]?.linesTh[1]).toBe('ตรวจแล้ว 6 จาก 7 คืน · เปิดเว็บไซต์ได้ 1 จาก 1 ครั้ง');
});
