import type { Glyph, Path } from '@pdf-lib/fontkit';
import { type Face, splitRuns } from './font.ts';
import type { Faces, LaidOutPage } from './layout.ts';

/** A grey picture: 0 is black, 255 is white, row by row. */
export interface Picture {
  width: number;
  height: number;
  pixels: Uint8Array;
}

interface Edge {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** Rows that one row of pixels is sampled with; the columns are exact. */
const samplesPerRow = 4;

/** Paints a laid-out page as a scanner would see it, without any tool of the system. */
export function paintPage(page: LaidOutPage, faces: Faces, dotsPerInch: number): Picture {
  const scale = dotsPerInch / 72;
  const width = Math.round(page.width * scale);
  const height = Math.round(page.height * scale);
  const picture = { width, height, pixels: new Uint8Array(width * height).fill(255) };
  for (const mark of page.marks) {
    switch (mark.kind) {
      case 'text':
        paintText(picture, mark.bold ? faces.bold : faces.regular, mark.text, {
          x: mark.x * scale,
          baseline: mark.baseline * scale,
          size: mark.sizePt * scale,
        });
        break;
      case 'line':
        fillBox(picture, mark.x1 * scale, mark.y1 * scale, mark.x2 * scale + 1.5, mark.y2 * scale + 1.5, 40);
        break;
      case 'photo': {
        const [right, bottom] = [mark.x + mark.width, mark.y + mark.height];
        fillBox(picture, mark.x * scale, mark.y * scale, right * scale, bottom * scale, 175);
        break;
      }
    }
  }
  return picture;
}

function paintText(
  picture: Picture,
  face: Face,
  text: string,
  at: { x: number; baseline: number; size: number },
): void {
  let pen = at.x;
  for (const run of splitRuns(text)) {
    const font = face.fonts[run.script];
    const unit = at.size / font.unitsPerEm;
    const { glyphs, positions } = font.layout(run.text);
    for (const [index, glyph] of glyphs.entries()) {
      const position = positions[index];
      if (position === undefined) continue;
      const x = pen + position.xOffset * unit;
      const y = at.baseline - position.yOffset * unit;
      fillEdges(picture, outlineEdges(glyph, x, y, unit));
      pen += position.xAdvance * unit;
    }
  }
}

/** `commands` is there and its typings forget it. */
function commandsOf(glyph: Glyph): { command: string; args: number[] }[] {
  return (glyph.path as Path & { commands: { command: string; args: number[] }[] }).commands;
}

function outlineEdges(glyph: Glyph, x: number, y: number, unit: number): Edge[] {
  const edges: Edge[] = [];
  let start = { x, y };
  let last = start;
  const lineTo = (to: { x: number; y: number }): void => {
    if (to.y !== last.y) edges.push({ x1: last.x, y1: last.y, x2: to.x, y2: to.y });
    last = to;
  };
  for (const { command, args } of commandsOf(glyph)) {
    const point = (index: number): { x: number; y: number } => ({
      x: x + (args[index] ?? 0) * unit,
      y: y - (args[index + 1] ?? 0) * unit,
    });
    if (command === 'moveTo') {
      start = point(0);
      last = start;
    } else if (command === 'lineTo') {
      lineTo(point(0));
    } else if (command === 'quadraticCurveTo') {
      const [from, control, to] = [last, point(0), point(2)];
      for (let step = 1; step <= 4; step++) {
        const t = step / 4;
        const mix = (a: number, b: number, c: number): number =>
          (1 - t) ** 2 * a + 2 * (1 - t) * t * b + t * t * c;
        lineTo({ x: mix(from.x, control.x, to.x), y: mix(from.y, control.y, to.y) });
      }
    } else if (command === 'closePath') {
      lineTo(start);
    } else {
      throw new Error(`an outline of TrueType has no ${command}`);
    }
  }
  return edges;
}

/** Fills what the edges go round (non-zero winding), with soft borders. */
function fillEdges(picture: Picture, edges: readonly Edge[]): void {
  if (edges.length === 0) return;
  const top = Math.max(0, Math.floor(Math.min(...edges.map(({ y1, y2 }) => Math.min(y1, y2)))));
  const bottom = Math.min(
    picture.height - 1,
    Math.ceil(Math.max(...edges.map(({ y1, y2 }) => Math.max(y1, y2)))),
  );
  for (let row = top; row <= bottom; row++) {
    for (let sample = 0; sample < samplesPerRow; sample++) {
      const y = row + (sample + 0.5) / samplesPerRow;
      const crossings: { x: number; turn: number }[] = [];
      for (const { x1, y1, x2, y2 } of edges) {
        if (y1 <= y === y2 <= y) continue;
        crossings.push({ x: x1 + ((y - y1) / (y2 - y1)) * (x2 - x1), turn: y2 > y1 ? 1 : -1 });
      }
      crossings.sort((a, b) => a.x - b.x);
      let winding = 0;
      for (const [index, crossing] of crossings.entries()) {
        winding += crossing.turn;
        const next = crossings[index + 1];
        if (winding !== 0 && next !== undefined) darkenSpan(picture, row, crossing.x, next.x);
      }
    }
  }
}

function darkenSpan(picture: Picture, row: number, from: number, to: number): void {
  const first = Math.max(0, Math.floor(from));
  const last = Math.min(picture.width - 1, Math.floor(to));
  for (let column = first; column <= last; column++) {
    const cover = Math.min(column + 1, to) - Math.max(column, from);
    if (cover <= 0) continue;
    const at = row * picture.width + column;
    picture.pixels[at] = Math.max(0, (picture.pixels[at] ?? 255) - Math.round((cover * 255) / samplesPerRow));
  }
}

function fillBox(picture: Picture, x1: number, y1: number, x2: number, y2: number, grey: number): void {
  for (let row = Math.max(0, Math.floor(y1)); row < Math.min(picture.height, Math.ceil(y2)); row++) {
    const start = row * picture.width;
    picture.pixels.fill(
      grey,
      start + Math.max(0, Math.floor(x1)),
      start + Math.min(picture.width, Math.ceil(x2)),
    );
  }
}
