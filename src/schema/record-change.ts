import type { GraphQLInputType } from 'graphql';
import { byText } from '#platform/by-text.ts';
import { now } from '#core/clock.ts';
import { eventSubject } from '#core/events.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { onCommit } from '#platform/database/transaction.ts';
import type { StoredResult } from './idempotency/idempotency.ts';
import { activitySentence } from './activity-sentence.ts';
import { redacted, redactedAs } from './redact.ts';
import type { OpenWork } from './work.ts';

/** The audit entry of a change: the mutation (or task) and what was asked. */
export interface RecordedChange {
  action: string;
  input: unknown;
  /** What the input is declared as; absent where it is none of a mutation. */
  inputType?: GraphQLInputType | undefined;
  /** What its idempotency key is to remember. */
  storedResult?: StoredResult | null;
}

const numberOrNull = (value: unknown) => (typeof value === 'number' ? value : null);

/** The events of a change as rows of the log. */
const eventRows = ({ announcements, actor }: OpenWork) =>
  announcements.map(({ type, payload }) => ({
    type,
    payload,
    client_id: numberOrNull(payload.clientId),
    reseller_id: numberOrNull(payload.resellerId),
    department_id: numberOrNull(payload.departmentId),
    subject_id: eventSubject(type, payload)?.id ?? null,
    admin_id: actor.adminId,
    user_id: actor.userId,
    credential_id: actor.credentialId,
  }));

/** Writes the events of a change alone, where nothing else is to be remembered of it. */
export async function recordEvents(work: OpenWork): Promise<void> {
  const events = eventRows(work);
  if (!events.length) return;
  await work.tx.$queryRaw`
    with written as (${insertEvents(JSON.stringify(events), now())})
    select (select notify_own('outbox', '') from written where ${wakeRelay(work)} limit 1)::text
      as woken`;
}

/**
 * Wakes the relay of this process once the events are committed.
 * @returns whether the transaction is to wake those of other processes
 */
function wakeRelay({ app: { outbox }, tx }: OpenWork): boolean {
  const notifies = outbox.wake.notifies();
  onCommit(tx, () => outbox.wake.committed(notifies));
  return notifies;
}

/**
 * Writes what every change leaves behind, in its own transaction and one round trip: the audit
 * entry, its line in the activity log, the events (with the reseller whose client they concern),
 * and what its idempotency key remembers. The relay is woken after the commit.
 * @returns whether the transaction changed who may do what.
 */
export async function recordChange(
  work: OpenWork,
  { action, input, inputType, storedResult }: RecordedChange,
): Promise<boolean> {
  const { tx, actor, requestInfo, announcements } = work;
  const events = eventRows(work);
  const activity = work.activity();
  return writeRecord(tx, {
    actor: actor.id,
    action,
    input: JSON.stringify(inputType ? redactedAs(inputType, input) : redacted(input)),
    credentialId: actor.credentialId,
    ip: requestInfo.ip,
    requestId: requestInfo.requestId,
    events: JSON.stringify(events),
    at: now(),
    adminId: actor.adminId,
    userId: actor.userId,
    // The account that acts; a reseller's own stands behind its credential.
    accountId: actor.clientIds[0] ?? null,
    description: activity?.description ?? describeAction(action, announcements[0]?.payload),
    keyId: storedResult?.id ?? null,
    storedResult: storedResult?.result ?? null,
    notifies: announcements.length > 0 && wakeRelay(work),
    activityId: activity?.id ?? null,
    aboutId: activity?.clientId ?? events.find((event) => event.client_id)?.client_id ?? null,
  });
}

interface ChangeRecord {
  actor: string;
  action: string;
  input: string;
  credentialId: number | null;
  ip: string;
  requestId: string;
  events: string;
  at: Date;
  adminId: number | null;
  userId: number | null;
  accountId: number | null;
  description: string;
  keyId: bigint | null;
  storedResult: string | null;
  activityId: number | null;
  aboutId: number | null;
  /** The relays of other processes are woken. */
  notifies: boolean;
}

/** `updateClient` about `{ clientId: 7 }` as `Client updated - Client ID: 7`. */
export function describeAction(action: string, payload: Record<string, unknown> = {}): string {
  const ids = Object.entries(payload)
    .filter(([key, value]) => key.endsWith('Id') && typeof value === 'number')
    .map(([key, value]) => `${humanize(key.slice(0, -2))} ID: ${String(value)}`);
  return [sentenceOf(action), ids.join(', ')].filter(Boolean).join(' - ');
}

const sentenceOf = byText((action) => activitySentence(action) ?? action);

const humanize = byText((name) =>
  name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/(^| )[a-z]/g, (start) => start.toUpperCase()),
);

/** The statement that writes events, with the reseller whose client they concern. */
const insertEvents = (events: string, at: Date): Prisma.Sql => Prisma.sql`
  insert into outbox_events (type, payload, client_id, reseller_id, department_id, subject_id,
                             admin_id, user_id, credential_id, at)
  select e.type, e.payload, e.client_id, coalesce(e.reseller_id, c.reseller_id), e.department_id,
         e.subject_id, e.admin_id, e.user_id, e.credential_id, ${at}
  from jsonb_array_elements(${events}::jsonb) with ordinality as list (event, place)
  cross join lateral jsonb_to_record(list.event) as e
    (type text, payload jsonb, client_id int, reseller_id int, department_id int, subject_id bigint,
     admin_id int, user_id int, credential_id int)
  left join clients c on c.id = e.client_id
  order by list.place
  returning 1`;

async function writeRecord(tx: Tx, row: ChangeRecord): Promise<boolean> {
  const [encrypted] = await tx.$queryRaw<{ changed: boolean }[]>`
    with audit as (
      insert into audit_entries (actor, action, input, credential_id, ip, request_id, at)
      values (${row.actor}, ${row.action}, ${row.input}::jsonb, ${row.credentialId}::int,
              ${row.ip}, ${row.requestId}, ${row.at})
    ), activity as (
      insert into activity_entries
        (id, client_id, user_id, admin_id, username, description, ip, happened_at)
      select coalesce(${row.activityId}::bigint, nextval('activity_entries_id_seq')),
             (select id from clients where id = ${row.aboutId}::int),
             (select id from users where id = ${row.userId}::int),
             (select id from admins where id = ${row.adminId}::int),
             coalesce((select username from admins where id = ${row.adminId}::int),
                      (select email from users where id = ${row.userId}::int),
                      (select email from clients where id = ${row.accountId}::int),
                      (select clients.email from api_credentials k
                       join clients on clients.id = k.client_id
                       where k.id = ${row.credentialId}::int and k.kind <> 'STAFF'),
                      (select 'API: ' || name from api_credentials
                       where id = ${row.credentialId}::int),
                      'System'),
             ${row.description}, ${row.ip}, ${row.at}
    ), written as (${insertEvents(row.events, row.at)}
    ), kept as (
      update idempotency_keys set result = ${row.storedResult} where id = ${row.keyId}::bigint
    )
    select coalesce(current_setting('hostgraph.access', true), '') = 'changed' as changed,
           (select notify_own('outbox', '') from written where ${row.notifies} limit 1)::text as woken`;
  return encrypted?.changed ?? false;
}
