/**
 * Runs proofs on the PostgreSQL at TEST_DATABASE_URL, where one is named, and on the embedded
 * database: `tsx scripts/proofs/on-both.ts dry-run dry-run-effects`. All of them run; it fails where
 * one did.
 */
import { spawnSync } from 'node:child_process';

const { TEST_DATABASE_URL: server, ...env } = process.env;
for (const url of server ? [server, ''] : [''])
  for (const proof of process.argv.slice(2)) {
    const { status } = spawnSync('npx', ['tsx', `scripts/proofs/${proof}.ts`], {
      stdio: 'inherit',
      env: { ...env, ...(url && { TEST_DATABASE_URL: url }) },
    });
    if (status !== 0) process.exitCode = 1;
  }
