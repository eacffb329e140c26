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

/** A cue that nothing but a date of the wanted year can meet: what has other dates is of another year. */
export function isDated(cue: Cue): boolean {
  return cue.kind === 'dates' || (cue.kind === 'all' && cue.of.some(isDated));
}
