import type { Result } from '../result/schema.ts';

/** The result as `result.json`: keys in the result's own order, two spaces, a newline at the end. */
export function renderJson(result: Result): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
