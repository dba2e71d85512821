import type { GraphQLSchema } from 'graphql';
import { registry } from '#platform/metrics.ts';
import type { App } from '#schema/app.ts';
import { printAnnotated } from '#schema/print.ts';
import { type Transport, sendJson } from './transport.ts';

/** How long `/health/ready` waits for the database before it says no, in milliseconds. */
const PATIENCE_MS = 2_000;

/** What the company shows of itself: /health/live, /health/ready, /metrics and /schema.graphql. */
export function healthTransport(app: App, schema: GraphQLSchema): Transport {
  let printed: string | null = null;
  const pages: Record<string, Transport['answer']> = {
    '/health/live': ({ res }) => sendJson(res, 200, { status: 'live' }),
    '/health': (arrival) => pages['/health/ready']?.(arrival),
    '/health/ready': async ({ res }) => {
      const ready = await isReady(app);
      sendJson(res, ready ? 200 : 503, { status: ready ? 'ready' : 'database unreachable' });
    },
    '/metrics': async ({ res }) => {
      const text = await registry.metrics();
      res.writeHead(200, { 'content-type': registry.contentType });
      res.end(text);
    },
    '/schema.graphql': ({ res }) => {
      printed ??= printAnnotated(schema);
      res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
      res.end(printed);
    },
  };
  return {
    name: 'other',
    serves: (path) => Object.hasOwn(pages, path),
    answer: (arrival) => pages[arrival.path]?.(arrival),
  };
}

async function isReady({ database }: App): Promise<boolean> {
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), PATIENCE_MS).unref();
  });
  const requested = database.query({ text: 'select 1' }).then(
    () => true,
    () => false,
  );
  return Promise.race([requested, late]);
}
