import { connect } from 'node:net';
import { ProviderError } from '#core/provider-error.ts';
import { ensureNoSandbox } from '#core/sandbox.ts';
import { perHost } from '#providers/per-host.ts';
import { cleanText } from './directory.ts';
import { publicLookup, requirePublicHost } from './guard.ts';

/** How one server is asked. */
export interface Port43Options {
  port?: number;
  /** Default 8 seconds. */
  timeoutMs?: number;
  /** The address may be private: the server is one of our own tables, in a test. */
  allowPrivate?: boolean;
}

const LONGEST_ANSWER = 256 * 1024;
/** The turn of a query among those to its server: at most two at once. */
const inTurn = perHost(2);

/**
 * Sends one line to a WHOIS server (RFC 3912) and reads until it closes. At most two queries at
 * once per server. Throws `ProviderError`: `NOT_SENT` when it cannot be reached or is not public,
 * `UNKNOWN` when it is slow, breaks off or answers without end.
 */
export const queryPort43 = (
  host: string,
  query: string,
  options: Port43Options = {},
): Promise<string> => inTurn(`${host}:${options.port ?? 43}`, () => exchange(host, query, options));

/** Valid UTF-8 is read as such, anything else as ISO-8859-1, in which every byte is an email. */
export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

async function exchange(host: string, query: string, options: Port43Options): Promise<string> {
  ensureNoSandbox();
  if (/[\r\n\0]/.test(query)) throw new ProviderError('NOT_SENT', 'A query is one line.');
  if (!options.allowPrivate) requirePublicHost(host);
  const { timeoutMs = 8000, port = 43 } = options;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let connected = false;
    const socket = connect({
      host,
      port,
      ...(!options.allowPrivate && { lookup: publicLookup }),
    });
    const fail = (words: string, cause?: unknown) => {
      socket.destroy();
      reject(new ProviderError(connected ? 'UNKNOWN' : 'NOT_SENT', words, { cause }));
    };
    // The whole exchange is timed: a server that sends a byte a second would pass an idle limit.
    const timer = setTimeout(() => fail(`${host} did not answer in time.`), timeoutMs);
    socket.on('connect', () => {
      connected = true;
      socket.write(`${query}\r\n`);
    });
    socket.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LONGEST_ANSWER) return fail(`The answer of ${host} is too long.`);
      chunks.push(chunk);
    });
    socket.on('end', () => resolve(cleanText(decoded(Buffer.concat(chunks)))));
    socket.on('error', (error) => fail(`${host} cannot be asked.`, error));
    socket.on('close', () => clearTimeout(timer));
  });
}
