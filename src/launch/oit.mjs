#!/usr/bin/env node
import { runOit } from './run-oit.mjs';

// exitCode rather than exit(): a piped stdout may still hold unwritten results.
process.exitCode = await runOit(process.argv.slice(2));
