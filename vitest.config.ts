import { defineConfig } from 'vitest/config';

export default defineConfig({
  // graphql 16 ships two copies; Vite and Node must agree on one, or instanceof GraphQLError fails.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/setup/template.ts',
    setupFiles: 'test/setup/each-file.ts',
    // Files of one worker share the built schema and one migrated database.
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    // Sockets, timers and two busy cores: what fails once in passing is tried again, and reported.
    retry: 1,
    // The embedded database takes its time on a cold start.
    hookTimeout: 120_000,
  },
});
