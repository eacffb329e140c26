import { z } from 'zod';

/** Of npm's Chromium, the one thing that is used of it. */
const packageSchema = z.object({ default: z.custom<Chromium>(isChromium) });

interface Chromium {
  /** unpacks 209 MB into the temporary folder where they are not there yet */
  executablePath(): Promise<string>;
}

/** The optional package; it holds a Chromium for Linux x64 and arm64 and has no install script. */
const packageName: string = '@sparticuz/chromium';

/** What unpacks the Chromium of the optional npm package; null where it is not installed. */
export async function findBundledChromium(
  platform: NodeJS.Platform,
): Promise<(() => Promise<string>) | null> {
  if (platform !== 'linux') return null;
  try {
    const loaded: unknown = await import(packageName);
    const parsed = packageSchema.safeParse(loaded);
    return parsed.success ? () => parsed.data.default.executablePath() : null;
  } catch {
    return null;
  }
}

/** Where Playwright's own Chromium would lie; null where it knows none for this machine. */
export async function findPlaywrightChromium(): Promise<string | null> {
  try {
    const { chromium } = await import('playwright-core');
    return chromium.executablePath();
  } catch {
    return null;
  }
}

function isChromium(value: unknown): boolean {
  return (
    (typeof value === 'function' || (typeof value === 'object' && value !== null)) &&
    'executablePath' in value &&
    typeof value.executablePath === 'function'
  );
}
