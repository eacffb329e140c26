const systemFiles = new Set(['thumbs.db', 'desktop.ini', '.ds_store', 'ehthumbs.db']);

/** Whether a member is something that people put in: not what macOS, Windows or an open Word leaves behind. */
export function isRelevantMember(path: string): boolean {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.includes('__MACOSX') || name === '') return false;
  return !name.startsWith('~$') && !name.startsWith('._') && !systemFiles.has(name.toLowerCase());
}
