import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Absolute path of a program on the PATH, null when it is not there. */
export function findTool(name: string): string | null {
  // Windows spells it "Path" and looks it up whatever the case.
  const path = process.env['PATH'] ?? '';
  for (const folder of path.split(delimiter)) {
    if (folder === '') continue;
    const file = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}
