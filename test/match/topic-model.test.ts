import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fitTopics } from '../../eval/fit-topics.ts';
import { readLines } from '../../eval/lines.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';
import { readTopicModel } from '../../src/match/topic-model.ts';

const root = findPackageRoot(import.meta.dirname);
const path = join(root, 'checklists', 'topic-weights.json');
const stored = readFileSync(path, 'utf8');

const meeting = `เวทีหมู่ 4 ว่าด้วยรถขยะ จัดวันที่ 12 กุมภาพันธ์ 2568
เรื่องที่คุยกัน: จะเพิ่มรอบเก็บขยะเป็นสัปดาห์ละสองครั้งหรือแจกถังแยก
คนที่มา: ชาวบ้าน 63 คน ผู้ใหญ่บ้าน 2 คน เจ้าหน้าที่ 4 คน รวม 69 คน
ผลที่ได้: ที่ประชุมลงมติแจกถังแยก 51 เสียง
เอาไปใช้: นำข้อเสนอของที่ประชุมเข้าแผนจัดซื้อถัง และปรับตารางรถเก็บขยะตั้งแต่เดือนเมษายน`;

describe('which item a text reads like', () => {
  it('is told by its words, whatever it is called', async () => {
    const { loaded, topics } = await loadResources(root, 'ita-2568', 2568);
    const [best, next] = topics.rate(meeting, loaded.checklist.items);
    expect(best?.code).toBe('O20');
    expect(best?.score).toBeGreaterThan((next?.score ?? 0) + 0.1);
  });

  it('is not told of a few words', async () => {
    const { loaded, topics } = await loadResources(root, 'ita-2568', 2568);
    expect(topics.rate('รายงานการประชุม ปี 2568', loaded.checklist.items)).toEqual([]);
  });

  it('is learned from the stored lines', async () => {
    const fitted = await fitTopics(root, readLines(join(root, 'eval', 'lines')));
    const { loaded } = await loadResources(root, 'ita-2568', 2568);
    const rate = (text: string) => readTopicModel('w.json', text).rate(meeting, loaded.checklist.items)[0];
    // Words are parted by the machine's ICU when they are fitted, and versions differ in a few.
    expect(Math.abs((rate(JSON.stringify(fitted))?.score ?? 0) - (rate(stored)?.score ?? 9))).toBeLessThan(
      0.05,
    );
  });
});

it('a file that cannot be used is named', () => {
  expect(() => readTopicModel('w.json', '{')).toThrow(/w\.json is not valid JSON/);
  const short = { ...JSON.parse(stored), weights: 'AAAA' };
  expect(() => readTopicModel('w.json', JSON.stringify(short))).toThrow(/w\.json: weights: 3 bytes, wanted/);
});
