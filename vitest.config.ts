import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,integration,package}/**/*.test.{ts,tsx}'],
    // Two cores; a third of the time a test waits for a process, a clock or an answer.
    maxWorkers: 3,
    // Its files name each other without endings, which Node by itself does not follow.
    server: { deps: { inline: ['dt-sql-parser'] } },
    // What hangs ends; how long something takes is for the benchmark. The cores may be busy with others.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    setupFiles: ['test/support/patience.ts'],
  },
});
