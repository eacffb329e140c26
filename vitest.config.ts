import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    sequence: { shuffle: true },
    // Much of a test is waiting for a process or a server: three keep two cores busy.
    maxWorkers: 3,
  },
});
