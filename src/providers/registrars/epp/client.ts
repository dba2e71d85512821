import { createHash, randomUUID } from 'node:crypto';
import pLimit, { type LimitFunction } from 'p-limit';
import { ProviderError } from '#core/provider-error.ts';
import { before, countdown, listOf, messageOf, pick } from '#providers/registrars/answers.ts';
import type { ChangeReceipt } from '#providers/registrars/domain-data.ts';
import { registryOutcome } from '#providers/registrars/registry-codes.ts';
import { textIn, type XmlPart } from '#providers/registrars/xml.ts';
import { EppConnection, type EppServer } from './session.ts';
import { namespaces, readEpp, writeEpp } from './xml.ts';

/** An account at a registry. */
export interface EppAccount extends EppServer {
  clientId: string;
  password: string;
  /** Sessions at once; registries allow few. */
  sessions: number;
  /** Name servers are objects of their own, or attributes of the domain (RFC 5731, 1.1). */
  hosts: 'objects' | 'attributes';
  /** The registry has contacts; a thin one does not. */
  hasContacts: boolean;
}

/** An answer: its code, its words and its data. */
export interface EppAnswer {
  code: string;
  words: string;
  data: unknown;
  extension: unknown;
  /** Message of the queue: `count`, `id`, `qDate` and `msg` (RFC 5730, 2.9.2.3). */
  queue: unknown;
  /** The namespaces of the extensions that were agreed to at the login. */
  offers: ReadonlySet<string>;
  receipt: ChangeReceipt;
}

/** A registry's error with its code (RFC 5730, 3): the words are in whatever language it speaks. */
export class EppError extends ProviderError {
  readonly code: string | null;

  constructor({ outcome, message }: ProviderError, code: string | null) {
    super(outcome, message);
    this.code = code;
  }
}

/** Whether a call failed with one of these codes. */
export const failedWith = (error: unknown, ...codes: string[]): boolean =>
  error instanceof EppError && error.code !== null && codes.includes(error.code);

/** What extends a command. */
export interface EppExtension {
  /** The namespace of its document. */
  of: string;
  content: { [name: string]: XmlPart };
  /** Left out where the registry does not offer the extension; else the command is refused. */
  isOptional?: boolean;
}

/** What is asked of the registry: `create`, `info` …, the object and what extends it. */
export interface EppCommand {
  name: string;
  object?: { [name: string]: XmlPart };
  attributes?: { [name: string]: string };
  extensions?: readonly (EppExtension | undefined)[];
}

interface Pool {
  limit: LimitFunction;
  idle: { connection: EppConnection; since: number }[];
}

/** A session that was not used for longer may have been ended by the registry. */
const IDLE_MS = 30_000;
const pools = new Map<string, Pool>();

function poolOf(account: EppAccount): Pool {
  const key = createHash('sha256').update(JSON.stringify(account)).digest('hex');
  const pool = pools.get(key) ?? { limit: pLimit(account.sessions), idle: [] };
  pools.set(key, pool);
  return pool;
}

/**
 * Sends one command in a session of the account's pool (RFC 5730).
 * @throws ProviderError REFUSED for codes 2xxx, NOT_SENT before the command was sent, else UNKNOWN
 */
export function sendEpp(
  account: EppAccount,
  command: EppCommand,
  timeoutMs: number,
): Promise<EppAnswer> {
  const left = countdown(timeoutMs);
  const pool = poolOf(account);
  return pool.limit(async () => {
    const connection = fresh(pool) ?? (await before(logIn(account, left)));
    const { name, object, attributes = {}, extensions = [] } = command;
    const clTRID = randomUUID();
    try {
      const extension = agreed(connection, extensions);
      const text = writeEpp({
        command: {
          [name]: { ...prefixed(attributes), ...object },
          ...(extension && { extension }),
          clTRID,
        },
      });
      const received = await connection.exchange(text, left());
      const answer = { ...judge(account, received, clTRID, name), offers: connection.extensions };
      pool.idle.push({ connection, since: performance.now() });
      return answer;
    } catch (error) {
      const isEnded = failedWith(error, '2500', '2501', '2502');
      if (error instanceof ProviderError && error.outcome === 'REFUSED' && !isEnded)
        pool.idle.push({ connection, since: performance.now() });
      else connection.close();
      throw error;
    }
  });
}

