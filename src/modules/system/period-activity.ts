import { defined } from '#core/defined.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Db } from '#platform/database/client.ts';
import { builder } from '#schema/builder.ts';
import { isInPeriod, type StatsSpan } from './period.ts';

/** How many rows have each of some times within a span. */
async function countTimes<Name extends string>(
  db: Db,
  table: string,
  span: StatsSpan,
  columns: Record<Name, string>,
): Promise<Record<Name, number>> {
  const counts = Object.entries<string>(columns).map(
    ([name, column]) =>
      Prisma.sql`(count(*) filter (where ${isInPeriod(column, span)}))::int as ${Prisma.raw(`"${name}"`)}`,
  );
  const [row] = await db.$queryRaw<Record<Name, number>[]>`
    select ${Prisma.join(counts)} from ${Prisma.raw(table)}`;
  return defined(row, 'row of counts');
}

/** Orders of a span, by what happened to them in it. */
export const orderCounts = (db: Db, span: StatsSpan) =>
  countTimes(db, 'orders', span, {
    placed: 'created_at',
    accepted: 'accepted_at',
    cancelled: 'cancelled_at',
  });

/** Clients that came and left in a span. */
export const clientCounts = (db: Db, span: StatsSpan) =>
  countTimes(db, 'clients', span, { added: 'created_at', closed: 'closed_at' });

interface TicketFigures {
  opened: number;
  closed: number;
  medianFirstReplySeconds: number | null;
}

/** Tickets of a span; those that staff opened themselves wait for no first reply. */
export async function ticketFigures(db: Db, span: StatsSpan): Promise<TicketFigures> {
  const counts = await countTimes(db, 'tickets', span, {
    opened: 'created_at',
    closed: 'closed_at',
  });
  const [row] = await db.$queryRaw<{ seconds: number | null }[]>`
    select round(percentile_cont(0.5) within group (order by extract(epoch from replied_at - opened_at)))::int
             as seconds
    from (
      select t.created_at as opened_at, min(r.created_at) as replied_at
      from tickets t join ticket_replies r on r.ticket_id = t.id
      where t.opened_by_admin_id is null and r.admin_name <> ''
        and ${isInPeriod('t.created_at', span)}
      group by t.id
    ) first_replies`;
  return { ...counts, medianFirstReplySeconds: defined(row, 'row of the median').seconds };
}

export const PeriodOrders = builder
  .objectRef<Awaited<ReturnType<typeof orderCounts>>>('PeriodOrders')
  .implement({
    read: 'orders:read',
    description: 'Orders of a period, each counted by the day on which it happened.',
    fields: (t) => ({
      placed: t.exposeInt('placed', { description: 'Number of orders placed.' }),
      accepted: t.exposeInt('accepted', { description: 'Number of orders accepted.' }),
      cancelled: t.exposeInt('cancelled', { description: 'Number of orders cancelled.' }),
    }),
  });

export const PeriodClients = builder
  .objectRef<Awaited<ReturnType<typeof clientCounts>>>('PeriodClients')
  .implement({
    read: 'clients:read',
    description: 'Clients who came and left in a period.',
    fields: (t) => ({
      added: t.exposeInt('added', { description: 'Number of clients added.' }),
      closed: t.exposeInt('closed', { description: 'Number of clients closed.' }),
    }),
  });

export const PeriodTickets = builder.objectRef<TicketFigures>('PeriodTickets').implement({
  read: 'support:read',
  description: 'Tickets of a period.',
  fields: (t) => ({
    opened: t.exposeInt('opened', { description: 'Number of tickets opened.' }),
    closed: t.exposeInt('closed', { description: 'Number of tickets closed.' }),
    medianFirstReplySeconds: t.exposeInt('medianFirstReplySeconds', {
      nullable: true,
      description:
        'Median time from a ticket to the first reply of staff, in seconds, of tickets that were opened in the period by others than staff. Null without such replies.',
    }),
  }),
});
