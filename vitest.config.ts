import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  // graphql 16 ships two copies; Vite and Node must agree on one, or instanceof GraphQLError fails.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // Those that take their time, walks over everything and waits of a minute: `npm run test:long`.
    exclude: [...configDefaults.exclude, ...(process.env.LONG ? [] : ['**/*.long.test.ts'])],
    globalSetup: 'test/setup/template.ts',
    setupFiles: 'test/setup/each-file.ts',
    pool: 'forks',
    // For speed alone: the files of a worker load the program, and open the database, once.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    // What was compiled for the last run is not compiled again.
    experimental: { fsModuleCache: true },
    // The embedded database takes its time on a cold start.
    hookTimeout: 120_000,
  },
});
