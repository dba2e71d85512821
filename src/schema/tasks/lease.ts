import { randomUUID } from 'node:crypto';
import { now } from '#core/clock.ts';
import type { Task } from '#generated/prisma/client.ts';
import { isTaken } from '#platform/database/taken.ts';
import { sqlState } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';

/** How long an attempt holds its task without a sign of life, in seconds of the database's clock. */
export const leaseSeconds = 120;

/** How often a running attempt renews its lease, in milliseconds. */
const HEARTBEAT_MS = 30_000;

/** Another worker has taken the task over: nothing of this attempt is recorded. */
export class LeaseLost extends Error {
  constructor() {
    super('Another worker has taken the task over.');
    this.name = 'LeaseLost';
  }
}

/** A task that this process works on; the token names the attempt. */
export type Held = Task & { leaseToken: string };

/**
 * Takes a task for this process: one that waits, or one whose worker gave no sign of life for so
 * long that its lease has ended. Null while another attempt runs, of this task or of another one
 * about the same subject, and when it has ended.
 */
export async function takeTask({ db }: App, id: number): Promise<Held | null> {
  const token = randomUUID();
  try {
    const count = await db.$executeRaw`
      update tasks as t
      set state = 'RUNNING', attempts = attempts + 1, lease_token = ${token}::uuid,
          lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}),
          next_attempt_at = null, updated_at = ${now()}
      where id = ${id}
        and (state in ('QUEUED', 'UNKNOWN')
             or (state = 'RUNNING' and lease_until < clock_timestamp()))
        and not exists (select 1 from tasks as other
                        where other.subject_type = t.subject_type
                          and other.subject_id = t.subject_id
                          and other.state = 'RUNNING' and other.id <> t.id)`;
    if (count === 0) return null;
  } catch (error) {
    // Another task about the same subject began to run at the same instant.
    if (isTaken(error) || sqlState(error) === '23505') return null;
    throw error;
  }
  return (await db.task.findFirst({ where: { id, leaseToken: token } })) as Held | null;
}

/** Notes that the call is about to be made. @throws LeaseLost */
export async function noteSending({ db }: App, { id, leaseToken }: Held): Promise<void> {
  const where = { id, leaseToken, state: 'RUNNING' as const };
  const { count } = await db.task.updateMany({ where, data: { sentAt: now() } });
  if (count === 0) throw new LeaseLost();
}

/** Renews the lease until it is let go; `lost` is aborted when another worker has the task. */
export function keepLease({ db, log }: App, { id, leaseToken }: Held) {
  const lost = new AbortController();
  const renew = async () => {
    const count = await db.$executeRaw`
      update tasks set lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
      where id = ${id} and lease_token = ${leaseToken}::uuid and state = 'RUNNING'`;
    if (count === 0) lost.abort(new LeaseLost());
  };
  const timer = setInterval(() => {
    renew().catch((err: unknown) => log.warn({ err, taskId: Number(id) }, 'Lease not renewed.'));
  }, HEARTBEAT_MS);
  timer.unref();
  return { lost: lost.signal, letGo: () => clearInterval(timer) };
}
