import { now } from '#core/clock.ts';
import type { Keyring } from '#core/secret.ts';
import type { Connection, Database } from '#platform/database/client.ts';
import { catalogEssentials } from '#start/essentials/catalog.ts';
import { type Certificate, certify } from './certificate/certificate.ts';
import type { Storage } from '#providers/storage/storage.ts';
import { openFolder } from './files/folder.ts';
import { type Plan, planImport } from './plan.ts';
import { type OnProgress, runImport } from './run.ts';
import { openSource, type SourceDatabase } from './source/source.ts';
import { type Installation, readInstallation, type SaidOfSource } from './source/whmcs.ts';
import { beginPass, claimTarget, endPass, type Pass } from './target.ts';

/** What is read. */
export interface ImportSource extends SaidOfSource {
  /** `mysql://user:password@host/database` */
  address: string;
  /** The folder with the files of its tickets; null for none. */
  attachments: string | null;
}

/** What an import is asked to do. */
export interface ImportOptions extends ImportSource {
  /** Encrypts the secrets that come. */
  keyring: Keyring;
  /** Where the files go. */
  storage: Storage;
  /** Names of differences that are known and fine. */
  accepted: readonly string[];
  /** Of the company's clocks, in which the source writes times. */
  timeZone: string;
  onBegin(installation: Installation, pass: Pass): void;
  onProgress: OnProgress;
}

/** What an import would do. @throws StartRefused */
export async function planWhmcs(said: ImportSource): Promise<Plan> {
  const folder = said.attachments === null ? null : await openFolder(said.attachments);
  return withSource(said, (source, installation) => planImport(source, installation, folder));
}

/**
 * Brings a WHMCS installation over, or what has changed there since, and proves it.
 * @throws StartRefused where source or target are not what they should be; it can be run again
 */
export async function importWhmcs(
  database: Database,
  options: ImportOptions,
): Promise<Certificate> {
  const { keyring, storage, attachments } = options;
  const folder = attachments === null ? null : await openFolder(attachments);
  const files = folder && { folder, storage };
  return withSource(options, (source, installation) =>
    database.connection(async (connection) => {
      await prepare(connection, options.timeZone);
      await claimTarget(connection);
      const pass = await beginPass(database, connection, installation);
      options.onBegin(installation, pass);
      await catalogEssentials({ db: database.prisma });
      await runImport({ source, installation, connection, keyring, files }, options.onProgress);
      await endPass(connection);
      const { accepted } = options;
      const about = { pass: pass.number, accepted, hasFiles: files !== null, at: now() };
      return certify(source, installation, connection, about);
    }),
  );
}

async function withSource<Result>(
  said: ImportSource,
  use: (source: SourceDatabase, installation: Installation) => Promise<Result>,
): Promise<Result> {
  const source = await openSource(said.address);
  try {
    return await use(source, await readInstallation(source, said));
  } finally {
    await source.close();
  }
}

/** Pages take as long as they take, and times without a zone are the company's. */
async function prepare({ script, query }: Connection, timeZone: string): Promise<void> {
  await script('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0');
  await query(`select set_config('TimeZone', $1, false)`, [timeZone]);
}
