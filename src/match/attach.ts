import { guessTarget } from '../crawl/link-rules.ts';
import { titleYears } from '../text/fiscal-year.ts';
import type { AttachedTarget } from './candidate.ts';
import type { MatchContext } from './context.ts';
import { namedAs } from './opened-document.ts';
import { labelsOf } from './link-labels.ts';
import type { LoadedPage } from './pages.ts';

/** From here on a label names another item for sure. */
const foreignFrom = 0.6;
const maxAttached = 60;

/**
 * The documents and pages that a page's own content, or one stretch of it, links to: what an assessor
 * who opens the page would open next. Menus, headers and footers are left out.
 */
export function attachTargets(
  context: MatchContext,
  code: string,
  page: LoadedPage,
  section: { from: number; to: number } | null,
): AttachedTarget[] {
  const attached = new Map<string, AttachedTarget>();
  const isGeneric = context.genericOn(page);
  for (const link of page.facts.links) {
    if (link.inChrome || attached.size >= maxAttached) continue;
    if (section !== null && (link.at < section.from || link.at >= section.to)) continue;
    const key = context.site.keyOf(link.url);
    const guessed = guessTarget(link.url, link.isDownload);
    if (key === null || key === page.key || guessed === 'asset') continue;
    const labels = labelsOf(link, page, isGeneric);
    const close = labels.filter((label) => label.source !== 'page' && label.source !== 'heading');
    const rated = context.rateOn(page, close);
    const best = rated[0];
    const relevance = rated.find((item) => item.code === code)?.relevance ?? 0;
    const known = attached.get(key);
    if (known !== undefined) {
      if (link.text !== '') known.otherLabels.push(link.text);
      continue;
    }
    const record = context.site.recordByKey.get(key) ?? null;
    const opened = context.site.pageByKey.has(key) ? null : context.open(record);
    const own = namedAs(opened, code);
    attached.set(key, {
      url: link.url,
      key,
      // "GetFile.ashx?fid=8840" looks like a page until it is opened
      target: opened === null ? guessed : 'document',
      record,
      opened,
      otherLabels: [],
      labels,
      yearTexts: [
        link.text,
        ...link.extra,
        link.row?.join(' ') ?? '',
        link.before,
        statingName(labels.find((l) => l.source === 'file-name')?.text ?? ''),
        link.headings.at(-1) ?? '',
      ].filter((text) => text !== ''),
      relevance,
      isForeign:
        best !== undefined &&
        best.code !== code &&
        best.relevance >= foreignFrom &&
        relevance < best.relevance - 0.15 &&
        // "ดาวน์โหลดรายงาน" may be any report: what it calls itself is nearer.
        own < foreignFrom,
      onSite: context.scope.contains(link.url),
    });
  }
  return [...attached.values()];
}

/** The day in a scan's name ("Scan2024-12-03") is when it was made, not what it is about. */
function statingName(name: string): string {
  const isMoment = titleYears(name).mentions.every(({ kind }) => kind === 'date' || kind === 'month');
  return isMoment ? '' : name;
}
