import { sniffKind } from '../../extract/content-kind.ts';
import type { DocumentFacts, DocumentPart } from '../../snapshot/document-facts.ts';
import { makeFacts, makeFailedFacts } from '../office/facts.ts';
import { noProperties } from '../office/properties.ts';
import type { DocumentLimits } from '../types.ts';
import { isRelevantMember } from './member-filter.ts';
import { joinParts } from './join-parts.ts';
import { describeFailure } from './unreadable.ts';
import { ByteBudget, defaultZipLimits, openZip, type Zip, type ZipMember } from './zip.ts';

const madeBy = 'oit-zip 1';
/** An archive may hold archives (a folder of yearly zips); what those hold in turn is not opened. */
const maxNesting = 1;
const maxTroubles = 5;

type ReadMember = (bytes: Uint8Array, name: string) => Promise<DocumentFacts>;

/** What one reading of an archive shares between its levels. */
interface Reading {
  limits: DocumentLimits;
  budget: ByteBudget;
  readMember: ReadMember;
  parts: DocumentPart[];
  charsLeft: number;
  /** members that hold something to read, nested ones included */
  count: number;
  unreadPages: number;
  isCut: boolean;
  troubles: { problem: NonNullable<DocumentFacts['problem']>; detail: string }[];
  hasReadAny: boolean;
}

/**
 * Facts of a zip archive: one part per member, in the order of its directory, named by its path. Folders and what
 * operating systems leave behind are passed over; `readMember` is asked for each other member, archives excepted:
 * those are opened here, one level deep, from the same budget of bytes. Members that cannot be read are named in
 * `detail`; the archive has a `problem` only when none could. Never throws for what the file holds.
 */
export async function readArchive(
  bytes: Uint8Array,
  limits: DocumentLimits,
  readMember: ReadMember,
): Promise<DocumentFacts> {
  const reading: Reading = {
    limits,
    budget: new ByteBudget(defaultZipLimits.maxTotalBytes),
    readMember,
    parts: [],
    charsLeft: limits.maxChars,
    count: 0,
    unreadPages: 0,
    isCut: false,
    troubles: [],
    hasReadAny: false,
  };
  try {
    await readLevel(bytes, '', 0, reading);
  } catch (error) {
    return makeFailedFacts('zip', madeBy, error);
  }
  const { parts, count, isCut, troubles, unreadPages, hasReadAny } = reading;
  const facts = makeFacts('zip', madeBy, {
    parts,
    properties: { ...noProperties, pageCount: count },
    truncated: isCut,
  });
  const detail = troubles
    .slice(0, maxTroubles)
    .map((trouble) => trouble.detail)
    .join('; ');
  return {
    ...facts,
    unreadPages,
    problem: hasReadAny ? null : (troubles[0]?.problem ?? null),
    detail: detail === '' ? null : detail.slice(0, 1000),
  };
}

async function readLevel(bytes: Uint8Array, folder: string, depth: number, reading: Reading): Promise<void> {
  const zip = await openZip(
    bytes,
    { ...defaultZipLimits, maxMemberBytes: reading.limits.maxInputBytes },
    reading.budget,
  );
  for (const member of zip.members) {
    if (member.isFolder || !isRelevantMember(member.name)) continue;
    await readOne(zip, member, folder, depth, reading);
  }
}

async function readOne(
  zip: Zip,
  member: ZipMember,
  folder: string,
  depth: number,
  reading: Reading,
): Promise<void> {
  const name = `${folder}${member.name}`;
  const number = reading.count + 1;
  if (reading.parts.length >= reading.limits.maxPages || reading.charsLeft <= 0) {
    reading.count++;
    reading.isCut = true;
    return;
  }
  try {
    const bytes = await zip.read(member);
    const isArchive = sniffKind(bytes) === 'zip';
    if (isArchive && depth < maxNesting) {
      await readLevel(bytes, `${name}/`, depth + 1, reading);
      return;
    }
    reading.count++;
    if (isArchive) {
      addTrouble(reading, number, name, 'unsupported', 'archive in an archive in an archive');
      return;
    }
    addFacts(reading, number, name, await reading.readMember(bytes, name));
  } catch (error) {
    const { problem, detail } = describeFailure(error);
    reading.count = Math.max(reading.count, number);
    addTrouble(reading, number, name, problem, detail);
    // What is left of the archive would end alike: the budget is spent.
    if (reading.budget.isSpent) reading.isCut = true;
  }
}

function addFacts(reading: Reading, number: number, name: string, facts: DocumentFacts): void {
  const part = joinParts(facts.parts, number, name, reading.charsLeft);
  reading.charsLeft -= part.text.length;
  reading.isCut ||= facts.truncated || part.text.length < joinedLength(facts.parts);
  reading.unreadPages += facts.unreadPages;
  reading.parts.push(part);
  if (facts.problem === null) reading.hasReadAny = true;
  else reading.troubles.push({ problem: facts.problem, detail: `${name}: ${facts.detail ?? facts.problem}` });
}

function joinedLength(parts: readonly DocumentPart[]): number {
  const texts = parts.filter((part) => part.text !== '');
  return texts.reduce((sum, part) => sum + part.text.length, Math.max(texts.length - 1, 0));
}

function addTrouble(
  reading: Reading,
  number: number,
  name: string,
  problem: NonNullable<DocumentFacts['problem']>,
  detail: string,
): void {
  reading.parts.push(joinParts([], number, name, 0));
  reading.troubles.push({ problem, detail: detail.startsWith(name) ? detail : `${name}: ${detail}` });
}
