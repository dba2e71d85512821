import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { startServer } from '#server.ts';
import type { Gateway } from './gateway.ts';
import { testDatabaseUrl } from '#test/setup/database.ts';
import { stopAfterFile } from '#test/setup/stops.ts';

/**
 * A second gateway on the PostgreSQL of the first, until the test file ends: its address, for tests
 * under `together`. Empty on the embedded database, which belongs to one process alone.
 */
export async function secondGateway({ app }: Gateway): Promise<string> {
  const url = testDatabaseUrl();
  if (!url) return '';
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: url,
    DATA_DIR: app.config.dataDir,
    ENCRYPTION_KEY: 'ab'.repeat(32),
  });
  const running = await startApp(config);
  for (const [name, kind] of app.kinds) running.app.kinds.set(name, kind);
  const server = await startServer(running.app);
  stopAfterFile(async () => {
    await server.stop();
    await running.stop();
  });
  return server.url;
}
