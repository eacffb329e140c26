import type { Zip } from '../archive/zip.ts';
import { tidy } from '../../text/normalise.ts';
import { attributeOf, countOf, readXmlMember, type XmlHandler } from './xml.ts';

/** What a document says about itself. */
export interface DocumentProperties {
  title: string | null;
  /** the program that wrote it */
  producer: string | null;
  /** ISO 8601, UTC */
  createdAt: string | null;
  modifiedAt: string | null;
  pageCount: number | null;
}

export const noProperties: DocumentProperties = {
  title: null,
  producer: null,
  createdAt: null,
  modifiedAt: null,
  pageCount: null,
};

const maxPropertyChars = 500;

/** Properties of an OOXML package: docProps/core.xml and docProps/app.xml (ECMA-376 part 2, 11; part 1, 22.2). */
export async function readOoxmlProperties(zip: Zip): Promise<DocumentProperties> {
  const values = new Map<string, string>();
  await readXmlMember(zip, 'docProps/core.xml', collectLeaves(values));
  await readXmlMember(zip, 'docProps/app.xml', collectLeaves(values));
  const pages = countOf(values.get('Pages'), 0, 1_000_000);
  return {
    title: readWords(values.get('title')),
    producer: joinProducer(values.get('Application'), values.get('AppVersion')),
    createdAt: readInstant(values.get('created')),
    modifiedAt: readInstant(values.get('modified')),
    pageCount: pages > 0 ? pages : null,
  };
}

/** Properties of an OpenDocument file: meta.xml (ODF 1.3 part 3, 4.3). */
export async function readOdfProperties(zip: Zip): Promise<DocumentProperties> {
  const values = new Map<string, string>();
  const leaves = collectLeaves(values);
  let pages = 0;
  await readXmlMember(zip, 'meta.xml', {
    ...leaves,
    open(name, attributes) {
      if (name === 'document-statistic') pages = countOf(attributeOf(attributes, 'page-count'), 0, 1_000_000);
      leaves.open(name, attributes);
    },
  });
  return {
    title: readWords(values.get('title')),
    producer: readWords(values.get('generator')),
    createdAt: readInstant(values.get('creation-date')),
    modifiedAt: readInstant(values.get('date')),
    pageCount: pages > 0 ? pages : null,
  };
}

/**
 * ISO 8601 in UTC, null for what is no date. Office programs write local times without a zone; they are taken as
 * UTC so that the same bytes give the same facts on every machine.
 */
export function readInstant(value: string | undefined): string | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/.exec(
    value?.trim() ?? '',
  );
  if (match === null) return null;
  const date = new Date(`${match[1]}T${match[2] ?? '00:00:00'}${match[3] ?? 'Z'}`);
  return Number.isNaN(date.getTime()) || date.getTime() <= 0 ? null : date.toISOString();
}

/** Tidied words of a property, null when there are none. */
export function readWords(value: string | undefined): string | null {
  const words = tidy((value ?? '').slice(0, maxPropertyChars));
  return words === '' ? null : words;
}

function joinProducer(application: string | undefined, version: string | undefined): string | null {
  return readWords([application, version].filter((part) => part !== undefined && part !== '').join(' '));
}

/** Keeps the text of each element by local name, the first of a name. */
function collectLeaves(values: Map<string, string>): XmlHandler {
  let text = '';
  return {
    open() {
      text = '';
    },
    text(more) {
      if (text.length < maxPropertyChars) text += more;
    },
    close(name) {
      if (text !== '' && !values.has(name)) values.set(name, text);
      text = '';
    },
  };
}
