/** The first words that are commands of `oit`; anything else is taken for an address to check. */
const commands = new Set([
  'check',
  'assess',
  'batch',
  'worker',
  'compare',
  'schedule',
  'runs',
  'plan',
  'export',
  'override',
  'serve',
  'match',
  'checklist',
  'doctor',
  'demo',
  'help',
]);

/**
 * @typedef {{ kind: 'run', args: string[] } | { kind: 'ask', options: string[] } | { kind: 'usage' }} Choice
 */

/**
 * Decides what `npm start -- …` means.
 * @param {readonly string[]} args
 * @param {boolean} canAsk whether a person sits at a terminal
 * @returns {Choice}
 */
export function chooseCommand(args, canAsk) {
  if (args.includes('--ask')) return { kind: 'ask', options: args.filter((arg) => arg !== '--ask') };
  const first = args[0];
  if (first === undefined) return canAsk ? { kind: 'ask', options: [] } : { kind: 'usage' };
  const isWhole = commands.has(first) || ['--help', '-h', '--version', '-V'].includes(first);
  return { kind: 'run', args: isWhole ? [...args] : ['check', ...args] };
}

/**
 * Reads what a person typed or pasted as an address: without quotes, blanks and invisible marks around it.
 * @param {string} typed
 * @returns {string | null} null when it cannot be one; "demo" is let through
 */
export function readAddress(typed) {
  const text = typed
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/^[\s"'<]+|[\s"'>]+$/g, '');
  if (text === 'demo') return text;
  // A leading "-" would be read as an option; a host has a dot, a port or is "localhost".
  if (text === '' || text.startsWith('-') || /\s/.test(text)) return null;
  return /[.:]|^localhost(?:\/|$)/.test(text) ? text : null;
}
