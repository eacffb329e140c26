import { isThaiMark } from '../../../text/fold.ts';
import { splitSaraAm, toLetters } from './letters.ts';

/** A glyph by the number of its font's ToUnicode object and its code there. */
export interface MapGlyph {
  map: number;
  code: number;
}

/** What the uses of glyphs say of the maps of their fonts. */
export interface Evidence {
  /** A glyph stands for what its map says. */
  addPlain(glyph: MapGlyph): void;
  /** Glyphs that stand for this text together. */
  addSpan(glyphs: readonly MapGlyph[], text: string): void;
  /** ToUnicode object → code → its right letters, only what differs from the map. */
  findCorrections(): Map<number, Map<number, string>>;
}

/** The map can say one thing for a glyph; where its uses disagree more than this, it is left as it is. */
const minAgreement = 2 / 3;
/** A glyph of more letters than a ligature has is a picture of words. */
const maxLetters = 8;

/** More marks in a row than a letter carries. */
const maxMarks = 6;

interface SeenSpan {
  glyphs: readonly MapGlyph[];
  text: string;
  count: number;
  /** the file gives the text for these glyphs together; else they only follow each other */
  isGiven: boolean;
}

type Votes = Map<number, Map<number, Map<string, number>>>;

/** Collects evidence on maps, given as ToUnicode object → code → letters. */
export function collectEvidence(maps: ReadonlyMap<number, ReadonlyMap<number, string>>): Evidence {
  const votes: Votes = new Map();
  const spans = new Map<string, SeenSpan>();
  const corrections = new Map<number, Map<number, string>>();
  // marks that follow each other: which of them is which the file may tell the wrong way round
  let marks: { glyphs: MapGlyph[]; text: string } = { glyphs: [], text: '' };

  const readMap = ({ map, code }: MapGlyph): string =>
    corrections.get(map)?.get(code) ?? maps.get(map)?.get(code) ?? '';

  const vote = ({ map, code }: MapGlyph, text: string, count: number): void => {
    const ofMap = votes.get(map) ?? new Map<number, Map<string, number>>();
    votes.set(map, ofMap);
    const ofCode = ofMap.get(code) ?? new Map<string, number>();
    ofMap.set(code, ofCode);
    ofCode.set(text, (ofCode.get(text) ?? 0) + count);
  };

  const decide = (): void => {
    for (const [map, codes] of votes) {
      const decided = corrections.get(map) ?? new Map<number, string>();
      for (const [code, counts] of codes) {
        const text = findMajority(counts);
        if (text !== null && !decided.has(code) && text !== readMap({ map, code })) decided.set(code, text);
      }
      if (decided.size > 0) corrections.set(map, decided);
    }
  };

  const keepSpan = (glyphs: readonly MapGlyph[], text: string, isGiven: boolean): void => {
    const key = `${isGiven ? 1 : 0} ${glyphs.map(nameGlyph).join()} ${text}`;
    const seen = spans.get(key) ?? { glyphs, text, count: 0, isGiven };
    seen.count += 1;
    spans.set(key, seen);
  };

  const endMarks = (): void => {
    const { glyphs, text } = marks;
    if (glyphs.length > 0) keepSpan(glyphs, text, false);
    marks = { glyphs: [], text: '' };
  };

  const addText = (glyphs: readonly MapGlyph[], text: string): void => {
    if (isMarks(text)) {
      marks.glyphs.push(...glyphs);
      marks.text += text;
      if (marks.glyphs.length >= maxMarks) endMarks();
    } else {
      endMarks();
      if (text !== '') keepSpan(glyphs, text, true);
    }
  };

  return {
    addPlain: (glyph) => addText([glyph], readMap(glyph)),
    addSpan: (glyphs, text) => addText(glyphs, toLetters(text)),
    findCorrections() {
      endMarks();
      const open: SeenSpan[] = [];
      for (const span of spans.values()) {
        const { glyphs, text, count, isGiven } = span;
        if (isOutright(glyphs, text)) {
          voteOutright(glyphs, text, count, vote);
        } else if (isGiven && isExplained(glyphs, text, readMap)) {
          for (const glyph of glyphs) vote(glyph, readMap(glyph), count);
        } else {
          open.push(span);
        }
      }
      decide();
      // with what is sure by now, of several glyphs one may be left
      const sure = new Set(
        [...votes].flatMap(([map, codes]) => [...codes.keys()].map((code) => nameGlyph({ map, code }))),
      );
      const isSure = (glyph: MapGlyph): boolean => sure.has(nameGlyph(glyph));
      for (const { glyphs, text, count } of open) voteByRest(glyphs, text, count, { readMap, isSure, vote });
      decide();
      return corrections;
    },
  };
}

