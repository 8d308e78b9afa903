import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,integration,package}/**/*.test.{ts,tsx}'],
    // Two cores, and DuckDB and workers inside the tests.
    maxWorkers: 2,
    // Its files name each other without endings, which Node by itself does not follow.
    server: { deps: { inline: ['dt-sql-parser'] } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
