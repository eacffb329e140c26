import { detachText } from '../text/detach.ts';

/** What class names and ids say about an element; bits, because one element can be several things. */
export const trait = {
  menu: 1,
  header: 2,
  footer: 4,
  sidebar: 8,
  content: 16,
  breadcrumb: 32,
  caption: 64,
  container: 128,
  dropdown: 256,
  dropdownMenu: 512,
  tabs: 1024,
  toggler: 2048,
} as const;

const quick =
  /nav|menu|side|foot|head|bar|crumb|pathway|canvas|content|main|article|accordion|card|panel|toggle|spoiler|collaps|tab|drop|pill|faq|cookie|consent|pdpa|gdpr/i;

const patterns: [number, RegExp][] = [
  [trait.tabs, /^(?:nav-?)?(?:tabs?|pills?)(?:-pane|-content|list)?$|^nav-tabcontent$|^tab-?panel$/],
  [trait.toggler, /^(?:navbar-toggle|menu-toggle|hamburger)|toggler$/],
  [
    trait.breadcrumb,
    /^(?:[\w-]*[-_])?bread-?crumbs?(?:[-_](?:trail|list|nav|wrap(?:per)?|container|area|section))?$|^pathway$/,
  ],
  // Bootstrap's tab panes are called nav-home, nav-profile, …: only these compounds of "nav" are menus.
  [trait.menu, /^(?:[\w-]*[-_])?(?:nav|menu|navbar|navigation|menubar|offcanvas|topbar|top-bar)\d*$/],
  [
    trait.menu,
    /^(?:main|top|left|right|sub|mega|side|site|footer|head|foot|mobile|drop|my|vertical|horizontal)(?:menu|nav|navbar)\d*$/,
  ],
  [
    trait.menu,
    /^(?:nav|menu|navbar)[-_](?:bar|menu|wrap(?:per)?|container|area|main|primary|top|left|right|side|list|inner|box|section)/,
  ],
  // A cookie bar comes first in the text of every page (bakruea.go.th) and is about none of them.
  [
    trait.header,
    /^(?:[\w-]*[-_])?(?:cookie|cookies|cookieconsent|cookie-?law|cc-window|pdpa|gdpr)(?:[-_]?(?:bar|banner|box|consent|notice|popup|modal|message|policy|container|alert))?$|^(?:[\w-]*[-_])?consent[-_]?(?:bar|banner|box|popup|modal)$/,
  ],
  [
    trait.sidebar,
    /^(?!(?:has|no|with|hide|without)[-_])(?:[\w-]*[-_])?(?:sidebar|side-bar|widget-area)(?:[-_]?\w+)?$/,
  ],
  [
    trait.header,
    /^(?:site|main|top|global|web|app|the)?[-_]?header(?:[-_](?:top|area|wrap(?:per)?|inner|main|bottom|section|container|bar))?$|^masthead$/,
  ],
  [trait.footer, /^(?!(?:card|panel|modal|entry|post|article|table|box)[-_])(?:[\w-]*[-_])?footer[\w-]*$/],
  // A bare class "content" is also what sits in every sidebar block, so only its compounds count.
  [
    trait.content,
    /^(?:main|page|entry|post|article|site|body|single|news)[-_]?content(?:[-_](?:area|wrap(?:per)?|inner|container|detail|body))?$|^(?:main|primary|content-area|content-main|article)$/,
  ],
  [
    trait.caption,
    /(?:^|[-_])(?:accordion|toggle|spoiler|collapsible|tab|faq)[-_](?:button|header|heading|title|trigger|question)$|^(?:card-header|panel-title|panel-heading)$|tta-panel-(?:title|heading)$|^et_pb_toggle_title$/,
  ],
  [
    trait.container,
    /^(?:[\w-]*[-_])?(?:accordion|card|panel|spoiler|collapsible|et_pb_toggle)(?:[-_]item)?$/,
  ],
  [trait.dropdown, /^(?:dropdown|has-dropdown|dropdown-item-parent|has-submenu)$/],
  [trait.dropdownMenu, /^(?:dropdown-menu|sub-menu|submenu|mega-menu|megamenu|dropdown-content)$/],
];

/** Reads class names and ids; the same string is read once. */
export class ClassNames {
  readonly #known = new Map<string, number>();

  /** Strings that were read. */
  get size(): number {
    return this.#known.size;
  }

  /** The {@link trait} bits of an element. */
  read(className: string | undefined, id: string | undefined): number {
    let traits = 0;
    if (className !== undefined) traits |= this.#readOne(className);
    if (id !== undefined) traits |= this.#readOne(id);
    return traits;
  }

  #readOne(names: string): number {
    const known = this.#known.get(names);
    if (known !== undefined) return known;
    const traits = names.length > 500 || !quick.test(names) ? 0 : readTokens(names);
    this.#known.set(detachText(names), traits);
    return traits;
  }
}

function readTokens(names: string): number {
  let traits = 0;
  for (const token of names.toLowerCase().split(/\s+/)) {
    if (token.length > 60) continue;
    for (const [bit, pattern] of patterns) {
      if (pattern.test(token)) traits |= bit;
    }
  }
  return traits;
}
