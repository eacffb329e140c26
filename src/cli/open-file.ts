import { spawn } from 'node:child_process';

/** Opens a file in the person's own browser; where that fails nothing happens, the path was printed. */
export function openFile(path: string, platform: NodeJS.Platform): void {
  const [command, args] = openerOf(path, platform);
  const child = spawn(command, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}

function openerOf(path: string, platform: NodeJS.Platform): [string, string[]] {
  // explorer takes the path as one argument; "cmd /c start" would read & and % of a folder's name as syntax.
  if (platform === 'win32') return ['explorer.exe', [path]];
  return [platform === 'darwin' ? 'open' : 'xdg-open', [path]];
}
