import { visibleCredits } from '#modules/billing/visible.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { encodeId } from '#core/ids.ts';

/** A change of a client's credit. */
export const CreditEntry = builder.prismaNode('CreditEntry', {
  read: 'billing:read',
  visible: visibleCredits,
  description: "A change of a client's credit.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the credit change, used by the legacy APIs.',
    }),
    client: t.relation('client', { nullable: true, description: 'Client whose credit changed.' }),
    enteredOn: t.expose('enteredOn', { type: 'Date', description: 'Date of the credit change.' }),
    description: t.exposeString('description', { description: 'Reason for the credit change.' }),
    amount: t.field({
      type: Money,
      description: 'Amount of the change: positive adds to the credit, negative takes from it.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    balanceAfter: t.field({
      type: Money,
      description: 'Credit balance of the client after the change.',
      select: { balanceAfter: true, currencyCode: true },
      resolve: ({ balanceAfter, currencyCode }) => ({
        amount: balanceAfter,
        currency: currencyCode,
      }),
    }),
    invoiceId: t.id({
      nullable: true,
      description: 'ID of the invoice the credit came from or went to, also once it is deleted.',
      select: { relatedId: true },
      resolve: ({ relatedId }) => (relatedId === 0 ? null : encodeId('Invoice', relatedId)),
    }),
    invoice: t.relation('invoice', {
      nullable: true,
      description:
        'Invoice the credit came from or went to; null for none, and once it is deleted.',
    }),
    admin: t.relation('admin', {
      nullable: true,
      authScopes: { staff: true },
      description:
        'Staff member the change is recorded for. Null for changes without one. Staff only.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the credit change was recorded.',
    }),
  }),
});
