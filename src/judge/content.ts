import { mainContent } from '../extract/emptiness.ts';
import type { Candidate } from '../match/candidate.ts';
import type { FormFacts, ImageFacts, LinkFacts, TableFacts } from '../snapshot/page-facts.ts';
import { type PreparedText, prepareText } from '../text/phrase.ts';

/** What a candidate shows by itself, without opening its documents. */
export interface Content {
  /** the page's or section's own text, without site furniture */
  main: PreparedText;
  /** the whole page: contact data may stand in the footer */
  full: PreparedText;
  tables: TableFacts[];
  forms: FormFacts[];
  images: ImageFacts[];
  links: LinkFacts[];
  allLinks: LinkFacts[];
}

/** Null for what is no page. */
export function contentOf(candidate: Candidate): Content | null {
  const { page, section } = candidate;
  if (page === null) return null;
  const { facts } = page;
  const main = mainContent(facts);
  const inside = (at: number): boolean => section === null || (at >= section.from && at < section.to);
  return {
    main: prepareText(section === null ? main.text : facts.text.slice(section.from, section.to)),
    full: prepareText(facts.text),
    tables: main.tables.filter((table) => inside(table.at)),
    forms: facts.forms.filter((form) => inside(form.at)),
    images: main.images.filter((image) => inside(image.at)),
    links: main.links.filter((link) => inside(link.at)),
    allLinks: facts.links,
  };
}
