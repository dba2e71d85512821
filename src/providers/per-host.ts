import pLimit, { type LimitFunction } from 'p-limit';
import { onceFor } from '#core/once-for.ts';
import { type Runtime, runtime } from '#core/runtime.ts';

/** Runs calls to a host, so many at once and the others in turn. */
type HostQueue = <Answer>(host: string, call: () => Promise<Answer>) => Promise<Answer>;

/** A queue for each host a gateway calls, so that a slow host delays only itself. */
export function perHost(atOnce: number): HostQueue {
  const queuesOf = onceFor((_gateway: Runtime) => new Map<string, LimitFunction>());
  return async (host, call) => {
    const queues = queuesOf(runtime());
    const queue = queues.get(host) ?? pLimit(atOnce);
    queues.set(host, queue);
    try {
      return await queue(call);
    } finally {
      if (queue.activeCount + queue.pendingCount === 0) queues.delete(host);
    }
  };
}
