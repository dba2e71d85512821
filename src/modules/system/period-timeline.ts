import { startOf, today } from '#core/clock.ts';
import { addDays, toDate, type Day } from '#core/dates.ts';
import { exact } from '#core/money.ts';
import { tooMany } from '#core/too-many.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Db } from '#platform/database/client.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { endsOf, type StatsSpan } from './period.ts';
import { figure } from './figure.ts';

/** How many days the timeline has where no period is named, and how many steps at most. */
const USUAL_DAYS = 30;
export const MOST_STEPS = 400;

export const StatsStep = builder.enumType('StatsStep', {
  description: 'Length of the steps of a timeline.',
  values: {
    DAY: { description: 'Days.' },
    WEEK: { description: 'Weeks, which begin on Monday.' },
    MONTH: { description: 'Calendar months.' },
  } as const,
});

/** One step of the timeline; money is exact text. */
interface StepSums {
  day: string;
  orders: number;
  acceptedOrders: number;
  income: string;
  expenditure: string;
  tickets: number;
}

export const CompanyDay = builder
  .objectRef<StepSums & { currency: string }>('CompanyDay')
  .implement({
    read: 'system:read',
    description: 'Figures of the company for one step of a timeline, usually a day.',
    fields: (t) => ({
      on: t.exposeString('day', {
        description: "First day of the step in the form YYYY-MM-DD, the company's.",
      }),
      orders: figure(t, 'orders', 'orders:read', 'Number of orders placed.'),
      acceptedOrders: figure(t, 'acceptedOrders', 'orders:read', 'Number of orders accepted.'),
      tickets: figure(t, 'tickets', 'support:read', 'Number of tickets opened.'),
      income: t.field({
        type: Money,
        authScopes: { permission: 'billing:read' },
        description: 'Money received.',
        resolve: ({ income, currency }) => ({ amount: exact(income), currency }),
      }),
      expenditure: t.field({
        type: Money,
        authScopes: { permission: 'billing:read' },
        description: 'Fees and refunds.',
        resolve: ({ expenditure, currency }) => ({ amount: exact(expenditure), currency }),
      }),
    }),
  });

/** The first day of the step after the one that holds a day. */
function nextStep(day: Day, step: typeof StatsStep.$inferType): Day {
  if (step === 'DAY') return addDays(day, 1);
  // Sunday is 0 of a week that begins on Monday.
  if (step === 'WEEK') return addDays(day, 7 - ((toDate(day).getUTCDay() + 6) % 7));
  return `${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
}

/** The steps of a span, the latest last. @throws DomainError BAD_INPUT for more than `MOST_STEPS` */
function stepsOf(span: StatsSpan, step: typeof StatsStep.$inferType) {
  const last = today();
  const { from, to } = endsOf(span) ?? { from: addDays(last, 1 - USUAL_DAYS), to: last };
  const steps = [];
  for (let day = from; day <= to;) {
    if (steps.length === MOST_STEPS) throw tooMany(['period'], MOST_STEPS);
    const next = nextStep(day, step);
    const end = next > to ? addDays(to, 1) : next;
    steps.push({ day, start_at: startOf(day), end_at: startOf(end) });
    day = next;
  }
  return steps;
}

/** The figures of a span step by step, the latest last; of the last days for one without both ends. */
export function timelineOf(
  db: Db,
  span: StatsSpan,
  step: typeof StatsStep.$inferType,
): Promise<StepSums[]> {
  const rate = span.only === null ? Prisma.sql`rate` : Prisma.sql`1`;
  const mine = span.only === null ? Prisma.empty : Prisma.sql`and currency_code = ${span.only}`;
  return db.$queryRaw<StepSums[]>`
    with steps as (
      select * from jsonb_to_recordset(${JSON.stringify(stepsOf(span, step))}::jsonb)
        as bounds (day text, start_at timestamptz, end_at timestamptz)
    )
    select day,
      (select count(*)::int from orders where created_at >= start_at and created_at < end_at) as orders,
      (select count(*)::int from orders where accepted_at >= start_at and accepted_at < end_at) as "acceptedOrders",
      (select round(coalesce(sum(amount_in / ${rate}), 0), 4)::text from transactions
        where happened_at >= start_at and happened_at < end_at ${mine}) as income,
      (select round(coalesce(sum((amount_out + fees) / ${rate}), 0), 4)::text from transactions
        where happened_at >= start_at and happened_at < end_at ${mine}) as expenditure,
      (select count(*)::int from tickets where created_at >= start_at and created_at < end_at) as tickets
    from steps order by day`;
}
