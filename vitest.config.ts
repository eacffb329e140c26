import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    // Nothing but a hang takes so long: beside other work the suite has been five times slower.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    sequence: { shuffle: true },
    // Much of a test is waiting for a process or a server: three keep two cores busy.
    maxWorkers: 3,
  },
});
