import { join } from 'node:path';
import type { Config } from '#config.ts';
import type { Database, DatabasePlace } from '#platform/database/client.ts';

/** Where the database and the files of a sandbox are. */
export const sandboxPlace = ({ dataDir }: Config, id: number): DatabasePlace => ({
  schema: `hostgraph_sandbox_${id}`,
  folder: join(dataDir, 'sandboxes', String(id)),
});

/** The schema of the jobs of a sandbox. */
export const jobsSchemaOf = ({ kind }: Database, { schema }: DatabasePlace): string =>
  kind === 'embedded' ? 'pgboss' : `${schema}_jobs`;
