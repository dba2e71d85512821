import { now } from '#core/clock.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import { savepoint } from '#platform/database/transaction.ts';
import type { Tx } from '#platform/database/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import type { ForecastApp } from './forecast-app.ts';

/** Told of every event of a forecast. */
export type OnEvent = (event: PublishedEvent) => void;

/**
 * Does what follows from the events of a forecast, and from that again, until nothing is left to do
 * now. What goes wrong with one thing harms no other.
 * @returns how often something went wrong
 */
export async function settle(
  own: ForecastApp,
  tx: Tx,
  { onEvent, signal }: { onEvent: OnEvent; signal: AbortSignal },
): Promise<number> {
  const { readers, handlers, waiting } = own;
  let failures = 0;
  const alone = async (work: () => Promise<void>) => {
    signal.throwIfAborted();
    try {
      await work();
    } catch (error) {
      if (asUnavailable(error)) throw error;
      failures += 1;
    }
  };
  for (;;) {
    const events = await eventsAfter(tx, own.lastEvent);
    for (const event of events) {
      own.lastEvent = event.id;
      onEvent(event);
      for (const { types, handle } of readers)
        if (types === 'all' || types.includes(event.type))
          await alone(() => savepoint(tx, () => handle(event, tx)));
    }
    const due = waiting.filter(({ startAfter }) => startAfter <= now());
    if (!events.length && !due.length) return failures;
    for (const job of due) {
      waiting.splice(waiting.indexOf(job), 1);
      const facts = { id: 'forecast', attempt: 1, signal };
      await alone(async () => handlers.get(job.name)?.(job.data, facts));
    }
  }
}

/**
 * The events since the last look, in the order of writing, which is that of telling here. They stay:
 * rows that are deleted would be gone through at every look until the transaction ends.
 */
const eventsAfter = (tx: Tx, last: bigint): Promise<PublishedEvent[]> => tx.$queryRaw`
  select id, id as position, type, payload, client_id as "clientId", reseller_id as "resellerId",
         department_id as "departmentId", subject_id as "subjectId", admin_id as "adminId",
         user_id as "userId", credential_id as "credentialId", at
  from pg_temp.outbox_events where id > ${last} order by id`;
