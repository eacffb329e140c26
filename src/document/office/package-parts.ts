import type { Zip } from '../archive/zip.ts';
import { attributeOf, readXmlMember } from './xml.ts';

/** A relationship of an OOXML package (ECMA-376 part 2, 9.3); `target` is a member's name. */
export interface Relationship {
  id: string;
  /** the last word of its type: `officeDocument`, `worksheet`, `slide`, … */
  type: string;
  target: string;
}

/** Relationships of a part, in order; `''` asks for those of the package. */
export async function readRelationships(zip: Zip, part: string): Promise<Relationship[]> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const found: Relationship[] = [];
  await readXmlMember(zip, `${folder}_rels/${part.slice(slash + 1)}.rels`, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributeOf(attributes, 'TargetMode') === 'External') return;
      const target = attributeOf(attributes, 'Target') ?? '';
      const type = attributeOf(attributes, 'Type') ?? '';
      found.push({
        id: attributeOf(attributes, 'Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: resolveTarget(folder, target),
      });
    },
    text() {},
    close() {},
  });
  return found;
}

/** The main part of the package; `usual` where the package does not say. */
export async function findMainPart(zip: Zip, usual: string): Promise<string> {
  const main = (await readRelationships(zip, '')).find((relation) => relation.type === 'officeDocument');
  return main !== undefined && zip.find(main.target) !== null ? main.target : usual;
}

function resolveTarget(folder: string, target: string): string {
  const parts = target.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '');
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
