import type { Database } from './client.ts';

/** Which database to open; the fields are those of the configuration. */
export interface DatabaseOptions {
  /** `postgresql://…`; without it the database is embedded. */
  databaseUrl?: string | undefined;
  /** The folder of the embedded database is `pgdata` in here; without it, memory. */
  dataDir?: string | undefined;
  /** The most connections to PostgreSQL this process holds, those of LISTEN and jobs aside. */
  poolSize?: number | undefined;
  /** A dump to start an embedded database in memory from. */
  template?: Blob | undefined;
  /** Told of connections that were lost and are being made again. */
  onTrouble?: ((error: Error) => void) | undefined;
}

/**
 * Opens the database: PostgreSQL when a URL is given, else the embedded one. It does not migrate.
 * PostgreSQL need not be up yet: until it is, queries fail with what `asUnavailable` recognises.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl, poolSize = 10, onTrouble = () => {} } = options;
  // Each has a driver of its own, and only one is used.
  if (databaseUrl) {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres({ url: databaseUrl, poolSize, onTrouble });
  }
  const { openEmbedded } = await import('./embedded.ts');
  return openEmbedded(options);
}
