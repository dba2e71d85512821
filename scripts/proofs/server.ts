import pg from 'pg';

/** A PostgreSQL somebody may create databases on; without one the proofs run embedded. */
const server = process.env.TEST_DATABASE_URL;

/** A database of a proof's own. */
export interface OwnDatabase {
  /** Undefined where the proof runs on the embedded database. */
  url: string | undefined;
  drop(): Promise<void>;
}

/** Makes an empty database on the PostgreSQL at TEST_DATABASE_URL, if one is named there. */
export async function ownDatabase(proof: string): Promise<OwnDatabase> {
  if (!server) return { url: undefined, drop: async () => {} };
  const name = `hostgraph_${proof}_${process.pid}`;
  await onServer(`create database ${name}`);
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    drop: () => onServer(`drop database if exists ${name} with (force)`),
  };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}
