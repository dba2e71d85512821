import { type Actor, nobody } from '#core/actor.ts';
import { eventSubject } from '#core/events.ts';
import { visibleInvoices } from '#modules/billing/visible.ts';
import { visibleQuotes } from '#modules/quotes/visible.ts';
import type { Tx } from '#platform/database/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';

/** What has drafts, which only the company sees. */
const drafted: Readonly<Record<string, (tx: Tx, actor: Actor, id: number) => Promise<number>>> = {
  Invoice: (tx, actor, id) =>
    tx.invoice.count({ where: { AND: [{ id }, visibleInvoices(actor)] } }),
  Quote: (tx, actor, id) => tx.quote.count({ where: { AND: [{ id }, visibleQuotes(actor)] } }),
};

/** Whether a client sees what an event is about, as its subscriptions ask for each event too. */
export async function isShownToClient(
  tx: Tx,
  { type, payload }: PublishedEvent,
  clientId: number,
): Promise<boolean> {
  const subject = eventSubject(type, payload);
  const count = subject && drafted[subject.node];
  if (!count || type.endsWith('.deleted')) return true;
  const client: Actor = { ...nobody, kind: 'customer', clientIds: [clientId] };
  return (await count(tx, client, subject.id)) > 0;
}
