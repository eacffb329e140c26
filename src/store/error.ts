/** The store cannot be used as asked; the message, Thai then English, names the file and what to do. */
export class StoreError extends Error {}

/** The store was written by a newer oit-checker: nothing of it is read or changed. */
export class NewerStoreError extends StoreError {}
