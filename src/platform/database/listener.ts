import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { bound } from '#core/runtime.ts';

type NotificationHandler = (payload: string) => void;

/** The connection that hears NOTIFY, made again whenever it is lost. */
export interface Listener {
  listen(channel: string, handler: NotificationHandler): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const LONGEST_PAUSE_MS = 5_000;

/** Opens a listener on a PostgreSQL database; it connects when the first channel is asked for. */
export function openListener(url: string, onTrouble: (error: Error) => void): Listener {
  const channels = new Map<string, Set<NotificationHandler>>();
  const closing = new AbortController();
  let client: pg.Client | null = null;
  let connecting: Promise<void> | null = null;

  const connect = async () => {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'hostgraph listener',
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    fresh.on('notification', ({ channel, payload = '' }) => {
      channels.get(channel)?.forEach((handler) => handler(payload));
    });
    fresh.on('error', onTrouble);
    fresh.on('end', () => {
      if (client !== fresh) return;
      client = null;
      if (!closing.signal.aborted) void ensure();
    });
    await fresh.connect();
    for (const channel of channels.keys()) await fresh.query(`listen ${quoted(channel)}`);
    client = fresh;
    // What was told while nobody listened is lost: everybody looks for themselves.
    for (const handlers of channels.values()) handlers.forEach((handler) => handler(''));
  };

  const persist = async () => {
    for (let pause = 100; !closing.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await connect();
      } catch (error) {
        onTrouble(error as Error);
        await sleep(pause, undefined, { signal: closing.signal }).catch(() => {});
      }
    }
  };
  const ensure = () => (connecting ??= persist().finally(() => (connecting = null)));

  return {
    listen: async (channel, onEvent) => {
      const handler = bound(onEvent);
      const handlers = channels.get(channel) ?? new Set();
      const isNew = handlers.size === 0;
      channels.set(channel, handlers.add(handler));
      if (!client) await ensure();
      else if (isNew) await client.query(`listen ${quoted(channel)}`);
      return async () => {
        handlers.delete(handler);
        if (handlers.size > 0 || channels.get(channel) !== handlers) return;
        channels.delete(channel);
        await client?.query(`unlisten ${quoted(channel)}`).catch(() => {});
      };
    },
    close: async () => {
      closing.abort();
      await connecting;
      const last = client;
      client = null;
      await last?.end();
    },
  };
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
