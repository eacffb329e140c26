/** An answer that may be given again. */
export interface StoredScript {
  headers: Record<string, string>;
  body: Buffer;
}

const maxBytes = 32 * 1024 * 1024;
const maxScriptBytes = 5 * 1024 * 1024;

/**
 * Scripts of one run: a site's pages share them, and a browser whose requests are looked at keeps no cache of its own.
 * The least recently used are dropped beyond 32 MiB.
 */
export class ScriptStore {
  readonly #scripts = new Map<string, StoredScript>();
  #bytes = 0;

  find(url: string): StoredScript | null {
    const script = this.#scripts.get(url);
    if (script === undefined) return null;
    this.#scripts.delete(url);
    this.#scripts.set(url, script);
    return script;
  }

  keep(url: string, script: StoredScript): void {
    if (script.body.length > maxScriptBytes || this.#scripts.has(url)) return;
    this.#scripts.set(url, script);
    this.#bytes += script.body.length;
    for (const [oldest, { body }] of this.#scripts) {
      if (this.#bytes <= maxBytes) break;
      this.#scripts.delete(oldest);
      this.#bytes -= body.length;
    }
  }
}
