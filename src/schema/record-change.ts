import { now } from '#core/clock.ts';
import type { Tx } from '#platform/database/client.ts';
import type { StoredResult } from './idempotency.ts';
import { redacted } from './redact.ts';
import type { OpenWork } from './work.ts';

/** The audit entry of a change: the mutation (or task) and what was asked. */
export interface RecordedChange {
  action: string;
  input: unknown;
  /** What its idempotency key is to remember. */
  storedResult?: StoredResult | null;
}

const numberOrNull = (value: unknown) => (typeof value === 'number' ? value : null);

/** The row an event is about: the first `…Id` of its payload, as events are written `{ ticketId, … }`. */
const subjectOf = (payload: Record<string, unknown>) =>
  numberOrNull(Object.entries(payload).find(([key]) => key.endsWith('Id'))?.[1]);

/**
 * Writes what every change leaves behind, in its own transaction and one round trip: the audit
 * entry, its line in the activity log, the events (with the reseller whose client they concern),
 * what its idempotency key remembers, and the wake-up of the relay.
 * @returns whether the transaction changed who may do what.
 */
export async function recordChange(
  work: OpenWork,
  { action, input, storedResult }: RecordedChange,
): Promise<boolean> {
  const { tx, actor, requestInfo, announcements } = work;
  const events = announcements.map(({ type, payload }) => ({
    type,
    payload,
    client_id: numberOrNull(payload.clientId),
    reseller_id: numberOrNull(payload.resellerId),
    department_id: numberOrNull(payload.departmentId),
    subject_id: subjectOf(payload),
  }));
  const activity = work.activity();
  return writeRecord(tx, {
    actor: actor.id,
    action,
    input: JSON.stringify(redacted(input)),
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
  keyId: number | null;
  storedResult: string | null;
  aboutId: number | null;
}

/** `updateClient` about `{ clientId: 7 }` as `Update Client - Client ID: 7`. */
export function describeAction(action: string, payload: Record<string, unknown> = {}): string {
  const ids = Object.entries(payload)
    .filter(([key, value]) => key.endsWith('Id') && typeof value === 'number')
    .map(([key, value]) => `${humanize(key.slice(0, -2))} ID: ${String(value)}`);
  return [humanize(action), ids.join(', ')].filter(Boolean).join(' - ');
}

const humanize = (name: string) =>
  name
    .replace(/[._]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/(^| )[a-z]/g, (start) => start.toUpperCase());

async function writeRecord(tx: Tx, row: ChangeRecord): Promise<boolean> {
  const [encrypted] = await tx.$queryRaw<{ changed: boolean }[]>`
    with audit as (
      insert into audit_entries (actor, action, input, credential_id, ip, request_id, at)
      values (${row.actor}, ${row.action}, ${row.input}::jsonb, ${row.credentialId}::int,
              ${row.ip}, ${row.requestId}, ${row.at})
    ), activity as (
      insert into activity_entries
        (client_id, user_id, admin_id, username, description, ip, happened_at)
      select (select id from clients where id = ${row.aboutId}::int),
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
    ), told as (
      insert into outbox_events
        (type, payload, client_id, reseller_id, department_id, subject_id, at)
      select e.type, e.payload, e.client_id, coalesce(e.reseller_id, c.reseller_id),
             e.department_id, e.subject_id, ${row.at}
      from jsonb_array_elements(${row.events}::jsonb) with ordinality as list (event, place)
      cross join lateral jsonb_to_record(list.event) as e
        (type text, payload jsonb, client_id int, reseller_id int, department_id int, subject_id int)
      left join clients c on c.id = e.client_id
      order by list.place
      returning 1
    ), kept as (
      update idempotency_keys set result = ${row.storedResult} where id = ${row.keyId}::int
    )
    select coalesce(current_setting('hostgraph.access', true), '') = 'changed' as changed,
           (select pg_notify('outbox', '') from told limit 1)::text as woken`;
  return encrypted?.changed ?? false;
}
