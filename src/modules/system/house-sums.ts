import { now, today } from '#core/clock.ts';
import type { Db } from '#platform/database/client.ts';

/** One day of the timeline; money is exact text in the base currency. */
export interface DaySums {
  day: string;
  newOrders: number;
  acceptedOrders: number;
  income: string;
  expenditure: string;
  newTickets: number;
}

/** Money that came in less fees and refunds, in the base currency, as exact text. */
export interface IncomeSums {
  today: string;
  month: string;
  year: string;
  ever: string;
}

/** What came in, each amount turned into the base currency at the rate of its own day. */
export async function incomeSums(db: Db): Promise<IncomeSums> {
  const day = today();
  const [row] = await db.$queryRaw<IncomeSums[]>`
    with net as (
      select happened_at, (amount_in - fees - amount_out) / rate as amount from transactions
    )
    select round(coalesce(sum(amount) filter (where happened_at >= ${day}::date), 0), 4)::text as today,
           round(coalesce(sum(amount) filter (where happened_at >= date_trunc('month', ${day}::date)), 0), 4)::text as month,
           round(coalesce(sum(amount) filter (where happened_at >= date_trunc('year', ${day}::date)), 0), 4)::text as year,
           round(coalesce(sum(amount), 0), 4)::text as ever
    from net`;
  return row!;
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
export const orderRows = (db: Db): Promise<OrderRow[]> => db.$queryRaw<OrderRow[]>`
  select status::text as status,
         (count(*) filter (where created_at >= d))::int as today,
         (count(*) filter (where created_at >= d - 1 and created_at < d))::int as yesterday,
         (count(*) filter (where created_at >= date_trunc('month', d)))::int as month,
         (count(*) filter (where created_at >= date_trunc('year', d)))::int as year,
         count(*)::int as ever
  from orders, (select ${today()}::date as d) as days group by status`;

interface TicketRow {
  key: string;
  is_active: boolean;
  is_awaiting_reply: boolean;
  count: number;
  flagged: number;
}

/** Tickets by status; `flagged` are those assigned to the staff member who asks. */
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
      (select count(*)::int from cancellation_requests where status = 'PENDING') as cancellations,
      (select count(*)::int from todo_items
        where status in ('NEW', 'IN_PROCESS', 'POSTPONED') and due_on <= ${day}::date) as todo,
      (select count(*)::int from network_issues where status <> 'RESOLVED') as issues,
      (select count(*)::int from billable_items where invoiced_at is null) as billable,
      (select count(*)::int from quotes
        where stage in ('DELIVERED', 'ON_HOLD') and valid_until_on >= ${day}::date) as quotes,
      (select count(distinct admin_id)::int from sessions
        where admin_id is not null and revoked_at is null and rotated_at is null
          and refresh_expires_at > ${now()} and last_seen_at > ${onlineSince}) as staff`;
  return row!;
}

/** The last days one by one, the latest last. */
export const dayRows = (db: Db, days: number): Promise<DaySums[]> => db.$queryRaw<DaySums[]>`
  with days as (
    select generate_series(${today()}::date - (${days}::int - 1), ${today()}::date, interval '1 day')::date as d
  )
  select to_char(d, 'YYYY-MM-DD') as day,
    (select count(*)::int from orders where created_at >= d and created_at < d + 1) as "newOrders",
    (select count(*)::int from orders where accepted_at >= d and accepted_at < d + 1) as "acceptedOrders",
    (select round(coalesce(sum(amount_in / rate), 0), 4)::text from transactions
      where happened_at >= d and happened_at < d + 1) as income,
    (select round(coalesce(sum((amount_out + fees) / rate), 0), 4)::text from transactions
      where happened_at >= d and happened_at < d + 1) as expenditure,
    (select count(*)::int from tickets where created_at >= d and created_at < d + 1) as "newTickets"
  from days order by d`;
