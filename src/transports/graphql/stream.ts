import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** The header fields of a response, their names in lower case. */
export const headersOf = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value]));

/** Whether an answer comes bit by bit. */
export const isStream = ({ headers }: Response): boolean =>
  /^(text\/event-stream|multipart\/mixed)/.test(headers.get('content-type') ?? '');

/**
 * The one line of an event that Yoga leaves out: with `id` a browser says where it was when it
 * connects again, and goes on behind that event.
 */
function withId(part: Uint8Array): Uint8Array | string {
  const text = new TextDecoder().decode(part);
  const data = /^event: next\ndata: (.*)\n\n$/.exec(text)?.[1];
  if (data === undefined) return part;
  const { extensions } = JSON.parse(data) as { extensions?: { cursor?: unknown } };
  return typeof extensions?.cursor === 'string' ? `id: ${extensions.cursor}\n${text}` : part;
}

/**
 * Writes a stream of events as it comes, until its reader goes away. Proxies must neither gather
 * nor compress it: `X-Accel-Buffering` is what nginx goes by.
 */
export async function sendStream(response: Response, res: ServerResponse): Promise<void> {
  const headers = headersOf(response);
  // Yoga says `none`, which is no coding.
  delete headers['content-encoding'];
  res.writeHead(response.status, {
    ...headers,
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  const reader = response.body!.getReader();
  const closed = once(res, 'close').then(() => reader.cancel());
  const isEvents = headers['content-type']?.startsWith('text/event-stream') ?? false;
  for (let part = await reader.read(); !part.done; part = await reader.read())
    if (!res.write(isEvents ? withId(part.value) : part.value))
      await Promise.race([once(res, 'drain'), closed]);
  res.end();
}
