import { today } from '#core/clock.ts';
import { add, exact } from '#core/money.ts';
import type { Db } from '#platform/database/client.ts';

/** Invoices of one status; amounts are exact text in the client's currency. */
export interface InvoiceTotals {
  count: number;
  total: string;
  balance: string;
}

interface ActiveOfAll {
  active: number;
  total: number;
}

/** What a client comes to. */
export interface ClientSums {
  /** By status, with `OVERDUE` for the unpaid after their due date. */
  invoices: Readonly<Record<string, InvoiceTotals>>;
  /** By the key of the product's type. */
  services: Readonly<Record<string, ActiveOfAll>>;
  domains: ActiveOfAll;
  quotes: ActiveOfAll;
  tickets: ActiveOfAll;
  grossRevenue: string;
  expenses: string;
  income: string;
  affiliateSignups: number;
  isAffiliate: boolean;
}

const none: InvoiceTotals = { count: 0, total: '0', balance: '0' };

/** The invoices of a status, none where there are none. */
export const invoiceSum = (sums: ClientSums['invoices'], status: string): InvoiceTotals =>
  sums[status] ?? none;

interface InvoiceRow extends InvoiceTotals {
  client_id: number;
  status: string;
}

interface CountRow extends ActiveOfAll {
  client_id: number;
  kind: string;
}

interface MoneyRow {
  client_id: number;
  came: string;
  went: string;
}

/** Adds up many clients with four grouped statements; the answer has the order of the ids. */
export async function sumsOf(db: Db, ids: readonly number[]): Promise<ClientSums[]> {
  const requested = [...ids];
  const [invoices, counts, money, affiliates] = await Promise.all([
    invoiceRows(db, requested),
    countRows(db, requested),
    db.$queryRaw<MoneyRow[]>`
      select client_id, sum(amount_in)::text as came, sum(fees + amount_out)::text as went
      from transactions where client_id = any(${requested}::int[]) group by client_id`,
    db.affiliate.findMany({
      where: { clientId: { in: requested } },
      select: { clientId: true, _count: { select: { referrals: true } } },
    }),
  ]);
  return requested.map((id) => {
    const of = <Row extends { client_id: number }>(rows: Row[]) =>
      rows.filter((row) => row.client_id === id);
    const count = (kind: string) => {
      const row = of(counts).find((candidate) => candidate.kind === kind);
      return { active: row?.active ?? 0, total: row?.total ?? 0 };
    };
    const types = of(counts).filter(({ kind }) => kind.startsWith('service '));
    const { came, went } = of(money)[0] ?? { came: '0', went: '0' };
    const affiliate = affiliates.find(({ clientId }) => clientId === id);
    return {
      invoices: Object.fromEntries(of(invoices).map((row) => [row.status, row])),
      services: Object.fromEntries(types.map(({ kind }) => [kind.slice(8), count(kind)])),
      domains: count('domain'),
      quotes: count('quote'),
      tickets: count('ticket'),
      grossRevenue: came,
      expenses: went,
      income: add(came, exact(went).negated()).toFixed(),
      affiliateSignups: affiliate?._count.referrals ?? 0,
      isAffiliate: affiliate !== undefined,
    };
  });
}

const invoiceRows = (db: Db, ids: number[]) => db.$queryRaw<InvoiceRow[]>`
  select client_id, status::text as status, count(*)::int as count,
         sum(total)::text as total, sum(balance)::text as balance
  from invoices where client_id = any(${ids}::int[]) group by client_id, status
  union all
  select client_id, 'OVERDUE', count(*)::int, sum(total)::text, sum(balance)::text
  from invoices
  where client_id = any(${ids}::int[]) and status = 'UNPAID' and due_on < ${today()}::date
  group by client_id`;

const countRows = (db: Db, ids: number[]) => db.$queryRaw<CountRow[]>`
  select s.client_id, 'service ' || t.key as kind, count(*)::int as total,
         (count(*) filter (where s.status = 'ACTIVE'))::int as active
  from services s join products p on p.id = s.product_id join product_types t on t.id = p.type_id
  where s.client_id = any(${ids}::int[]) group by s.client_id, t.key
  union all
  select client_id, 'domain', count(*)::int, (count(*) filter (where status = 'ACTIVE'))::int
  from domains where client_id = any(${ids}::int[]) group by client_id
  union all
  select client_id, 'quote', count(*)::int, (count(*) filter (where stage = 'ACCEPTED'))::int
  from quotes where client_id = any(${ids}::int[]) group by client_id
  union all
  select k.client_id, 'ticket', count(*)::int, (count(*) filter (where s.is_active))::int
  from tickets k join ticket_statuses s on s.id = k.status_id
  where k.client_id = any(${ids}::int[]) group by k.client_id`;
