import type { ForecastResult } from '#modules/forecast/run-forecast.ts';
import type { App } from '#schema/app.ts';

/** The amount of money a row is about, without needless zeros. */
const plain = (amount: string | number | null) => (amount === null ? '' : String(Number(amount)));

/** What is compared with its amount; what becomes of invoices is compared by month. */
const SAYS = new Set(['INVOICE_CREATED', 'PAYMENT_RECEIVED']);

/** What a forecast lists: day, client, what happens, service or domain, and amount; sorted. */
export const foreseen = ({ happenings }: ForecastResult): string[] =>
  happenings!
    .map(({ on, clientId, kind, serviceId, domainId, money }) =>
      [
        on,
        clientId,
        kind,
        serviceId ?? domainId ?? '',
        SAYS.has(kind) ? plain(money?.amount.toFixed() ?? null) : '',
      ].join(' '),
    )
    .toSorted();

/** The events of the log that a forecast tells of, each with its kind there. */
const NAMED = `
  select e.*, case when e.payload->>'kind' = 'lateFee' then 'LATE_FEE_ADDED' else k.kind end as named
  from outbox_events as e
  join (values ('invoice.created', 'INVOICE_CREATED'), ('invoice.paid', 'INVOICE_PAID'),
               ('invoice.cancelled', 'INVOICE_CANCELLED'),
               ('invoice.reminderDue', 'REMINDER_DUE'),
               ('payment.received', 'PAYMENT_RECEIVED'),
               ('service.suspended', 'SERVICE_SUSPENDED'),
               ('service.unsuspended', 'SERVICE_UNSUSPENDED'),
               ('service.terminated', 'SERVICE_TERMINATED'),
               ('domain.renewed', 'DOMAIN_RENEWED'),
               ('domain.renewalFailed', 'DOMAIN_RENEWAL_FAILED'),
               ('domain.expired', 'DOMAIN_EXPIRED')) as k (type, kind) on k.type = e.type`;

/** The same of what is in the log of events and in the tables. */
export async function happened({ database }: App): Promise<string[]> {
  const rows = await database.query<{ line: string; amount: string | null }>({
    text: `select concat_ws(' ', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD'), e.client_id, e.named,
                            coalesce(e.payload->>'serviceId', e.payload->>'domainId', '')) as line,
             case when e.named = 'PAYMENT_RECEIVED' then t.amount_in
                  when e.named = 'INVOICE_CREATED' then i.total - (
                    select coalesce(sum(amount), 0) from invoice_items
                    where invoice_id = i.id and type = 'LATE_FEE') end::text as amount
           from (${NAMED}) as e
           left join invoices as i on i.id = (e.payload->>'invoiceId')::int
           left join transactions as t on t.id = (e.payload->>'transactionId')::int`,
  });
  return rows.map(({ line, amount }) => `${line} ${plain(amount)}`).toSorted();
}

/** What a forecast says of each month, as lines; sorted. */
export const foreseenMonths = ({ months }: ForecastResult): string[] =>
  months
    .flatMap(({ month, invoices, captures, revenue, counts }) => [
      ...Object.entries(counts).flatMap(([kind, count]) =>
        count ? [`${month} ${kind} ${count}`] : [],
      ),
      ...invoices.map(
        (of) => `${month} billed ${of.currency} ${of.count} ${plain(of.amount.toFixed())}`,
      ),
      ...captures.map(
        (of) => `${month} paid ${of.currency} ${of.count} ${plain(of.amount.toFixed())}`,
      ),
      ...revenue.map(
        ({ productId, total: of }) =>
          `${month} product ${productId ?? ''} ${of.currency} ${of.count} ${plain(of.amount.toFixed())}`,
      ),
    ])
    .toSorted();

/** The same of the invoices, payments, lines and events there are after the year. */
export async function monthsAsBilled({ database }: App, last: string): Promise<string[]> {
  const counts = await database.query<{ line: string }>({
    text: `select concat_ws(' ', to_char(at at time zone 'UTC', 'YYYY-MM'), named, count(*)) as line
           from (${NAMED}) as e group by to_char(at at time zone 'UTC', 'YYYY-MM'), named`,
  });
  const rows = await database.query<{ line: string; amount: string }>({
    text: `select concat_ws(' ', to_char(issued_on, 'YYYY-MM'), 'billed', currency_code, count(*)) as line,
                  sum(total)::text as amount
           from invoices where status <> 'CANCELLED' and issued_on <= $1::date
           group by to_char(issued_on, 'YYYY-MM'), currency_code
           union all
           select concat_ws(' ', to_char(happened_at, 'YYYY-MM'), 'paid', currency_code, count(*)),
                  sum(amount_in)::text
           from transactions where amount_in > 0
           group by to_char(happened_at, 'YYYY-MM'), currency_code
           union all
           select concat_ws(' ', to_char(i.issued_on, 'YYYY-MM'), 'product',
                            coalesce(s.product_id::text, ''), i.currency_code, count(*)),
                  sum(l.amount)::text
           from invoices as i join invoice_items as l on l.invoice_id = i.id
           left join services as s on s.id = l.service_id
           where i.status <> 'CANCELLED'
           group by to_char(i.issued_on, 'YYYY-MM'), s.product_id, i.currency_code`,
    values: [last],
  });
  return [
    ...counts.map(({ line }) => line),
    ...rows.map(({ line, amount }) => `${line} ${plain(amount)}`),
  ].toSorted();
}
