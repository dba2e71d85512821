import { openDatabase } from '#platform/database/open.ts';
import type { Connection, Database } from '#platform/database/client.ts';
import type { Certificate } from './certificate/certificate.ts';
import { type ImportOptions, importInto } from './import-into.ts';
import { type Plan, planImport } from './plan.ts';
import { installationOf, recognise, type Recognised } from './rapi/installation.ts';
import { readAll, type CommandReading } from './rapi/reader.ts';
import { commandReaders } from './rapi/readers/readers.ts';
import type { Commands } from './rapi/spellings.ts';
import { dropStage, openStage } from './rapi/stage.ts';
import type { OnProgress } from './run.ts';
import { type SourceDatabase, SourceLost } from './source/source.ts';
import { StartRefused } from '#core/start-refused.ts';
import type { Installation } from './source/whmcs.ts';

/** What the import of a running system is asked to do. */
export type CommandsOptions = Omit<ImportOptions, 'folder'> & { commands: Commands };

/** What an import would do. Nothing is written: what is given is held in memory. @throws StartRefused */
export async function planByCommands(commands: Commands, onProgress: OnProgress): Promise<Plan> {
  const { ask } = commands;
  const recognised = await recognise(commands);
  const memory = await openDatabase({});
  try {
    return await memory.connection(async (connection) => {
      const nobody = async () => new Map<string, number>();
      const reading = await read({ ask, recognised, connection, idsHere: nobody, onProgress });
      // A plan asks for no secrets; that they come is known by what stands for them.
      const { source, installation } = reading;
      return planImport(source, { ...installation, api: allRead }, null);
    });
  } finally {
    await memory.close();
  }
}

/** Stands for secrets in a plan. */
const allRead = {
  servicePassword: async () => 'given',
  payMethodToken: async () => 'given',
  decrypted: async () => null,
};

/**
 * Brings a running WHASOLS or WHMCS over by its own commands, or what has changed there since, and proves it.
 * Everything is read first, into a schema of its own: interrupted, reading goes on where it was.
 * @throws StartRefused where source or target are not what they should be; it can be run again
 */
export async function importByCommands(
  database: Database,
  options: CommandsOptions,
): Promise<Certificate> {
  const { ask } = options.commands;
  const recognised = await recognise(options.commands);
  return importInto(database, { ...options, folder: null }, recognised, {
    open: async (connection, pass) => {
      if (!pass.isResumed) await dropStage(connection);
      const idsHere = (table: string, column: string) => idsIn(connection, table, column);
      return read({ ask, recognised, connection, idsHere, onProgress: options.onProgress });
    },
    close: async (connection) => void (await dropStage(connection)),
  });
}

interface Entry {
  source: SourceDatabase;
  installation: Installation;
}

async function read({
  ask,
  recognised,
  connection,
  idsHere,
  onProgress,
}: Pick<CommandReading, 'ask' | 'idsHere'> & {
  recognised: Recognised;
  connection: Connection;
  onProgress: OnProgress;
}): Promise<Entry> {
  const stage = await openStage(connection);
  try {
    await readAll(commandReaders, { ask, stage, idsHere }, (step, rows) =>
      onProgress(step, rows, rows),
    );
  } catch (error) {
    if (!(error instanceof SourceLost)) throw error;
    throw new StartRefused(
      `The source stopped answering while it was read (${error.message}). ` +
        'Nothing is half done: give the same command again, and it goes on from there.',
    );
  }
  const source = await stage.source();
  return { source, installation: await installationOf(recognised, source, stage, ask) };
}

async function idsIn({ query }: Connection, table: string, column: string) {
  const rows = await query<{ id: number; text: string }>(
    `select id, ${column} as text from ${table}`,
  );
  return new Map(rows.map(({ id, text }) => [text, id]));
}
