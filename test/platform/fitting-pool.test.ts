import pg from 'pg';
import { expect } from 'vitest';
import { FittingPool } from '#platform/database/fitting-pool.ts';
import { testDatabase, testDatabaseUrl } from '#test/setup/database.ts';
import { together } from '#test/setup/together.ts';

together(
  'makes do with the connections that a role is allowed, and says so once (F76)',
  async () => {
    const { query } = await testDatabase();
    const role = `limited_${process.pid}`;
    await query({ text: `create role ${role} login connection limit 4` });
    const connectionString = Object.assign(new URL(testDatabaseUrl()!), { username: role }).href;
    const told: [number, number][] = [];
    const pool = new FittingPool({ connectionString, max: 10 }, (...both) => void told.push(both));
    pool.on('error', () => {});
    try {
      const asked = Array.from({ length: 150 }, async (_, n) => {
        const { rows } = await pool.query('select $1::int as n, pg_sleep(0.005)', [n]);
        return rows[0].n as number;
      });
      expect(await Promise.all(asked)).toEqual(Array.from({ length: 150 }, (_, n) => n));
      expect(pool.totalCount).toBeLessThanOrEqual(4);
      expect(told).toHaveLength(1);
      expect(told[0]![1]).toBe(10);
      // And with the form that has a callback.
      const client = await new Promise<pg.PoolClient>((resolve, reject) => {
        pool.connect((error: Error, given?: pg.PoolClient) =>
          given ? resolve(given) : reject(error),
        );
      });
      client.release();
    } finally {
      await pool.end();
      await query({ text: `drop role ${role}` });
    }
  },
);
