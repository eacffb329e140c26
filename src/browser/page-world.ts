import type { CDPSession, Page } from 'playwright-core';
import { z } from 'zod';
import { pageScript } from './page-script.ts';

/** The page's own main thread did not answer in time: it loops. */
export class PageHungError extends Error {}

const answerMs = 5_000;

const measureSchema = z.object({
  nodes: z.number(),
  links: z.number(),
  chars: z.number(),
  isBare: z.boolean(),
});
export type PageMeasure = z.infer<typeof measureSchema>;

const writtenSchema = z.object({ html: z.string(), isCut: z.boolean() });
const wordsSchema = z.string().nullable();

/** What is pressed to see more, in the order in which it is tried. */
export type ControlKind = 'menu' | 'unfold' | 'tab' | 'more';

/**
 * Talks to {@link pageScript} in a page. Every question is answered in 5 s or ends in {@link PageHungError}; a world
 * that a navigation swept away is made again.
 */
export class PageWorld {
  readonly #session: CDPSession;
  #contextId: number | null = null;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async open(page: Page): Promise<PageWorld> {
    return new PageWorld(await page.context().newCDPSession(page));
  }

  async measure(): Promise<PageMeasure> {
    return measureSchema.parse(await this.#ask('oit.measure()'));
  }

  async enterPressing(): Promise<void> {
    await this.#ask('oit.enterPressing()');
  }

  async hover(): Promise<void> {
    await this.#ask('oit.hover()');
  }

  async scroll(): Promise<void> {
    await this.#ask('oit.scroll()');
  }

  /** Whether something was pressed. */
  async closeOverlay(): Promise<boolean> {
    return z.boolean().parse(await this.#ask('oit.closeOverlay()'));
  }

  /** The words of the control that was pressed; null when none is left. */
  async press(kind: ControlKind): Promise<string | null> {
    return wordsSchema.parse(await this.#ask(`oit.press('${kind}')`));
  }

  /** Asks the page's handlers where they lead; how many told. */
  async probe(): Promise<number> {
    return z.number().parse(await this.#ask('oit.probe()'));
  }

  /** Frames the innermost element that says the first of `words` that is there; whether one is. */
  async mark(words: readonly string[]): Promise<boolean> {
    return z.boolean().parse(await this.#ask(`oit.mark(${JSON.stringify(words)})`));
  }

  async write(keepsScripts: boolean): Promise<{ html: string; isCut: boolean }> {
    return writtenSchema.parse(await this.#ask(`oit.write(${keepsScripts})`));
  }

  async #ask(expression: string): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#evaluate(expression);
      } catch (error) {
        if (error instanceof PageHungError || attempt >= 3) throw error;
        this.#contextId = null;
      }
    }
  }

  async #evaluate(expression: string): Promise<unknown> {
    if (this.#contextId === null) {
      const { frameTree } = await within(this.#session.send('Page.getFrameTree'));
      const made = await within(
        this.#session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'oit' }),
      );
      this.#contextId = made.executionContextId;
      await this.#run(pageScript, this.#contextId);
    }
    return await this.#run(expression, this.#contextId);
  }

  async #run(expression: string, contextId: number): Promise<unknown> {
    const { result, exceptionDetails } = await within(
      this.#session.send('Runtime.evaluate', {
        expression,
        contextId,
        returnByValue: true,
        awaitPromise: true,
        timeout: answerMs,
      }),
    );
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
}

async function within<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PageHungError('the page did not answer')), answerMs);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => undefined);
  }
}
