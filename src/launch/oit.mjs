#!/usr/bin/env node
import { restartWithOneArena } from './one-arena.mjs';
import { runOit } from './run-oit.mjs';

restartWithOneArena();
// exitCode rather than exit(): a piped stdout may still hold unwritten results.
process.exitCode = await runOit(process.argv.slice(2));
