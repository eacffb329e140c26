import type { FormFacts } from '../snapshot/page-facts.ts';
import { foldSpace, type TextSink } from './text-sink.ts';

const maxForms = 100;
const maxFields = 100;
const maxWordChars = 200;
/** What stands before a field and is longer is a sentence about it. */
const maxCaptionChars = 60;
const unseenTypes = new Set(['hidden', 'submit', 'button', 'image', 'reset']);

/** What a part of a page added. */
export interface FormAdditions {
  found: readonly FormFacts[];
  passwordFields: number;
}

/** A place among the forms, for {@link Forms.additionsSince}. */
export interface FormStand {
  found: number;
  passwordFields: number;
  asked: number;
}

/** Reads what the forms of a page ask for. */
export class Forms {
  readonly found: FormFacts[] = [];
  passwordFields = 0;
  readonly #sink: TextSink;
  #form: FormFacts | null = null;
  /** what was said to belong to the open form */
  #asked = 0;
  /** the text behind the field before */
  #caption = 0;

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  /** Whether what is asked for here is asked for by a form. */
  surroundings(): string {
    return this.#form === null ? '' : 'form';
  }

  stand(): FormStand {
    return { found: this.found.length, passwordFields: this.passwordFields, asked: this.#asked };
  }

  /**
   * What was added since `stand`; null when a form around it was changed.
   * @param from offset in the text that places are counted from
   */
  additionsSince({ found, passwordFields, asked }: FormStand, from: number): FormAdditions | null {
    // A form that stands around all of the page, as ASP.NET has it, is not changed by a menu of links.
    if ((this.#form !== null && asked !== this.#asked) || this.found.length >= maxForms) return null;
    return {
      found: this.found.slice(found).map((form) => ({ ...form, at: form.at - from })),
      passwordFields: this.passwordFields - passwordFields,
    };
  }

  hasRoomFor({ found }: FormAdditions): boolean {
    return this.found.length + found.length < maxForms;
  }

  /** Adds what was added before in the same {@link surroundings}. */
  repeat({ found, passwordFields }: FormAdditions, from: number): void {
    for (const form of found) this.found.push({ ...form, at: form.at + from });
    this.passwordFields += passwordFields;
  }

  /** @param action absolute address, null when it has none */
  open(action: string | null, method: string | undefined): void {
    this.#form = {
      at: this.#sink.position(),
      action,
      method: method?.toLowerCase() === 'post' ? 'post' : 'get',
      fields: [],
      hasTextarea: false,
      hasPassword: false,
      hasFile: false,
      submit: '',
    };
    this.#caption = this.#sink.mark();
  }

  close(): void {
    if (this.#form !== null && this.found.length < maxForms) this.found.push(this.#form);
    this.#form = null;
  }

  /** An input, select or textarea. */
  addField(tag: string, attributes: Record<string, string>): void {
    const type = tag === 'input' ? (attributes['type'] ?? 'text').trim().toLowerCase() : tag;
    if (type === 'password') this.passwordFields++;
    const form = this.#form;
    if (form === null) return;
    this.#asked++;
    if (type === 'submit' || type === 'image' || type === 'button') {
      this.addSubmit(attributes['value'] ?? attributes['alt'] ?? '');
    }
    if (unseenTypes.has(type)) return;
    if (type === 'password') form.hasPassword = true;
    if (type === 'textarea') form.hasTextarea = true;
    if (type === 'file') form.hasFile = true;
    for (const name of ['aria-label', 'placeholder', 'title', 'name']) this.addLabel(attributes[name] ?? '');
    // Old pages name a field by the words or the cell before it, without a <label>.
    this.addLabel(this.#sink.lastLine(this.#caption, maxCaptionChars));
    this.#caption = this.#sink.mark();
  }

  /** The words of a `<label>` or another name of a field. */
  addLabel(words: string): void {
    const form = this.#form;
    this.#asked++;
    const folded = foldSpace(words.slice(0, maxWordChars));
    if (form === null || folded === '' || form.fields.length >= maxFields || form.fields.includes(folded))
      return;
    form.fields.push(folded);
  }

  /** The words of a button. */
  addSubmit(words: string): void {
    this.#asked++;
    if (this.#form !== null && this.#form.submit === '')
      this.#form.submit = foldSpace(words.slice(0, maxWordChars));
  }
}
