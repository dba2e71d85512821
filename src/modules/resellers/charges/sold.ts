import type { Decimal } from 'decimal.js';
import { today } from '#core/clock.ts';
import { type Day, toDate, toDay } from '#core/dates.ts';
import { exact, sum } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { openInvoiceStatuses } from '#modules/billing/invoices/invoice-status.ts';
import { renewal } from '#modules/domains/ordering/renewal.ts';
import type { SoldDelivery } from '#modules/services/life/delivery.ts';
import type { Tx } from '#platform/database/client.ts';

/** What a customer was billed for something, and whether it is paid. */
export interface Billed {
  state: 'PAID' | 'OPEN' | 'NONE';
  invoiceId: number | null;
  /** What was asked for it before discounts of the company; null where nothing says it. */
  asked: Decimal | null;
  /** The first day that was billed; null where no time was. */
  from: Day | null;
}

const columns = {
  id: true,
  invoiceId: true,
  quantity: true,
  unitPrice: true,
  discountPercent: true,
  periodStartOn: true,
  invoice: { select: { status: true } },
} satisfies Prisma.InvoiceItemSelect;
type Line = Prisma.InvoiceItemGetPayload<{ select: typeof columns }>;

/** What lines ask, before promotions and the discount of a group. */
export const askedBy = (
  lines: readonly Pick<Line, 'quantity' | 'unitPrice' | 'discountPercent'>[],
): Decimal =>
  sum(
    lines.map(({ quantity, unitPrice, discountPercent }) =>
      exact(quantity)
        .times(exact(unitPrice))
        .times(exact('100').minus(exact(discountPercent)))
        .div(100),
    ),
  );

/** The lines that bill a thing itself, with its setup fee, its addons or what a late renewal costs. */
const linesFor = (subject: { type: string; id: number }): Prisma.InvoiceItemWhereInput => {
  const { type, id } = subject;
  if (type === 'Service')
    return { serviceId: id, serviceAddonId: null, type: { in: ['SERVICE', 'SERVICE_SETUP'] } };
  if (type === 'ServiceAddon')
    return { serviceAddonId: id, type: { in: ['SERVICE_ADDON', 'SERVICE_SETUP'] } };
  return { domainId: id, type: { in: ['DOMAIN_REGISTER', 'DOMAIN_TRANSFER'] } };
};

/** How what is about to be carried out was billed to its customer. */
export async function billedFor(tx: Tx, delivery: SoldDelivery): Promise<Billed> {
  if (delivery.type === 'ServiceUpgrade') return billedUpgrade(tx, delivery.id);
  if (delivery.type === 'Domain' && delivery.action === 'RENEW') return billedRenewal(tx, delivery);
  // A period that is over pays for nothing any more.
  const runs: Prisma.InvoiceItemWhereInput =
    delivery.type === 'Domain'
      ? {}
      : { OR: [{ periodEndOn: null }, { periodEndOn: { gte: toDate(today()) } }] };
  const lines = await tx.invoiceItem.findMany({
    where: { ...linesFor(delivery), ...runs },
    orderBy: { id: 'desc' },
    select: columns,
  });
  return lines.length === 0 ? withoutBill(tx, delivery) : billedBy(lines);
}

/** A paid line counts before an open one, and the latest before all. */
function billedBy(lines: readonly Line[]): Billed {
  const isOwed = ({ invoice }: Line) => openInvoiceStatuses.includes(invoice.status);
  const paid = lines.find(({ invoice }) => invoice.status === 'PAID');
  const found = paid ?? lines.find(isOwed);
  if (!found) return none;
  const { invoiceId } = found;
  const asked = askedBy(lines.filter((line) => line.invoiceId === invoiceId));
  const from = found.periodStartOn && toDay(found.periodStartOn);
  return { state: paid ? 'PAID' : 'OPEN', invoiceId, asked, from };
}

const none: Billed = { state: 'NONE', invoiceId: null, asked: null, from: null };

/** What was ordered for nothing has no line, and is as good as paid. */
async function withoutBill(tx: Tx, { type, id }: SoldDelivery): Promise<Billed> {
  const order = { select: { amount: true, invoice: { select: { status: true } } } } as const;
  const select = { order } as const;
  const found =
    type === 'Service'
      ? await tx.service.findUniqueOrThrow({ where: { id }, select })
      : type === 'ServiceAddon'
        ? await tx.serviceAddon.findUniqueOrThrow({ where: { id }, select })
        : await tx.domain.findUniqueOrThrow({ where: { id }, select });
  const isFree = found.order?.amount.isZero() && found.order.invoice === null;
  return isFree ? { state: 'PAID', invoiceId: null, asked: exact('0'), from: null } : none;
}

async function billedUpgrade(tx: Tx, id: number): Promise<Billed> {
  const { invoiceId, amount, invoice } = await tx.serviceUpgrade.findUniqueOrThrow({
    where: { id },
    select: { invoiceId: true, amount: true, invoice: { select: { status: true } } },
  });
  const isPaid = invoice ? invoice.status === 'PAID' : amount.isZero();
  if (isPaid) return { state: 'PAID', invoiceId, asked: null, from: null };
  const isOwed = invoice && openInvoiceStatuses.includes(invoice.status);
  return isOwed ? { state: 'OPEN', invoiceId, asked: exact(amount), from: null } : none;
}

/** Of a renewal that stands for no line, a paid line that nothing was renewed for yet pays it. */
async function billedRenewal(
  tx: Tx,
  { id: domainId, paidBy }: Extract<SoldDelivery, { type: 'Domain' }>,
): Promise<Billed> {
  const lineId = paidBy?.startsWith('InvoiceItem:') ? Number(paidBy.split(':')[1]) : null;
  if (paidBy !== null && lineId === null) return none;
  const { promotionId } = await tx.domain.findUniqueOrThrow({ where: { id: domainId } });
  const own = { domainId, type: 'DOMAIN_RENEW' } as const;
  const lines = await tx.invoiceItem.findMany({
    where: lineId === null ? { ...own, invoice: { status: 'PAID' } } : { ...own, id: lineId },
    orderBy: { id: 'desc' },
    take: 20,
    select: columns,
  });
  for (const line of lines) {
    if (lineId === null && !(await isLeft(tx, domainId, line))) continue;
    const more = await tx.invoiceItem.findMany({
      where: {
        domainId,
        invoiceId: line.invoiceId,
        type: line.periodStartOn ? 'DOMAIN_RESTORE' : { in: ['DOMAIN_RENEW', 'DOMAIN_RESTORE'] },
        id: { not: line.id },
      },
      select: columns,
    });
    const billed = billedBy([line, ...more]);
    // The price of a renewal has the company's promotion taken off already.
    return promotionId === null ? billed : { ...billed, asked: null };
  }
  return none;
}

/** Whether nothing was renewed for a line, and its period is not over. */
async function isLeft(tx: Tx, subjectId: number, { id, periodStartOn }: Line): Promise<boolean> {
  const begun = await tx.task.count({
    where: {
      subjectType: 'Domain',
      subjectId,
      kind: renewal.kind,
      state: { notIn: ['REJECTED', 'CANCELLED'] },
      input: { path: ['paidBy'], equals: `InvoiceItem:${id}` },
    },
  });
  if (begun) return false;
  const { expiresOn } = await tx.domain.findUniqueOrThrow({ where: { id: subjectId } });
  return periodStartOn === null || expiresOn === null || periodStartOn >= expiresOn;
}
