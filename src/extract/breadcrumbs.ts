import type { TextSink } from './text-sink.ts';

const maxLabels = 20;
const maxTrailChars = 2000;
const maxJsonChars = 100_000;
const separators = /[\n\t»›>→⟩❯|•]+|\s+[/\\·:-]\s+|::/;

/** Reads the first breadcrumb trail of a page. */
export class Breadcrumbs {
  labels: string[] = [];
  readonly #sink: TextSink;
  #mark = -1;
  #edges: number[] = [];

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  /** Whether a trail was found or is yet to be found; null within one. */
  surroundings(): string | null {
    return this.#mark >= 0 ? null : `${Number(this.labels.length > 0)}`;
  }

  /** @returns whether a trail was begun, to be ended with {@link close} */
  open(): boolean {
    if (this.#mark >= 0 || this.labels.length > 0) return false;
    this.#mark = this.#sink.mark();
    this.#edges = [];
    return true;
  }

  /** A link or list item begins or ends: labels do not run over it. */
  addEdge(): void {
    if (this.#mark >= 0 && this.#edges.length < maxLabels * 4) this.#edges.push(this.#sink.mark());
  }

  close(): void {
    const labels: string[] = [];
    let from = this.#mark;
    for (const edge of [...this.#edges, this.#sink.mark()]) {
      labels.push(...splitLabels(this.#sink.read(from, maxTrailChars, edge)));
      from = edge;
    }
    this.#mark = -1;
    this.labels = labels.slice(0, maxLabels);
  }

  /** schema.org's BreadcrumbList as JSON-LD, which many WordPress sites have and nothing to see; `trail` is untrusted. */
  readJson(json: string): void {
    if (this.labels.length > 0 || json.length > maxJsonChars || !json.includes('BreadcrumbList')) return;
    try {
      const names = findTrail(JSON.parse(json), 0);
      if (names !== null) this.labels = names.slice(0, maxLabels);
    } catch {
      // Broken JSON-LD is common and says nothing.
    }
  }
}

function splitLabels(text: string): string[] {
  return text
    .split(separators)
    .map((label) => label.replace(/^[\s/\\-]+|[\s/\\-]+$/g, ''))
    .filter((label) => /[\p{L}\p{N}]/u.test(label));
}

function findTrail(node: unknown, depth: number): string[] | null {
  if (depth > 6 || typeof node !== 'object' || node === null) return null;
  if (
    !Array.isArray(node) &&
    'itemListElement' in node &&
    '@type' in node &&
    node['@type'] === 'BreadcrumbList'
  ) {
    const names = asArray(node.itemListElement)
      .map(readName)
      .filter((name) => name !== '');
    return names.length > 0 ? names : null;
  }
  for (const child of Object.values(node)) {
    const found = findTrail(child, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function readName(element: unknown): string {
  if (typeof element !== 'object' || element === null) return '';
  if ('name' in element && typeof element.name === 'string') return element.name.trim().slice(0, 200);
  return 'item' in element ? readName(element.item) : '';
}
