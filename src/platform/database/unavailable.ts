/** The database cannot be reached, or is too busy to answer in time. Worth trying again shortly. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('The database does not answer.', { cause });
    this.name = 'DatabaseUnavailable';
  }
}

/** The database was lost when a change was committed or just after it: it may have been made. */
export class AnswerLost extends DatabaseUnavailable {}

/** Lost or refused connections, in the words of Node, of Prisma and of PostgreSQL. */
const NODE = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/;
const PRISMA = /^(P1001|P1002|P1008|P1017|P2024|P2028)$/;
/** 25006: it became a standby. 53…: no disk, memory or connection left. 57…: it was shut down. */
const POSTGRES = /^(08...|25006|53[1-4]00|57P0[1-5]|55P03|57014)$/;
const KINDS = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/;
const WORDS =
  /Connection terminated|timeout exceeded when trying to connect|is not currently accepting connections|^timeout expired$|Unable to start a transaction|Query read timeout|PGlite is closed|connection error and is not queryable|Client was closed and is not queryable/;

/** Five signs; `P2010` and the like are codes of Prisma, which wrap one of the database. */
const isSqlState = (code: string) => /^[0-9A-Z]{5}$/.test(code) && !/^P[1-9]/.test(code);

/** The SQLSTATE behind an error, however deep Prisma or the adapter put it; undefined if none. */
export function sqlState(error: unknown): string | undefined {
  return chain(error)
    .map(({ originalCode, code }) => originalCode ?? code)
    .find((code): code is string => typeof code === 'string' && isSqlState(code));
}

/**
 * The error as `DatabaseUnavailable` if that is what it means, else null. Reads on the root client
 * throw Prisma's own errors, so whoever shows errors to callers asks this first.
 */
export function asUnavailable(error: unknown): DatabaseUnavailable | null {
  if (error instanceof DatabaseUnavailable) return error;
  const means = chain(error).some(({ code, originalCode, kind, message }) => {
    const text = String(originalCode ?? code ?? '');
    if (NODE.test(text) || PRISMA.test(text) || POSTGRES.test(text)) return true;
    return KINDS.test(String(kind ?? '')) || WORDS.test(String(message ?? ''));
  });
  return means ? new DatabaseUnavailable(error) : null;
}

/** What lies deepest in an error: its code, path and words. */
export function rootCause(error: unknown): { code?: string; path?: string; message: string } {
  const { code, path, message } = chain(error).at(-1) ?? {};
  return {
    ...(typeof code === 'string' && { code }),
    ...(typeof path === 'string' && { path }),
    message: typeof message === 'string' ? message : String(error),
  };
}

/** An error and what it wraps: `cause`, `originalError`, the adapter's error in `meta`. */
function chain(error: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const look = (value: unknown) => {
    if (typeof value !== 'object' || value === null || found.length > 12) return;
    const record = value as Record<string, unknown>;
    if (found.includes(record)) return;
    found.push(record);
    look(record.cause);
    look(record.originalError);
    look((record.meta as Record<string, unknown> | undefined)?.driverAdapterError);
    if (record instanceof AggregateError) record.errors.forEach(look);
  };
  look(error);
  return found;
}
