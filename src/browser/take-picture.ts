import type { Page } from 'playwright-core';
import { settle, settleAfterPress, type Visit } from './settle.ts';

const maxOverlays = 5;
const maxPresses = 40;
const settleMs = 8_000;
const pictureMs = 10_000;

/** A PNG of the window, scrolled to the first of `marks` that stands on the page, which is framed in red. */
export async function takePicture(page: Page, visit: Visit, marks: readonly string[]): Promise<Uint8Array> {
  const { world, traffic, clock } = visit;
  await settle(visit, settleMs);
  traffic.state.phase = 'pressing';
  await world.enterPressing();
  for (let count = 0; count < maxPresses && clock.nowMs() < visit.untilMs; count++) {
    const hanging = traffic.open;
    const isClosed = count < maxOverlays && (await world.closeOverlay());
    if (!isClosed && (await world.press('unfold')) === null) break;
    await settleAfterPress(visit, hanging);
  }
  await world.mark(marks);
  return await page.screenshot({ type: 'png', timeout: pictureMs, animations: 'disabled', caret: 'hide' });
}