function nameGlyph({ map, code }: MapGlyph): string {
  return `${map}:${code}`;
}

function isMarks(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (!isThaiMark(text.charCodeAt(at))) return false;
  return text !== '';
}

function findMajority(counts: ReadonlyMap<string, number>): string | null {
  let sum = 0;
  let best: [string, number] = ['', 0];
  for (const entry of counts) {
    sum += entry[1];
    if (entry[1] > best[1]) best = entry;
  }
  const [text, count] = best;
  return count >= sum * minAgreement && text.length <= maxLetters ? text : null;
}

type Vote = (glyph: MapGlyph, text: string, count: number) => void;

function isOutright(glyphs: readonly MapGlyph[], text: string): boolean {
  return glyphs.length === 1 || (glyphs.length === 2 && text === 'ำ');
}

/** One glyph is the whole text; sara am of two glyphs is its ring and its sara aa. */
function voteOutright(glyphs: readonly MapGlyph[], text: string, count: number, vote: Vote): void {
  const [first, second] = glyphs;
  if (first === undefined) return;
  vote(first, second === undefined ? text : '\u0e4d', count);
  if (second !== undefined) vote(second, '\u0e32', count);
}

/** Whether the maps say just this text of the glyphs, in any order. */
function isExplained(
  glyphs: readonly MapGlyph[],
  text: string,
  readMap: (glyph: MapGlyph) => string,
): boolean {
  const rest = splitSaraAm(text).split('');
  return glyphs.every((glyph) => takeLetters(rest, splitSaraAm(readMap(glyph)))) && rest.length === 0;
}

/** Where all glyphs but one are found in the text, that one is the rest of it. */
function voteByRest(
  glyphs: readonly MapGlyph[],
  text: string,
  count: number,
  known: { readMap: (glyph: MapGlyph) => string; isSure: (glyph: MapGlyph) => boolean; vote: Vote },
): void {
  const { readMap, isSure, vote } = known;
  const rest = splitSaraAm(text).split('');
  const found: MapGlyph[] = [];
  const left: MapGlyph[] = [];
  const letters = (glyph: MapGlyph): string => splitSaraAm(readMap(glyph));
  // first those that are sure, then those of one letter: what is wrongly mapped must not take the letters of others
  const rank = (glyph: MapGlyph): number => letters(glyph).length + (isSure(glyph) ? 0 : 100);
  for (const glyph of glyphs.toSorted((a, b) => rank(a) - rank(b)))
    (takeLetters(rest, letters(glyph)) ? found : left).push(glyph);
  const [only] = left;
  if (left.length > 1 || (left.length === 0) !== (rest.length === 0)) return;
  for (const glyph of found) vote(glyph, readMap(glyph), count);
  if (only !== undefined && rest.length > 0) vote(only, rest.join('').replaceAll('ํา', 'ำ'), count);
}

/** Takes letters out of the rest; false and nothing taken where they are not all there. */
function takeLetters(rest: string[], letters: string): boolean {
  if (letters === '') return false;
  const places: number[] = [];
  for (const letter of letters.split('')) {
    const at = rest.findIndex((other, index) => other === letter && !places.includes(index));
    if (at === -1) return false;
    places.push(at);
  }
  for (const at of places.toSorted((a, b) => b - a)) rest.splice(at, 1);
  return true;
}
