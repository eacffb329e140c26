import { expect, it } from 'vitest';
import { lookAgain } from '../../src/assess/second-look.ts';
import { findPackageRoot } from '../../src/check/package-root.ts';
import { loadResources } from '../../src/check/resources.ts';
import { judgeItem } from '../../src/judge/item.ts';
import { collectTargets } from '../../src/match/targets.ts';
import { judgeContext } from '../judge/build.ts';
import { buildMatch } from '../match/build.ts';

const steps = [
  'ยื่นคำขอจดทะเบียนพาณิชย์ต่อเจ้าหน้าที่',
  'เจ้าหน้าที่ตรวจสอบคำขอ แล้วนายทะเบียนลงนาม',
  'ผู้ยื่นคำขอรับใบทะเบียนพาณิชย์กลับบ้าน',
];
const search = { isComplete: true, endedBy: null, unopened: [], pages: 2, documents: 0 };

/** What is told of O9 where a page of another name holds this. */
async function lookAt(text: string): Promise<string | undefined> {
  const { loaded, topics } = await loadResources(findPackageRoot(import.meta.dirname), 'ita-2568', 2568);
  const matching = await buildMatch({
    '': '<title>หน้าแรก</title><main><a href="/p8">ไม่ต้องถามทาง</a></main>',
    p8: `<title>ไม่ต้องถามทาง</title><main><h1>ไม่ต้องถามทาง</h1>${text}</main>`,
  });
  const looks = loaded.checklist.items.map((item) => ({
    item,
    judged: judgeItem(item, [], search, judgeContext),
    search,
    isDeclared: false,
  }));
  const again = lookAgain(looks, matching, collectTargets(matching), topics, judgeContext);
  return again.find(({ item }) => item.code === 'O9')?.judged.causes[0]?.code;
}

it('tells what is lacking where a text of another name was plainly meant for the item and shows some of it', async () => {
  const services = `<p>ประชาชนที่มาขอรับบริการ</p><ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol>`;
  expect(await lookAt(services)).toBe('missing-element');
});

it('finds nothing where it reads hardly like it', async () => {
  expect(await lookAt('<p>ตลาดนัดหน้าวัดมีทุกวันเสาร์ ขายผัก ปลา ขนม และของใช้</p>')).toBe('not-found');
});
