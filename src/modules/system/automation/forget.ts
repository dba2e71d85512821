import { now } from '#core/clock.ts';
import { settingNumber } from '#modules/settings/settings.ts';
import type { SettingName } from '#modules/settings/known-settings.ts';
import type { App } from '#schema/app.ts';
import type { AnyKind } from '#schema/tasks/kind.ts';

const JOB = 'system.forget';

/** How long an event can be asked for again with a cursor, in days. */
const EVENT_DAYS = 30;

/** The most rows changed by one statement, so that nobody waits long for their locks. */
const BATCH = 5_000;

const DAY_MS = 24 * 3_600_000;

/** Rows of a log that go when they are older than a setting says. */
interface Retention {
  setting: SettingName;
  table: string;
  /** Which rows are too old, by the earliest moment that is kept. */
  old: string;
  /** What of a row goes, where it is not all of it. */
  cleared?: string;
  /** What else is asked for by number, from $2. */
  values?: (app: App) => unknown[];
}

const isResendable = ({ resendable }: AnyKind) => resendable === true;

const RETENTIONS: readonly Retention[] = [
  { setting: 'AuditRetentionDays', table: 'audit_entries', old: 'at < $1' },
  { setting: 'ActivityRetentionDays', table: 'activity_entries', old: 'happened_at < $1' },
  {
    setting: 'EmailTextRetentionDays',
    table: 'emails',
    old: `created_at < $1 and status not in ('PENDING', 'SENDING') and html <> ''`,
    cleared: `html = '', text = ''`,
  },
  {
    setting: 'WebhookDeliveryRetentionDays',
    table: 'webhook_deliveries',
    old: `created_at < $1 and state <> 'PENDING'`,
  },
  {
    setting: 'TaskRetentionDays',
    table: 'tasks',
    // Orders, payments and accounts are remembered by their tasks, for good.
    old: `finished_at < $1 and state in ('SUCCEEDED', 'REJECTED', 'CANCELLED') and kind = any($2)`,
    values: ({ kinds }) => [[...kinds.values()].filter(isResendable).map(({ kind }) => kind)],
  },
  {
    setting: 'RegistrarMessageRetentionDays',
    table: 'registrar_messages',
    old: 'created_at < $1',
  },
  { setting: 'ApiUsageRetentionDays', table: 'api_usages', old: 'used_on < $1' },
];

/**
 * Deletes, every night, events nobody can still be behind on, used-up idempotency keys, and what the
 * logs hold for longer than the settings say.
 */
export async function startForgetting(app: App): Promise<void> {
  await app.jobs.define(JOB, { expireSeconds: 3_600 }, () => forget(app));
  await app.jobs.schedule(JOB, '27 3 * * *');
}

export async function forget(app: App): Promise<void> {
  const ago = (days: number) => new Date(now().getTime() - days * DAY_MS);
  const events = { table: 'outbox_events', old: 'at < $1 and position is not null' };
  await change(app, events, ago(EVENT_DAYS));
  await change(app, { table: 'idempotency_keys', old: 'expires_at < $1' }, now());
  for (const retention of RETENTIONS) {
    const days = await settingNumber(app.db, retention.setting);
    if (days > 0) await change(app, retention, ago(days));
  }
}

/** Deletes the rows that are too old, or clears a part of them, some at a time. */
async function change(
  app: App,
  { table, old, cleared, values }: Omit<Retention, 'setting'>,
  since: Date,
): Promise<void> {
  const verb = cleared ? `update ${table} set ${cleared}` : `delete from ${table}`;
  const text = `${verb} where id in (select id from ${table} where ${old} limit ${BATCH}) returning 1`;
  const statement = { text, values: [since, ...(values?.(app) ?? [])] };
  while ((await app.database.query(statement)).length === BATCH);
}
