import { it } from 'vitest';

/**
 * A test of what many do at once, on PostgreSQL. On the embedded database everything waits its turn,
 * so that nothing could go wrong there.
 */
export const together = it.skipIf(!process.env.TEST_DATABASE_URL);
