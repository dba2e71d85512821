import { lookup } from 'node:dns';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { isPublicAddress } from '#core/addresses/ip-address.ts';
import { DomainError } from '#core/errors.ts';
import { isLoopback } from '#core/addresses/secure-address.ts';

/** The longest reply that is taken, in bytes. */
const REPLY_BYTES = 8 << 20;

/** The most calls that are under way at once. */
const MOST_AT_ONCE = 200;

/** Where the old system is, and how much patience it is shown. */
export interface UpstreamOptions {
  /** Its own /rapi, without a final slash. */
  url: string;
  seconds: number;
  /** Whether it may be in a private network. */
  allowsPrivate: boolean;
}

/** A call as it came in. */
export interface UpstreamCall {
  command: string;
  /** What stands behind the path, with its question mark. */
  search: string;
  headers: Record<string, string>;
  body: Buffer;
  /** Whether a reply begins as one in the format that was asked for. */
  isReply: (body: Buffer) => boolean;
}

/** The old system's reply, byte for byte. */
export interface UpstreamReply {
  status: number;
  /** Empty where it names no type. */
  type: string;
  body: Buffer;
}

/** Sends calls on to the old system. */
export type SendOn = (call: UpstreamCall) => Promise<UpstreamReply>;

/**
 * A way to the old system. Each call has its own connection and is sent once.
 * @throws DomainError (the calls) UPSTREAM_UNREACHABLE, UPSTREAM_TIMEOUT, UPSTREAM_ANSWER_INVALID,
 * UPSTREAM_BUSY
 */
export function openUpstream(options: UpstreamOptions): SendOn {
  let underWay = 0;
  return async (call) => {
    if (underWay >= MOST_AT_ONCE) throw new DomainError('UPSTREAM_BUSY');
    underWay += 1;
    try {
      const reply = await exchange(options, call);
      if (!call.isReply(reply.body)) throw new DomainError('UPSTREAM_ANSWER_INVALID');
      return reply;
    } finally {
      underWay -= 1;
    }
  };
}

function exchange(
  { url, seconds, allowsPrivate }: UpstreamOptions,
  { command, search, headers, body }: UpstreamCall,
): Promise<UpstreamReply> {
  const target = new URL(`${url}/${command}${search}`);
  const isSecure = target.protocol === 'https:';
  const leadsAnywhere = allowsPrivate || isLoopback(url);
  return new Promise((resolve, reject) => {
    let isConnected = false;
    const outgoing = (isSecure ? httpsRequest : httpRequest)(target, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': body.length, connection: 'close' },
      ...(!leadsAnywhere && { lookup: publicLookup }),
    });
    const give = (code: Parameters<typeof errorOf>[0]) => {
      reject(errorOf(isConnected ? code : 'UPSTREAM_UNREACHABLE'));
      outgoing.destroy();
    };
    const timer = setTimeout(() => give('UPSTREAM_TIMEOUT'), seconds * 1_000);
    outgoing.on('socket', (socket: Socket) =>
      socket.once(isSecure ? 'secureConnect' : 'connect', () => (isConnected = true)),
    );
    outgoing.on('error', () => give('UPSTREAM_ANSWER_INVALID'));
    outgoing.on('close', () => clearTimeout(timer));
    outgoing.on('response', (incoming) => {
      incoming.on('error', () => give('UPSTREAM_ANSWER_INVALID'));
      read(incoming, resolve, () => give('UPSTREAM_ANSWER_INVALID'));
    });
    outgoing.end(body);
  });
}

const errorOf = (
  code: 'UPSTREAM_ANSWER_INVALID' | 'UPSTREAM_TIMEOUT' | 'UPSTREAM_UNREACHABLE',
): DomainError => new DomainError(code);

function read(
  incoming: IncomingMessage,
  done: (reply: UpstreamReply) => void,
  refuse: () => void,
): void {
  const { 'content-encoding': encoding = 'identity', 'content-type': type = '' } = incoming.headers;
  if (encoding !== 'identity') return refuse();
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > REPLY_BYTES) return refuse();
    chunks.push(chunk);
  });
  incoming.on('end', () =>
    done({ status: incoming.statusCode ?? 502, type, body: Buffer.concat(chunks) }),
  );
}

/** Looks a name up and refuses it where one of its addresses is in a private network. */
const publicLookup: LookupFunction = (host, options, done) =>
  lookup(host, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    if (error || !first) return done(error ?? new Error(`${host} has no address.`), '');
    if (!found.every(({ address }) => isPublicAddress(address)))
      return done(new Error(`${host} leads into a private network: PRIVATE_UPSTREAM.`), '');
    return options.all ? done(null, found) : done(null, first.address, first.family);
  });
