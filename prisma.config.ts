import { defineConfig } from 'prisma/config';

// Only the generators of the Prisma command line are used here: migrations are written and applied
// by our own scripts, which need neither a server nor a downloaded engine.
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
});
