import type { Connection } from '#platform/database/client.ts';
import type { Noun, TargetRow } from './noun.ts';

/** Says when a row was written here. */
const STAMP = 'updated_at';

/**
 * Writes rows, new or changed; those that are here as they are stay untouched.
 * @returns how many were written
 */
export async function writeRows(
  connection: Connection,
  noun: Noun,
  rows: readonly TargetRow[],
  tableColumns: readonly string[],
): Promise<number> {
  if (!rows.length) return 0;
  if (noun.write) return noun.write(connection, rows);
  const { key = ['id'] } = noun;
  const names = Object.keys(rows[0]!);
  const stamped = tableColumns.includes(STAMP) && !names.includes(STAMP);
  const values = [JSON.stringify(distinct(rows, key))];
  if (noun.single) await connection.query(passedOn(noun, noun.single, stamped), values);
  const written = await connection.query(statement(noun, names, stamped), values);
  return written.length;
}

/** Takes the flag from rows that stand here with it, where another row of their owner gets it. */
const passedOn = (
  { target }: Noun,
  { flag, of }: NonNullable<Noun['single']>,
  stamped: boolean,
): string =>
  `update ${target} as t set "${flag}" = false${stamped ? `, ${STAMP} = now()` : ''}
   from jsonb_populate_recordset(null::${target}, $1::jsonb) as s
   where s."${flag}" and t."${flag}" and t."${of}" = s."${of}" and t.id <> s.id`;

/** Columns as they stand in a statement, `to` being one of them. */
const listed = (names: readonly string[], of = '') =>
  names.map((name) => `${of}"${name}"`).join(', ');

function statement(
  { target, key = ['id'], isUpdate }: Noun,
  names: readonly string[],
  stamped: boolean,
): string {
  const others = names.filter((name) => !key.includes(name));
  const stamp = stamped ? [`${STAMP} = now()`] : [];
  const set = (from: string) =>
    [...others.map((name) => `"${name}" = ${from}."${name}"`), ...stamp].join(', ');
  const differs = (from: string) =>
    `(${listed(others, 't.')}) is distinct from (${listed(others, `${from}.`)})`;
  const found = `jsonb_populate_recordset(null::${target}, $1::jsonb)`;
  if (isUpdate)
    return `update ${target} as t set ${set('s')} from ${found} as s
      where ${key.map((name) => `t."${name}" = s."${name}"`).join(' and ')} and ${differs('s')}
      returning 1`;
  return `insert into ${target} as t (${listed(names)}${stamped ? `, ${STAMP}` : ''})
    select ${listed(names)}${stamped ? ', now()' : ''} from ${found}
    on conflict (${listed(key)}) do ${
      others.length ? `update set ${set('excluded')} where ${differs('excluded')}` : 'nothing'
    } returning 1`;
}

/** One row for each key, the last: a statement writes none twice. */
function distinct(rows: readonly TargetRow[], key: readonly string[]): TargetRow[] {
  return [...new Map(rows.map((row) => [key.map((name) => row[name]).join(' '), row])).values()];
}
