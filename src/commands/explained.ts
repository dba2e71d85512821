import { StartRefused } from '#core/start-refused.ts';
import { ProviderPackageError } from '#providers/load.ts';
import { asUnavailable, rootCause, sqlState } from '#platform/database/unavailable.ts';

/** PostgreSQL's states for one who is not let in. */
const REFUSED: Record<string, string> = {
  '28000': 'the server does not let this user in',
  '28P01': 'the password is wrong',
  '3D000': 'there is no such database',
  '08P01': 'it is PgBouncer: set DIRECT_DATABASE_URL to the address of PostgreSQL itself',
};

/** Why the start failed, in one line that names what to change; null for what nobody expected. */
export function explained(error: unknown): string | null {
  if (error instanceof StartRefused || error instanceof ProviderPackageError) return error.message;
  const { code = '', path, message } = rootCause(error);
  const where = databaseAddress();
  const reason = REFUSED[sqlState(error) ?? ''];
  if (reason) return `DATABASE_URL: ${where}: ${reason} (${message}).`;
  if (asUnavailable(error)) return `DATABASE_URL: ${where} does not answer (${code || message}).`;
  if (path && /^(EACCES|EPERM|EROFS|ENOSPC|EEXIST|ENOTDIR)$/.test(code))
    return `DATA_DIR: ${path} cannot be written (${code}).`;
  return null;
}

/** Host, port and name of the database; never a password. */
function databaseAddress(): string {
  const url = URL.parse(process.env.DATABASE_URL ?? '');
  return url ? `${url.hostname}:${url.port || '5432'}${url.pathname}` : 'the embedded database';
}
