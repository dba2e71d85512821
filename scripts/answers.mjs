// Exits 0 when the PostgreSQL at the given address answers, 1 when it does not.
import pg from 'pg';

const client = new pg.Client({
  connectionString: process.argv[2],
  connectionTimeoutMillis: 2_000,
});
try {
  await client.connect();
  await client.end();
} catch {
  process.exitCode = 1;
}
