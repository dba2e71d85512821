import type { Tx } from '#platform/database/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import type { App } from '#schema/app.ts';
import type { AnnouncedEvent } from '#schema/work.ts';

/** The most events of one change that are followed up. */
const MOST = 1_000;

/**
 * Hands the events of a change to the readers of the event log within its transaction, and theirs
 * again, as happens after a commit.
 * @returns every event, in order
 */
export async function followUp(app: App, tx: Tx, after: number): Promise<AnnouncedEvent[]> {
  const all: AnnouncedEvent[] = [];
  let last = BigInt(after);
  while (all.length < MOST) {
    const events = await tx.outboxEvent.findMany({
      where: { id: { gt: last } },
      orderBy: { id: 'asc' },
      take: MOST - all.length,
    });
    if (!events.length) break;
    for (const event of events) {
      // Positions come with the commit; within the transaction the order of writing is one.
      const published = { ...event, position: event.id } as PublishedEvent;
      await app.outbox.rehearse(published, tx);
      const payload = event.payload as Record<string, unknown>;
      all.push({ type: event.type as AnnouncedEvent['type'], payload });
      last = event.id;
    }
  }
  return all;
}
