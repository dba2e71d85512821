import type { App } from '#schema/app.ts';

/** `extensions.effects` of a dry run. */
// oxlint-disable-next-line typescript/no-explicit-any -- each kind has rows of its own form
export type Effects = Record<string, any[]>;

/** What a change comes to, as lines that hold no ids of new rows. */
export interface Lines {
  postings: string[];
  invoices: string[];
  events: string[];
  tasks: string[];
  emails: string[];
}

/** Numbers in texts are those of new rows now and then. */
const numberless = (text: string) => text.replaceAll(/\d+/g, '#');

/**
 * Events of what goes on after a change (its tasks and emails on their way), and the one that the
 * database writes for the gateways alone.
 */
const LATER = new Set(['task.changed', 'email.sent', 'email.failed', 'access.changed']);

interface InvoiceRow {
  status: string;
  currency: string;
  subtotal: string;
  tax: string;
  tax2: string;
  credit: string;
  total: string;
  balance: string;
  dueOn: string;
  items: { description: string; amount: string }[];
}

const invoiceLine = ({ items, ...row }: InvoiceRow): string => {
  const { status, currency, dueOn, subtotal, tax, tax2, credit, total, balance } = row;
  const amounts = [subtotal, tax, tax2, credit, total, balance].map(Number).join(' ');
  const lines = items.map((item) => `${numberless(item.description)} ${Number(item.amount)}`);
  return `${status} ${currency} ${dueOn} ${amounts}: ${lines.join('; ')}`;
};

/** The lines of what a dry run said. */
export const foretold = (effects: Effects): Lines & { touched: number[] } => {
  const of = (kind: string) => effects[kind] ?? [];
  return {
    postings: of('postings')
      .map((row) => `${row.cause} ${row.account} ${Number(row.amount)} ${row.currency}`)
      .toSorted(),
    invoices: of('invoices').map((row) => invoiceLine(row as InvoiceRow)),
    // Invoices that were there before, which the change's events name.
    touched: of('invoices').flatMap(({ isNew, invoice }) =>
      isNew ? [] : [Number(String(invoice).split(':')[1])],
    ),
    events: of('events')
      .map(({ type }) => String(type))
      .filter((type) => !LATER.has(type))
      .toSorted(),
    tasks: of('tasks')
      .map(({ kind }) => String(kind))
      .toSorted(),
    emails: of('emails')
      .map(({ template, to, subject }) => `${template} to ${to}: ${numberless(String(subject))}`)
      .toSorted(),
  };
};

/** The last row of each table that is looked at. */
export async function lastRows({ db }: App) {
  const of = { orderBy: { id: 'desc' }, select: { id: true } } as const;
  const [entry, invoice, event, task, email] = [
    await db.journalEntry.findFirst(of),
    await db.invoice.findFirst(of),
    await db.outboxEvent.findFirst(of),
    await db.task.findFirst(of),
    await db.email.findFirst(of),
  ];
  return {
    entry: entry?.id ?? 0,
    invoice: invoice?.id ?? 0,
    event: event?.id ?? 0n,
    task: task?.id ?? 0n,
    email: email?.id ?? 0,
  };
}

/** The lines of what a change left behind. */
export async function leftBehind(
  { db }: App,
  last: Awaited<ReturnType<typeof lastRows>>,
  { touched }: { touched: number[] },
): Promise<Lines> {
  const entries = await db.journalEntry.findMany({
    where: { id: { gt: last.entry } },
    include: { set: { select: { cause: true } } },
  });
  const invoices = await db.invoice.findMany({
    where: { OR: [{ id: { gt: last.invoice } }, { id: { in: touched } }] },
    orderBy: { id: 'asc' },
    include: { items: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] } },
  });
  const events = await db.outboxEvent.findMany({ where: { id: { gt: last.event } } });
  const tasks = await db.task.findMany({ where: { id: { gt: last.task } } });
  const emails = await db.email.findMany({
    where: { id: { gt: last.email } },
    include: { template: { select: { name: true } } },
  });
  return {
    postings: entries
      .map(
        ({ set, account, amount, currencyCode }) =>
          `${set.cause} ${account} ${amount.toNumber()} ${currencyCode}`,
      )
      .toSorted(),
    invoices: invoices.map((row) =>
      invoiceLine({
        status: row.status,
        currency: row.currencyCode,
        dueOn: row.dueOn.toISOString().slice(0, 10),
        subtotal: row.subtotal.toFixed(),
        tax: row.tax.toFixed(),
        tax2: row.tax2.toFixed(),
        credit: row.credit.toFixed(),
        total: row.total.toFixed(),
        balance: row.balance.toFixed(),
        items: row.items.map(({ description, amount }) => ({
          description,
          amount: amount.toFixed(),
        })),
      }),
    ),
    events: events
      .map(({ type }) => type)
      .filter((type) => !LATER.has(type))
      .toSorted(),
    tasks: tasks.map(({ kind }) => kind).toSorted(),
    emails: emails
      .map(
        ({ template, to, subject }) => `${template?.name ?? null} to ${to}: ${numberless(subject)}`,
      )
      .toSorted(),
  };
}
