import type { Connection } from './client.ts';

/** `CREATE INDEX CONCURRENTLY name ON …` or `DROP INDEX CONCURRENTLY IF EXISTS name`. */
const STATEMENT =
  /^(?:(create)(?: unique)? index concurrently "?(\w+)"? on |drop index concurrently if exists "?\w+"?$)/i;

/**
 * The statements of a migration that makes or drops indexes while others write, each to be sent by
 * itself: PostgreSQL allows none of them within a transaction. Null for every other migration.
 * @throws where such a migration holds something else, which would be left half done
 */
export function concurrentStatements({ name, sql }: { name: string; sql: string }) {
  const lines = sql.split('\n').filter((line) => !line.trimStart().startsWith('--'));
  const statements = lines
    .map((line) => line.trim())
    .join(' ')
    .split(';')
    .map((statement) => statement.trim())
    .filter(Boolean);
  if (!statements.some((statement) => /^(?:create|drop)\b.* index concurrently/i.test(statement)))
    return null;
  const other = statements.find((statement) => !STATEMENT.test(statement));
  if (other !== undefined)
    throw new Error(`Migration ${name}: beside concurrent indexes there may not be: ${other}`);
  return statements;
}

/**
 * Makes and drops such indexes, going on where an earlier try ended: what is valid stays, what that
 * try left INVALID is dropped and made anew.
 */
export async function applyConcurrently(
  { query, script }: Connection,
  statements: readonly string[],
): Promise<void> {
  for (const statement of statements) {
    const [, makes, name] = STATEMENT.exec(statement) ?? [];
    const [found] = makes
      ? await query<{ valid: boolean }>(
          `select i.indisvalid as valid from pg_index i join pg_class c on c.oid = i.indexrelid
           where c.relname = $1 and c.relnamespace = current_schema()::regnamespace`,
          [name],
        )
      : [];
    if (found?.valid) continue;
    if (found) await script(`drop index concurrently "${name}"`);
    await script(statement);
  }
}
