import { createHash } from 'node:crypto';
import { encodeBody } from './compress.ts';
import type { Arrival } from './transport.ts';

/** An answer before it is written. */
export interface TextResponse {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** By what else the answer differs, where it may be asked for again by its tag. */
  cachedBy?: string | undefined;
}

/** Writes an answer that is a text: compressed for who wants that, 304 for who has it already. */
export async function sendText({ req, res }: Arrival, response: TextResponse): Promise<void> {
  const { status, headers, text, cachedBy } = response;
  const { body, headers: coding } = await encodeBody(req, text);
  // The server has set what it differs by for all transports alike: the origin.
  const vary = [res.getHeader('vary'), headers.vary, cachedBy, coding.vary]
    .filter(Boolean)
    .join(', ');
  const etag = cachedBy === undefined ? undefined : etagOf(text, coding['content-encoding']);
  const about = { ...(vary && { vary }), ...(etag && { etag, 'cache-control': CACHE_CONTROL }) };
  if (etag && isKnown(req.headers['if-none-match'], etag)) {
    res.writeHead(304, about);
    return void res.end();
  }
  res.writeHead(status, {
    ...headers,
    ...coding,
    ...about,
    'content-length': body.length,
  });
  res.end(body);
}

/** It may be stored by its caller alone, who asks each time whether it still holds. */
const CACHE_CONTROL = 'private, no-cache';

/** Another coding is another representation, with a tag of its own (RFC 9110, 8.8.3.3). */
function etagOf(text: string, coding = 'identity'): string {
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 27);
  return `"${digest}-${coding}"`;
}

/** Whether a request names the tag of what it would be answered (RFC 9110, 13.1.2). */
const isKnown = (field: string | undefined, etag: string): boolean =>
  field === '*' || !!field?.split(',').some((known) => known.trim().replace(/^W\//, '') === etag);
