/** What a person typed cannot be used: exit code 2 and one clear sentence, no stack. */
export class UsageError extends Error {}
