/**
 * `npm run proofs:graph`: 1,000 walks by cursor while rows are closed, paid, deleted and added, and
 * 2,000 random good and bad requests, each three times by the short ways and three times by Yoga,
 * byte for byte (`WALKS`, `SAME_RUNS` for others; `WALKS_SEED`, `SAME_SEED`). On the PostgreSQL at
 * TEST_DATABASE_URL, or embedded. Some fifteen minutes.
 */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--maxWorkers=1',
    'test/graph/walks.test.ts',
    'test/graphql/same-answers.test.ts',
  ],
  { stdio: 'inherit', env: { WALKS: '1000', SAME_RUNS: '2000', ...process.env } },
);
process.exitCode = status ?? 1;
