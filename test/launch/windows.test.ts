import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './helpers.ts';

// The file itself runs on Windows only; these are the properties without which it would not start there.
describe('start-windows.cmd', () => {
  const text = readFileSync(path.join(root, 'start-windows.cmd'), 'latin1');
  const lines = text.split(/\r?\n/);

  it('is plain ASCII with CRLF at the end of every line, as cmd.exe reads it in any code page', () => {
    expect(text).toMatch(/^[\r\n\x20-\x7e]*$/);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('jumps only to labels that exist', () => {
    const labels = new Set(lines.filter((line) => line.startsWith(':')).map((line) => line.slice(1)));
    const jumps = [...text.matchAll(/goto (\w+)/g)].map((match) => match[1] ?? '');
    expect(jumps.length).toBeGreaterThan(0);
    for (const jump of jumps) expect(labels).toContain(jump);
  });

  it('names files that exist, and keeps the window open at the end', () => {
    for (const [, file] of text.matchAll(/"(src\\[^"]+)"/g)) {
      expect(readFileSync(path.join(root, ...(file ?? '').split('\\'))).length).toBeGreaterThan(0);
    }
    expect(lines.filter((line) => line !== '').slice(-2)).toEqual(['pause', 'endlocal & exit /b %OIT_EXIT%']);
  });

  it('expands nothing that a person typed or a folder is called, outside quotes', () => {
    expect(text).not.toMatch(/set \/p|enabledelayedexpansion|%\*|%[1-9]/i);
    expect(text.match(/.%~dp0./g)).toEqual(['"%~dp0"']);
  });
});
