import type { FormFacts } from '../snapshot/page-facts.ts';
import { foldSpace, type TextSink } from './text-sink.ts';

export const maxForms = 100;
const maxFields = 100;
const maxWordChars = 200;
const unseenTypes = new Set(['hidden', 'submit', 'button', 'image', 'reset']);

/** Reads what the forms of a page ask for. */
export class Forms {
  readonly found: FormFacts[] = [];
  passwordFields = 0;
  readonly #sink: TextSink;
  #form: FormFacts | null = null;

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  isInside(): boolean {
    return this.#form !== null;
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
    if (type === 'submit' || type === 'image' || type === 'button') {
      this.addSubmit(attributes['value'] ?? attributes['alt'] ?? '');
    }
    if (unseenTypes.has(type)) return;
    if (type === 'password') form.hasPassword = true;
    if (type === 'textarea') form.hasTextarea = true;
    if (type === 'file') form.hasFile = true;
    for (const name of ['aria-label', 'placeholder', 'title', 'name']) this.addLabel(attributes[name] ?? '');
  }

  /** The words of a `<label>` or another name of a field. */
  addLabel(words: string): void {
    const form = this.#form;
    const folded = foldSpace(words.slice(0, maxWordChars));
    if (form === null || folded === '' || form.fields.length >= maxFields || form.fields.includes(folded))
      return;
    form.fields.push(folded);
  }

  /** The words of a button. */
  addSubmit(words: string): void {
    if (this.#form !== null && this.#form.submit === '')
      this.#form.submit = foldSpace(words.slice(0, maxWordChars));
  }
}
