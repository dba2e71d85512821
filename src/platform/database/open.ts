import type { Database } from './client.ts';
import type { OnSpace } from './free-space.ts';

/** Which database to open; the fields are those of the configuration. */
export interface DatabaseOptions {
  /** `postgresql://…`; without it the database is embedded. */
  databaseUrl?: string | undefined;
  /** `postgresql://…` past a PgBouncer that `databaseUrl` leads to. */
  directDatabaseUrl?: string | undefined;
  /** The folder of the embedded database is `pgdata` in here; without it, memory. */
  dataDir?: string | undefined;
  /** The most connections to PostgreSQL this process holds, those of LISTEN and jobs aside. */
  poolSize?: number | undefined;
  /** A dump to start an embedded database in memory from. */
  template?: Blob | undefined;
  /** Told of connections that were lost and are being made again. */
  onTrouble?: ((error: Error) => void) | undefined;
  /** Told when the disk of an embedded database is too full for changes, and when it is no longer. */
  onSpace?: OnSpace | undefined;
}

/**
 * Opens the database: PostgreSQL when a URL is given, else the embedded one. It does not migrate.
 * PostgreSQL need not be up yet: until it is, queries fail with what `asUnavailable` recognises.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl, directDatabaseUrl, poolSize = 10, onTrouble = () => {} } = options;
  // Each has a driver of its own, and only one is used.
  if (databaseUrl) {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres({ url: databaseUrl, directUrl: directDatabaseUrl, poolSize, onTrouble });
  }
  const { openEmbedded } = await import('./embedded.ts');
  return openEmbedded(options);
}
