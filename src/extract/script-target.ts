/** Scripts longer than this are programs, not handlers that open one page. */
const maxScriptChars = 2000;

const literal = String.raw`(?:'([^'\\\s]{1,2000})'|"([^"\\\s]{1,2000})"|&quot;([^&\s]{1,2000})&quot;)`;
const assignment = new RegExp(String.raw`\blocation(?:\.href)?\s*=\s*${literal}`);
const method = new RegExp(String.raw`\blocation\.(?:assign|replace)\s*\(\s*${literal}`);
const opened = new RegExp(String.raw`\bwindow\.open\s*\(\s*${literal}`);
const call = new RegExp(String.raw`([\w$.]+)\s*\(\s*${literal}`, 'g');

/** Functions whose first argument is a message, a selector or a measure, never a page. */
const notOpeners =
  /^(?:alert|confirm|prompt|gtag|ga|fbq|\$|jQuery|.*(?:getElementById|querySelector|querySelectorAll|log|track|push|send|post|ajax|fetch))$/;

/** http(s), a rooted or dotted path, a page or document name, or a bare query. */
const urlLike =
  /^(?:https?:)?\/\/[^/]|^\.{0,2}\/[^\s]|^\?[\w-]+=|^[^\s:?#]+\.(?:php\d?|html?|aspx?|jsp|cgi|do|pdf|docx?|xlsx?|pptx?|od[tsp]|zip|rar|7z|csv|jpe?g|png)(?:[?#]|$)/i;

/** Whether a string reads as the address of a page or a document. */
export function isUrlLike(text: string): boolean {
  return urlLike.test(text);
}

/**
 * The literal address that a script opens: `location.href='…'`, `location.assign("…")`, `window.open('…')`,
 * `openPage("…")`. null when it opens none or computes it.
 */
export function readScriptTarget(script: string): string | null {
  if (script.length > maxScriptChars) return null;
  for (const pattern of [assignment, method, opened]) {
    const target = firstGroup(pattern.exec(script), 1);
    if (target !== null && target !== 'about:blank') return target;
  }
  for (const match of script.matchAll(call)) {
    const target = firstGroup(match, 2);
    if (target !== null && isUrlLike(target) && !notOpeners.test(match[1] ?? '')) return target;
  }
  return null;
}

function firstGroup(match: RegExpExecArray | null, from: number): string | null {
  return match === null ? null : (match.slice(from).find((group) => group !== undefined) ?? null);
}
