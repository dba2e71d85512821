import type { Decimal } from 'decimal.js';
import { addDays, type Period, toDay } from '#core/dates.ts';
import { exact, sum } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { isDiscount } from '#modules/catalog/pricing/tax.ts';
import type { Tx } from '#platform/database/client.ts';

/** A line that bills time of a service, with what was paid for that time, tax included. */
export interface PaidLine extends Period {
  id: number;
  invoiceId: number;
  type: 'SERVICE' | 'UPGRADE';
  amount: Decimal;
  /** What the line asks for that time, paid or not. */
  whole: Decimal;
}

const billsTime = (serviceId: number) =>
  ({
    serviceId,
    serviceAddonId: null,
    type: { in: ['SERVICE', 'UPGRADE'] },
    periodStartOn: { not: null },
    periodEndOn: { not: null },
  }) satisfies Prisma.InvoiceItemWhereInput;

/** The first line, on an invoice of any status, that billed a period of a service. */
export async function firstLine(tx: Tx, serviceId: number) {
  const line = await tx.invoiceItem.findFirst({
    where: { ...billsTime(serviceId), type: 'SERVICE' },
    orderBy: { id: 'asc' },
    select: { id: true, periodStartOn: true },
  });
  return line?.periodStartOn ? { id: line.id, from: toDay(line.periodStartOn) } : null;
}

/** The lines that bill time of a service, in the order they were made. */
export async function paidLines(tx: Tx, serviceId: number): Promise<PaidLine[]> {
  const invoices = await tx.invoice.findMany({
    where: {
      status: { notIn: ['DRAFT', 'CANCELLED'] },
      items: { some: billsTime(serviceId) },
    },
    select: {
      id: true,
      total: true,
      credit: true,
      amountPaid: true,
      taxMode: true,
      items: {
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
        include: { promotion: { select: { type: true } } },
      },
    },
  });
  const lines = invoices.flatMap((invoice) => {
    const share = paidShare(invoice);
    return thingsOf(invoice.items).flatMap(([line, ...rest]): PaidLine[] => {
      const { id, type, periodStartOn, periodEndOn } = line;
      if (line.serviceId !== serviceId || line.serviceAddonId !== null) return [];
      if ((type !== 'SERVICE' && type !== 'UPGRADE') || !periodStartOn || !periodEndOn) return [];
      const whole = forTime(line, rest, invoice.taxMode === 'INCLUSIVE');
      const period = { from: toDay(periodStartOn), to: addDays(toDay(periodEndOn), 1) };
      return [{ id, invoiceId: invoice.id, type, ...period, amount: whole.times(share), whole }];
    });
  });
  return lines.toSorted((one, other) => one.id - other.id);
}

type Item = Prisma.InvoiceItemGetPayload<{
  include: { promotion: { select: { type: true } } };
}>;

/** The part of an invoice that was paid, by money or credit, and not given back. */
function paidShare({
  total,
  credit,
  amountPaid,
}: Pick<Prisma.InvoiceGetPayload<object>, 'total' | 'credit' | 'amountPaid'>): Decimal {
  const whole = exact(total).plus(exact(credit));
  if (!whole.greaterThan(0)) return exact('1');
  const share = exact(amountPaid).plus(exact(credit)).div(whole);
  return share.greaterThan(1) ? exact('1') : share;
}

/** The lines of an invoice, each with its setup fee and what was taken off it. */
function thingsOf(items: readonly Item[]): [Item, ...Item[]][] {
  const things: [Item, ...Item[]][] = [];
  for (const item of items) {
    const last = things.at(-1);
    if (last && (isDiscount(item) || item.type === 'SERVICE_SETUP')) last.push(item);
    else things.push([item]);
  }
  return things;
}

/**
 * What of a line, its setup fee and its discounts is for the time: a discount is shared by both as
 * they stand, unless it is one of the setup fee or of the price alone.
 */
function forTime(line: Item, rest: readonly Item[], isInclusive: boolean): Decimal {
  let time = exact(line.amount);
  let setup = exact('0');
  for (const { type, amount, promotion } of rest) {
    const change = exact(amount);
    const both = time.plus(setup);
    if (type === 'SERVICE_SETUP') setup = setup.plus(change);
    else if (promotion?.type === 'FREE_SETUP') setup = setup.plus(change);
    else if (promotion?.type === 'PRICE_OVERRIDE' || both.isZero()) time = time.plus(change);
    else {
      const share = time.div(both);
      time = time.plus(change.times(share));
      setup = setup.plus(change.times(exact('1').minus(share)));
    }
  }
  const taxes = sum([line, ...rest].flatMap(({ tax, tax2 }) => [tax, tax2]));
  const both = time.plus(setup);
  return isInclusive || both.isZero() ? time : time.plus(taxes.times(time).div(both));
}
