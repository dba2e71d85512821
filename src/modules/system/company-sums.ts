import { now, startOf, today } from '#core/clock.ts';
import { addDays } from '#core/dates.ts';
import { defined } from '#core/defined.ts';
import type { Db } from '#platform/database/client.ts';

/** Money that came in less fees and refunds, in the base currency, as exact text. */
export interface IncomeSums {
  today: string;
  month: string;
  year: string;
  ever: string;
}

/** When today, yesterday, this month and this year began where the company is. */
function starts() {
  const day = today();
  return {
    day: startOf(day),
    dayBefore: startOf(addDays(day, -1)),
    month: startOf(`${day.slice(0, 7)}-01`),
    year: startOf(`${day.slice(0, 4)}-01-01`),
  };
}

/** What came in, each amount turned into the base currency at the rate of its own day. */
export async function incomeSums(db: Db): Promise<IncomeSums> {
  const { day, month, year } = starts();
  const [row] = await db.$queryRaw<IncomeSums[]>`
    with net as (
      select happened_at, (amount_in - fees - amount_out) / rate as amount from transactions
    )
    select round(coalesce(sum(amount) filter (where happened_at >= ${day}), 0), 4)::text as today,
           round(coalesce(sum(amount) filter (where happened_at >= ${month}), 0), 4)::text as month,
           round(coalesce(sum(amount) filter (where happened_at >= ${year}), 0), 4)::text as year,
           round(coalesce(sum(amount), 0), 4)::text as ever
    from net`;
  return defined(row, 'row of sums');
}

interface OrderRow {
  status: string;
  today: number;
  yesterday: number;
  month: number;
  year: number;
  ever: number;
}

/** Orders by status, as far back as a statement has a column for. */
export function orderRows(db: Db): Promise<OrderRow[]> {
  const { day, dayBefore, month, year } = starts();
  return db.$queryRaw<OrderRow[]>`
    select status::text as status,
           (count(*) filter (where created_at >= ${day}))::int as today,
           (count(*) filter (where created_at >= ${dayBefore} and created_at < ${day}))::int as yesterday,
           (count(*) filter (where created_at >= ${month}))::int as month,
           (count(*) filter (where created_at >= ${year}))::int as year,
           count(*)::int as ever
    from orders group by status`;
}

interface TicketRow {
  key: string;
  is_active: boolean;
  is_awaiting_reply: boolean;
  count: number;
  flagged: number;
}

/** Tickets by status; `flagged` are those assigned to the staff member the actor. */
export const ticketRows = (db: Db, adminId: number | null): Promise<TicketRow[]> =>
  db.$queryRaw<TicketRow[]>`
    select s.key, s.is_active, s.is_awaiting_reply, count(t.id)::int as count,
           (count(t.id) filter (where t.flagged_admin_id = ${adminId ?? -1}))::int as flagged
    from ticket_statuses s left join tickets t on t.status_id = s.id
    group by s.id order by s.id`;

interface WaitingRow {
  cancellations: number;
  todo: number;
  issues: number;
  billable: number;
  quotes: number;
  staff: number;
}

/** What waits for somebody. */
export async function waitingSums(db: Db, onlineSince: Date): Promise<WaitingRow> {
  const day = today();
  const [row] = await db.$queryRaw<WaitingRow[]>`
    select
      (select count(*)::int from cancellation_requests where status = 'OPEN') as cancellations,
      (select count(*)::int from todo_items
        where status in ('NEW', 'IN_PROCESS', 'POSTPONED') and due_on <= ${day}::date) as todo,
      (select count(*)::int from network_issues where status <> 'RESOLVED') as issues,
      (select count(*)::int from billable_items where invoiced_at is null) as billable,
      (select count(*)::int from quotes
        where stage in ('DELIVERED', 'ON_HOLD') and valid_until_on >= ${day}::date) as quotes,
      (select count(distinct admin_id)::int from sessions
        where admin_id is not null and revoked_at is null and rotated_at is null
          and refresh_expires_at > ${now()} and last_seen_at > ${onlineSince}) as staff`;
  return defined(row, 'row of sums');
}
