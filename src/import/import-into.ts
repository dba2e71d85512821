import { now } from '#core/clock.ts';
import type { Keyring } from '#core/secret.ts';
import type { Connection, Database } from '#platform/database/client.ts';
import type { Storage } from '#providers/storage/storage.ts';
import { catalogEssentials } from '#start/essentials/catalog.ts';
import { type Certificate, certify } from './certificate/certificate.ts';
import type { FileFolder } from './files/folder.ts';
import { type OnProgress, runImport } from './run.ts';
import type { SourceDatabase } from './source/source.ts';
import type { Installation } from './source/whmcs.ts';
import { beginPass, claimTarget, endPass, type Pass } from './target.ts';

/** What of an installation is known before it is read. */
type Recognised = Pick<Installation, 'system' | 'version' | 'address'>;

/** What every import is asked to do. */
export interface ImportOptions {
  /** Encrypts the secrets that come. */
  keyring: Keyring;
  /** Where the files go. */
  storage: Storage;
  /** The files of the source; null for none. */
  folder: FileFolder | null;
  /** Names of differences that are known and fine. */
  accepted: readonly string[];
  /** Of the company's clocks, in which the source writes times. */
  timeZone: string;
  onBegin(recognised: Recognised, pass: Pass): void;
  onProgress: OnProgress;
}

/** A source that is opened once it is known what the target holds of it. */
export interface Opening {
  open(
    connection: Connection,
    pass: Pass,
  ): Promise<{ source: SourceDatabase; installation: Installation }>;
  /** The pass is done and compared. */
  close(connection: Connection): Promise<void>;
}

/** Brings over what is not here yet, and compares. @throws StartRefused */
export async function importInto(
  database: Database,
  options: ImportOptions,
  recognised: Recognised,
  opening: Opening,
): Promise<Certificate> {
  const { keyring, storage, folder, accepted, onBegin, onProgress } = options;
  return database.connection(async (connection) => {
    await prepare(connection, options.timeZone);
    await claimTarget(connection);
    const pass = await beginPass(database, connection, recognised);
    onBegin(recognised, pass);
    const { source, installation } = await opening.open(connection, pass);
    await catalogEssentials({ db: database.prisma });
    const files = folder && { folder, storage };
    await runImport({ source, installation, connection, keyring, files }, onProgress);
    await endPass(connection);
    const about = { pass: pass.number, accepted, hasFiles: files !== null, at: now() };
    const certificate = await certify(source, installation, connection, about);
    await opening.close(connection);
    return certificate;
  });
}

/** Pages take as long as they take, and times without a zone are the company's. */
async function prepare({ script, query }: Connection, timeZone: string): Promise<void> {
  await script('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0');
  await query(`select set_config('TimeZone', $1, false)`, [timeZone]);
}
