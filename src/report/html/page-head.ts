import { createHash } from 'node:crypto';
import type { ReportLanguage } from '../format.ts';
import { type Html, html, trustMarkup } from './tag.ts';

interface PageHead {
  lang: ReportLanguage;
  title: string;
  styles: string;
  /** what may run besides `earlyScript`: the body's scripts */
  scripts: readonly string[];
  /** runs before anything is shown */
  earlyScript?: string;
}

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** Nothing is loaded, sent or framed; only this very style sheet and these scripts run. */
function contentPolicy(styles: string, scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(styles)}`,
    `script-src ${scripts.map(hashOf).join(' ')}`,
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** A page of ours up to the end of its head: one file that loads nothing, sends nothing and is not indexed. */
export function pageHead({ lang, title, styles, scripts, earlyScript }: PageHead): Html {
  const policy = contentPolicy(styles, earlyScript === undefined ? scripts : [earlyScript, ...scripts]);
  return html`<!doctype html>
<html lang="${lang}" data-lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trustMarkup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
${earlyScript !== undefined && html`<script>${trustMarkup(earlyScript)}</script>\n`}<style>${trustMarkup(styles)}</style>
</head>`;
}
