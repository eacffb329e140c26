import type { ControlKind } from './page-world.ts';
import { settleAfterPress, type Visit } from './settle.ts';

/** How often each kind of control is pressed on one page. */
const maxPresses: Readonly<Record<ControlKind, number>> = { menu: 20, unfold: 120, tab: 30, more: 20 };
const kinds: readonly ControlKind[] = ['menu', 'unfold', 'tab', 'more'];
const maxOverlays = 5;
const maxScrolls = 5;

/**
 * Does what a person does to see all of a page: closes what lies over it, opens menus, accordions and tabs, scrolls,
 * asks for more as long as more comes. Nothing else is pressed: no link, no button of a form.
 */
export async function unfoldPage(visit: Visit): Promise<void> {
  const { world, traffic } = visit;
  for (let count = 0; count < maxOverlays && hasTime(visit); count++) {
    const hanging = traffic.open;
    if (!(await world.closeOverlay())) break;
    await settleAfterPress(visit, hanging);
  }
  await world.hover();
  await scrollDown(visit);
  for (const kind of kinds) {
    for (let count = 0; count < maxPresses[kind] && hasTime(visit); count++) {
      const before = await world.measure();
      const hanging = traffic.open;
      if ((await world.press(kind)) === null) break;
      await settleAfterPress(visit, hanging);
      if (kind === 'more' && !(await hasGrown(visit, before))) break;
    }
  }
}

function hasTime({ clock, untilMs, traffic }: Visit): boolean {
  return clock.nowMs() < untilMs && !traffic.isOverBudget;
}

/** Lists that grow by scrolling. */
async function scrollDown(visit: Visit): Promise<void> {
  const { world, traffic } = visit;
  for (let count = 0; count < maxScrolls && hasTime(visit); count++) {
    const before = await world.measure();
    const hanging = traffic.open;
    await world.scroll();
    await settleAfterPress(visit, hanging);
    if ((await world.measure()).nodes <= before.nodes) return;
  }
}

async function hasGrown(
  { world, clock, signal }: Visit,
  before: { nodes: number; chars: number },
): Promise<boolean> {
  for (let wait = 0; wait < 3; wait++) {
    const now = await world.measure();
    if (now.nodes > before.nodes || now.chars > before.chars) return true;
    await clock.sleep(100, signal);
  }
  return false;
}
