import type { Arrival } from '#transports/transport.ts';
import type { Reply } from './reply.ts';
import { writeReply, type XmlFrame } from './reply-format.ts';

/** Sends a reply in its format. The connection is closed where the rest of a request was not read. */
export function sendReply({ req, res }: Arrival, reply: Reply, frame: XmlFrame): void {
  const { type, text } = writeReply(reply.body, reply.format ?? 'json', frame);
  const bytes = Buffer.from(text);
  res.writeHead(reply.status, {
    'content-type': type,
    'content-length': bytes.length,
    'cache-control': 'no-store',
    ...(!req.complete && { connection: 'close' }),
    ...reply.headers,
  });
  res.end(bytes);
}
