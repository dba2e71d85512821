import type { GivenUp } from '#platform/outbox/outbox.ts';
import { beginByWorker } from './begin.ts';
import { taskKind } from './kind.ts';

interface Which {
  /** The reader of the event log, e.g. `mail`. */
  reader: string;
  /** Where the event stands in the log. */
  position: string;
  type: string;
}

/**
 * Hands an event again to a reader that could not handle it, while those behind it go on: tried for
 * a night, and then a dead task rather than a hole. `retryTask` hands it over once more.
 */
const handleEvent = taskKind<Which, Record<string, never>>({
  kind: 'event.handle',
  resendable: true,
  retry: { interactive: 'queue', hours: 24 },
  go: () => Promise.resolve({}),
  after: ({ app, tx }, { reader, position }) => app.outbox.handle(reader, BigInt(position), tx),
});

/** Makes a task of an event that a reader cannot handle. */
export const setEventAside: GivenUp = async (reader, { id, position, type, clientId }, tx) => {
  await beginByWorker(tx, handleEvent, {
    subject: { type: 'OutboxEvent', id: Number(id) },
    clientId,
    input: { reader, position: String(position), type },
  });
};