const prefixed = (attributes: { [name: string]: string }) =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`@${name}`, value]));

/** The extensions that the session has. @throws ProviderError REFUSED where one is needed */
function agreed(
  { extensions: offered }: EppConnection,
  extensions: readonly (EppExtension | undefined)[],
): { [name: string]: XmlPart } | undefined {
  const named = extensions.filter((one) => one !== undefined);
  const missing = named.find((one) => !one.isOptional && !offered.has(one.of));
  if (missing) throw new ProviderError('REFUSED', `The registry does not offer ${missing.of}.`);
  const contents = named.filter((one) => offered.has(one.of)).map(({ content }) => content);
  return contents.length ? Object.assign({}, ...contents) : undefined;
}

function fresh({ idle }: Pool): EppConnection | undefined {
  for (;;) {
    const last = idle.pop();
    if (!last) return undefined;
    const isFresh = performance.now() - last.since < IDLE_MS;
    if (isFresh && last.connection.isOpen) return last.connection;
    last.connection.close();
  }
}

async function logIn(account: EppAccount, left: () => number): Promise<EppConnection> {
  const connection = await EppConnection.open(account, left());
  try {
    const greeting = pick(readEpp(await connection.next(left())), 'greeting');
    const offered = listOf(pick(pick(pick(greeting, 'svcMenu'), 'svcExtension'), 'extURI')).map(
      textIn,
    );
    const extURI = [namespaces.rgp, namespaces.fee, namespaces.secDNS].filter((uri) =>
      offered.includes(uri),
    );
    const clTRID = randomUUID();
    const { clientId, password, hasContacts, hosts } = account;
    const text = writeEpp({
      command: {
        login: {
          clID: clientId,
          pw: password,
          options: { version: '1.0', lang: 'en' },
          svcs: {
            objURI: [
              namespaces.domain,
              ...(hasContacts ? [namespaces.contact] : []),
              ...(hosts === 'objects' ? [namespaces.host] : []),
            ],
            ...(extURI.length && { svcExtension: { extURI } }),
          },
        },
        clTRID,
      },
    });
    judge(account, await connection.exchange(text, left()), clTRID, 'login');
    connection.extensions = new Set(extURI);
    return connection;
  } catch (error) {
    connection.close();
    // Too many sessions: one of them ends soon.
    throw failedWith(error, '2502')
      ? new ProviderError('NOT_SENT', (error as Error).message, { cause: error })
      : error;
  }
}

/** Of a queue: no messages, and a message that is to be acknowledged (RFC 5730, 3). */
const polled = new Set<string | null>(['1300', '1301']);

function judge(
  account: EppAccount,
  text: string,
  clTRID: string,
  command: string,
): Omit<EppAnswer, 'offers'> {
  const response = pick(readEpp(text), 'response');
  const result = listOf(pick(response, 'result'))[0];
  const reported = textIn(pick(pick(response, 'trID'), 'clTRID'));
  if (reported !== null && reported !== clTRID)
    throw new ProviderError('UNKNOWN', 'The registry answered another command.');
  const code = textIn(pick(result, '@code'));
  const reason = listOf(pick(result, 'extValue'))
    .map((one) => textIn(pick(one, 'reason')))
    .filter(Boolean);
  const told = [textIn(pick(result, 'msg')), ...reason].filter(Boolean).join(': ');
  const words = messageOf(told, '', account.password);
  let receipt: ChangeReceipt;
  try {
    const isPolled = command === 'poll' && polled.has(code);
    receipt = isPolled ? { state: 'done', words } : registryOutcome(code, words);
  } catch (error) {
    throw error instanceof ProviderError ? new EppError(error, code) : error;
  }
  return {
    code: code ?? '',
    words,
    data: pick(response, 'resData'),
    extension: pick(response, 'extension'),
    queue: pick(response, 'msgQ'),
    receipt,
  };
}
