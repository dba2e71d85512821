import { toDay } from '#core/dates.ts';
import { encodeId } from '#core/ids.ts';
import { effectKind, touched } from '#schema/dry-run/effect.ts';
import { forStaff } from '#modules/access/visible.ts';
import { visibleInvoices } from './visible.ts';

const idOr = (type: string, id: number | null) => (id === null ? null : encodeId(type, id));

effectKind({
  name: 'postings',
  read: 'billing:read',
  find: async ({ tx, actor, lastBefore }) => {
    const entries = await tx.journalEntry.findMany({
      where: { AND: [forStaff(actor), { id: { gt: lastBefore('JournalEntry') } }] },
      orderBy: { id: 'asc' },
      include: { set: { select: { cause: true } } },
    });
    return entries.map(
      ({ set, account, amount, currencyCode, clientId, gatewayId, invoiceId }) => ({
        cause: set.cause,
        account,
        amount: amount.toFixed(),
        currency: currencyCode,
        client: idOr('Client', clientId),
        gateway: idOr('Gateway', gatewayId),
        invoice: idOr('Invoice', invoiceId),
      }),
    );
  },
});

effectKind({
  name: 'invoices',
  read: 'billing:read',
  find: async (made) => {
    const { tx, actor, lastBefore } = made;
    const invoices = await tx.invoice.findMany({
      where: { AND: [visibleInvoices(actor), touched(made, 'Invoice')] },
      orderBy: { id: 'asc' },
      include: { items: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] } },
    });
    return invoices.map((invoice) => ({
      invoice: encodeId('Invoice', invoice.id),
      isNew: invoice.id > lastBefore('Invoice'),
      number: invoice.number,
      client: idOr('Client', invoice.clientId),
      status: invoice.status,
      issuedOn: toDay(invoice.issuedOn),
      dueOn: toDay(invoice.dueOn),
      currency: invoice.currencyCode,
      subtotal: invoice.subtotal.toFixed(),
      tax: invoice.tax.toFixed(),
      tax2: invoice.tax2.toFixed(),
      credit: invoice.credit.toFixed(),
      total: invoice.total.toFixed(),
      balance: invoice.balance.toFixed(),
      items: invoice.items.map(({ description, quantity, amount, periodStartOn, periodEndOn }) => ({
        description,
        quantity: quantity.toFixed(),
        amount: amount.toFixed(),
        periodStartOn: periodStartOn && toDay(periodStartOn),
        periodEndOn: periodEndOn && toDay(periodEndOn),
      })),
    }));
  },
});
