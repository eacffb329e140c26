import type { Cue } from '../checklist/schema.ts';

/** Told by what stands there and not by how it is worded. */
export function isStructural(cue: Cue): boolean {
  switch (cue.kind) {
    case 'contact':
    case 'people':
    case 'images':
    case 'dates':
    case 'form':
    case 'link':
      return true;
    case 'columns':
      return cue.groups.length >= 8;
    case 'all':
      return cue.of.every(isStructural);
    case 'phrases':
    case 'none-stated':
      return false;
  }
}
