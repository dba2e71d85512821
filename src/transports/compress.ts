import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** From how many bytes on an answer is compressed; below, it would hardly get shorter. */
const LEAST_BYTES = 1_024;

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);
/** Quick settings: an answer is made once and sent once. */
const QUALITY = { [constants.BROTLI_PARAM_QUALITY]: 4 };

/** The coding of a request's `Accept-Encoding` that an answer is sent in; null for none. */
export const codingFor = (req: IncomingMessage): 'br' | 'gzip' | null =>
  accepts(req, 'br') ? 'br' : accepts(req, 'gzip') ? 'gzip' : null;

/** Whether a request's `Accept-Encoding` takes a coding (RFC 9110, 12.5.3). */
export function accepts({ headers }: IncomingMessage, coding: 'br' | 'gzip'): boolean {
  const field = headers['accept-encoding'];
  if (typeof field !== 'string') return false;
  const wanted = new Map(field.split(',').map(weighted));
  return (wanted.get(coding) ?? wanted.get('*') ?? 0) > 0;
}

/** A coding and how much it is wanted; cut by searching, since blanks may be many. */
function weighted(item: string): [coding: string, weight: number] {
  const [name = '', ...params] = item.toLowerCase().split(';');
  const quality = params.map((param) => param.trim()).find((param) => param.startsWith('q='));
  return [name.trim(), quality === undefined ? 1 : Number(quality.slice(2))];
}

/** A body as a client wants it, and the header fields that say so. */
export interface EncodedBody {
  body: Buffer;
  headers: Record<string, string>;
}

/** Compresses a text for a request that accepts that, if it is worth it. */
export async function encodeBody(req: IncomingMessage, text: string): Promise<EncodedBody> {
  const plain = Buffer.from(text);
  if (plain.length < LEAST_BYTES) return { body: plain, headers: {} };
  const coding = codingFor(req);
  if (!coding) return { body: plain, headers: { vary: 'accept-encoding' } };
  const body = coding === 'br' ? await brotli(plain, { params: QUALITY }) : await deflate(plain);
  return { body, headers: { vary: 'accept-encoding', 'content-encoding': coding } };
}
