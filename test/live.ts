import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Gateway } from './gateway.ts';

/** One event as a stream gives it. */
export interface Heard {
  /** The line `id:` of the stream. */
  id: string | undefined;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  data: any;
  errors: { extensions: Record<string, unknown> }[];
}

export interface Stream {
  heard: Heard[];
  /** Settles when the stream ends: complete by the protocol, or cut off. */
  ended: Promise<'complete' | 'cut'>;
  stop(): void;
}

interface Options {
  variables?: object;
  headers?: Record<string, string>;
}

/** Follows by server-sent events, as the protocol of graphql-sse (distinct connections) has them. */
export async function followStream(
  { url }: Gateway,
  token: string | null,
  query: string,
  { variables = {}, headers = {} }: Options = {},
): Promise<Stream> {
  const controller = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
    signal: controller.signal,
  });
  const heard: Heard[] = [];
  const read = async (): Promise<'complete' | 'cut'> => {
    let text = '';
    let isComplete = false;
    for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
      text += part;
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const lines = block.split('\n');
        const value = (name: string) =>
          lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        if (value('event') === 'complete') isComplete = true;
        if (value('event') === 'next')
          heard.push({ id: value('id'), errors: [], ...JSON.parse(value('data')!) });
      }
    }
    return isComplete ? 'complete' : 'cut';
  };
  return { heard, ended: read().catch(() => 'cut'), stop: () => controller.abort() };
}

export interface Socket {
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  heard: any[];
  /** The code that the socket is closed with. */
  closed: Promise<number>;
  stop(): Promise<void>;
}

/** Follows by WebSocket; it is connected when this comes back. */
export async function followSocket(
  { url }: Gateway,
  token: string,
  query: string,
): Promise<Socket> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => {},
  });
  const closed = new Promise<number>((resolve) => {
    client.on('closed', (event) => resolve((event as { code: number }).code));
  });
  await new Promise((resolve) => client.on('connected', resolve));
  const heard: Socket['heard'] = [];
  client.subscribe(
    { query },
    { next: ({ data }) => void heard.push(data), error: () => {}, complete: () => {} },
  );
  return { heard, closed, stop: async () => client.dispose() };
}
