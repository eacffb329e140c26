/** What a comparison can be written as. */
export const compareFormats = ['site', 'xlsx', 'csv', 'json'] as const;
export type CompareFormat = (typeof compareFormats)[number];

/** Whether this is a format that a comparison can be written in. */
export function isCompareFormat(name: string): name is CompareFormat {
  return compareFormats.some((format) => format === name);
}
