import type { Harvest, Order } from './measure.ts';

const plot = { left: 50, top: 20, width: 560, height: 240 };
const colours: Readonly<Record<Order, string>> = { 'best-first': '#0b6e4f', 'breadth-first': '#b23a48' };

/** The curves of one site as an SVG: fetches to the right, what was found upwards. */
export function drawHarvest(harvests: readonly Harvest[]): string {
  const most = Math.max(...harvests.map(({ fetches }) => fetches));
  const all = Math.max(...harvests.map(({ foundAt, missed }) => foundAt.length + missed.length));
  const x = (fetch: number): number => Math.round(plot.left + (fetch / most) * plot.width);
  const y = (found: number): number => Math.round(plot.top + plot.height * (1 - found / all));
  const line = ({ order, foundAt, fetches }: Harvest): string => {
    const steps = foundAt.flatMap(({ fetch }, at) => [`${x(fetch)},${y(at)}`, `${x(fetch)},${y(at + 1)}`]);
    const points = [`${x(0)},${y(0)}`, ...steps, `${x(fetches)},${y(foundAt.length)}`].join(' ');
    return `<polyline points="${points}" fill="none" stroke="${colours[order]}" stroke-width="2"/>`;
  };
  const fetchMarks = [0, 300, 1000, 2000, 3000].filter((fetch) => fetch <= most);
  const foundMarks = [0, Math.round(all / 2), all];
  const bottom = plot.top + plot.height;
  const right = plot.left + plot.width;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 330" font-family="sans-serif" font-size="12">
<title>Items found by fetches made</title>
<rect width="640" height="330" fill="#fff"/>
${fetchMarks
  .map(
    (fetch) =>
      `<line x1="${x(fetch)}" y1="${plot.top}" x2="${x(fetch)}" y2="${bottom}" stroke="#ddd"/><text x="${x(fetch)}" y="${bottom + 16}" text-anchor="middle">${fetch}</text>`,
  )
  .join('\n')}
${foundMarks
  .map(
    (found) =>
      `<line x1="${plot.left}" y1="${y(found)}" x2="${right}" y2="${y(found)}" stroke="#ddd"/><text x="${plot.left - 6}" y="${y(found) + 4}" text-anchor="end">${found}</text>`,
  )
  .join('\n')}
${harvests.map(line).join('\n')}
${harvests
  .map(
    ({ order }, at) =>
      `<text x="${plot.left + at * 160}" y="${bottom + 44}" fill="${colours[order]}">${order}</text>`,
  )
  .join('\n')}
<text x="${right}" y="${bottom + 44}" text-anchor="end">fetches</text>
</svg>
`;
}
