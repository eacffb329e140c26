/** What was given cannot be compared, or what would be overwritten cannot be kept; the message says what to do. */
export class CompareError extends Error {}
