import { trait } from './class-names.ts';

function setOf(names: string): Set<string> {
  return new Set(names.split(' '));
}

const commonNames = new Map(
  (
    'a abbr article aside b body br button caption center div dd dl dt em figure font footer form h1 h2 h3 h4 h5 h6 head ' +
    'header html i iframe img input label li link main meta nav noscript ol option p script section select small span ' +
    'strong style svg table tbody td th thead title tr u ul'
  )
    .split(' ')
    .map((name) => [name, name]),
);

/** The same name as the one string that V8 compares by its place: names that were cut out of a page are compared by their letters. */
export function internName(name: string): string {
  return commonNames.get(name) ?? name;
}

/** Elements that begin and end a line of text. */
export const blockElements = setOf(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre ' +
    'search section summary ul',
);

/** Elements that begin and end a row of cells, or a group of rows. */
export const rowElements = setOf('table thead tbody tfoot tr');

/** Elements whose content is not to be seen, or only where the element itself is not supported. */
export const unseenElements = setOf(
  'script style template textarea iframe noframes noembed audio video canvas',
);

/** Attributes beside class and id that {@link readRegionSign}, {@link readCaptionSign}, {@link isBreadcrumb} and handlers go by. */
const signAttributes = setOf(
  'role aria-label aria-controls aria-expanded itemtype data-toggle data-bs-toggle onclick data-href',
);

/** Whether an element has an attribute, beside class and id, that may tell what it is to its surroundings. */
export function hasSigns(attributes: Record<string, string>): boolean {
  for (const name in attributes) if (signAttributes.has(name)) return true;
  return false;
}

/** Elements that a menu or a sidebar is made of; a class name on another says nothing about a region. */
const regionElements = setOf('div ul ol menu td section table form center dl p');

/** How an element parts the page, null when it does not. */
export interface RegionSign {
  kind: 'chrome' | 'content';
  saidBy: 'tag' | 'class';
  /** its headings say nothing about what follows or stands within */
  isIsolated: boolean;
}

/**
 * Whether an element opens site furniture, or content within something that is named like furniture.
 * @param isInSection within main, article or section, where header and footer belong to that section (HTML standard, 4.3.8)
 */
export function readRegionSign(
  name: string,
  id: string | undefined,
  attributes: Record<string, string>,
  traits: number,
  isInSection: boolean,
): RegionSign | null {
  const role = attributes['role'];
  if (name === 'main' || role === 'main') return { kind: 'content', saidBy: 'tag', isIsolated: false };
  if (traits & trait.tabs || role === 'tabpanel' || role === 'tablist') return null;
  if (name === 'nav' || name === 'aside' || role === 'navigation' || role === 'complementary') {
    return { kind: 'chrome', saidBy: 'tag', isIsolated: true };
  }
  if ((name === 'footer' && !isInSection) || role === 'contentinfo') {
    return { kind: 'chrome', saidBy: 'tag', isIsolated: true };
  }
  if ((name === 'header' && !isInSection) || role === 'banner') {
    return { kind: 'chrome', saidBy: 'tag', isIsolated: false };
  }
  if (name === 'article' || traits & trait.content || id === 'content') {
    return { kind: 'content', saidBy: 'class', isIsolated: false };
  }
  if (!regionElements.has(name)) return null;
  if (traits & (trait.menu | trait.sidebar | trait.footer | trait.breadcrumb)) {
    return { kind: 'chrome', saidBy: 'class', isIsolated: true };
  }
  return traits & trait.header ? { kind: 'chrome', saidBy: 'class', isIsolated: false } : null;
}

/** What a caption of an accordion or a tab opens. */
export interface CaptionSign {
  controls: string | null;
  isTab: boolean;
}

/** Whether an element is what a visitor clicks to unfold content: an accordion's caption, a tab, `<summary>`. */
export function readCaptionSign(
  name: string,
  attributes: Record<string, string>,
  traits: number,
): CaptionSign | null {
  if (traits & trait.toggler) return null;
  const toggle = attributes['data-bs-toggle'] ?? attributes['data-toggle'];
  const role = attributes['role'];
  const isTab = toggle === 'tab' || toggle === 'pill' || (role === 'tab' && toggle !== 'collapse');
  const isCaption =
    isTab ||
    toggle === 'collapse' ||
    name === 'summary' ||
    (traits & trait.caption) !== 0 ||
    // w3schools' accordion, which countless sites copied: <button class="accordion">
    (name === 'button' && (traits & trait.container) !== 0) ||
    (attributes['aria-controls'] !== undefined &&
      attributes['aria-expanded'] !== undefined &&
      toggle !== 'dropdown');
  if (!isCaption) return null;
  const href = attributes['href'];
  const target =
    attributes['aria-controls'] ??
    attributes['data-bs-target'] ??
    attributes['data-target'] ??
    (href?.startsWith('#') === true ? href : '');
  const id = target.trim().replace(/^#/, '');
  return { controls: /^[\w\p{L}\p{M}:.-]{1,200}$/u.test(id) ? id : null, isTab };
}

/** Whether an element is a breadcrumb trail. */
export function isBreadcrumb(attributes: Record<string, string>, traits: number): boolean {
  const label = attributes['aria-label'];
  return (
    (traits & trait.breadcrumb) !== 0 ||
    (label !== undefined && /bread-?crumb/i.test(label)) ||
    attributes['itemtype']?.endsWith('schema.org/BreadcrumbList') === true
  );
}
