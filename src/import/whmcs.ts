import type { Database } from '#platform/database/client.ts';
import type { Certificate } from './certificate/certificate.ts';
import { openFolder } from './files/folder.ts';
import { type ImportOptions, importInto } from './import-into.ts';
import { type Plan, planImport } from './plan.ts';
import { openSource, type SourceDatabase } from './source/source.ts';
import { type Installation, readInstallation, type SaidOfSource } from './source/whmcs.ts';

/** What is read. */
export interface ImportSource extends SaidOfSource {
  /** `mysql://user:password@host/database` */
  address: string;
  /** The folder with the files of its tickets; null for none. */
  attachments: string | null;
}

/** What the import of a WHMCS installation is asked to do. */
export type WhmcsOptions = ImportSource & Omit<ImportOptions, 'folder'>;

/** What an import would do. @throws StartRefused */
export async function planWhmcs(said: ImportSource): Promise<Plan> {
  const folder = said.attachments === null ? null : await openFolder(said.attachments);
  return withSource(said, (source, installation) => planImport(source, installation, folder));
}

/**
 * Brings a WHMCS installation over, or what has changed there since, and proves it.
 * @throws StartRefused where source or target are not what they should be; it can be run again
 */
export async function importWhmcs(database: Database, options: WhmcsOptions): Promise<Certificate> {
  const { attachments } = options;
  const folder = attachments === null ? null : await openFolder(attachments);
  return withSource(options, (source, installation) =>
    importInto(database, { ...options, folder }, installation, {
      open: async () => ({ source, installation }),
      close: async () => {},
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
