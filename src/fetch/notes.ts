import type { FetchNote } from './types.ts';

/** What a run has to say about hosts: one entry per host and kind, the last words count. */
export interface NoteBook {
  write(host: string, kind: FetchNote['kind'], detail: string): void;
  list(): FetchNote[];
}

export function createNoteBook(): NoteBook {
  const notes = new Map<string, FetchNote>();
  return {
    write(host, kind, detail) {
      notes.set(`${kind} ${host}`, { host, kind, detail });
    },
    list: () => [...notes.values()],
  };
}
