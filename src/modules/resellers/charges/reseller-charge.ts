import type { Actor } from '#core/actor.ts';
import { encodeId } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { InvoiceStatus } from '#modules/billing/invoices/invoice-status.ts';
import { visibleResellers } from '#modules/resellers/visible.ts';
import { builder } from '#schema/builder.ts';
import { amounts, anyOf, withinDays } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { Money } from '#schema/money.ts';
import { edgeToNode } from '#schema/node.ts';
import { includes } from '#schema/text-filter.ts';

const subjectOf = ({ chargedFor }: { chargedFor: string | null }): string => {
  const [type = '', id = ''] = (chargedFor ?? '').split(':');
  return encodeId(type, Number(id));
};

const visibleCharges = (actor: Actor): Prisma.InvoiceWhereInput => ({
  chargedFor: { not: null },
  client: { reselling: visibleResellers(actor) },
});

/** What a reseller was charged for something that its customer had not paid. */
const ResellerCharge = builder.prismaNode('Invoice', {
  read: 'resellers:read',
  visible: visibleCharges,
  variant: 'ResellerCharge',
  id: { field: 'id' },
  description:
    "What was taken from a reseller's funds for something carried out for a customer: an invoice of the reseller's client, paid from its credit.",
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Number of the invoice that the charge is.' }),
    description: t.string({
      description: 'What was carried out, line by line.',
      select: { items: { select: { description: true }, orderBy: { id: 'asc' }, take: 20 } },
      resolve: ({ items }) => items.map((item) => item.description).join('; '),
    }),
    status: t.expose('status', {
      type: InvoiceStatus,
      description: 'PAID while it holds; REFUNDED once it was given back to the funds.',
    }),
    amount: t.field({
      type: Money,
      description: 'Amount taken, with tax.',
      select: { subtotal: true, tax: true, tax2: true, taxMode: true, currencyCode: true },
      resolve: ({ subtotal, tax, tax2, taxMode, currencyCode: currency }) => ({
        amount: taxMode === 'EXCLUSIVE' ? subtotal.plus(tax).plus(tax2) : subtotal,
        currency,
      }),
    }),
    subject: t.field(
      edgeToNode<{ chargedFor: string | null }>({
        description:
          'The service, addon, upgrade or domain of the customer; null once it is deleted.',
        select: { chargedFor: true },
        idOf: subjectOf,
      }),
    ),
    customerInvoice: t.relation('standsInFor', {
      nullable: true,
      description:
        "The customer's invoice that was open then. Once it is paid, the charge is given back.",
    }),
    chargedOn: t.expose('issuedOn', { type: 'Date', description: 'Date of the charge.' }),
  }),
});

declareList({
  type: ResellerCharge,
  noun: 'ResellerCharge',
  model: 'Invoice',
  visible: visibleCharges,
  filter: {
    status: anyOf(InvoiceStatus, 'status', 'Charges in these statuses.'),
    chargedOn: withinDays('issuedOn', 'Date of the charge.'),
    amount: amounts('subtotal', 'Amount without tax.'),
  },
  order: {
    ID: ['id', 'By the order in which they were made.'],
    CHARGED_ON: ['issuedOn', 'By the date.'],
    AMOUNT: ['subtotal', 'By the amount without tax.'],
  },
  usual: [{ id: 'desc' }],
  search: (word) => ({ items: { some: { description: includes(word) } } }),
  totals: { amount: ['subtotal', 'Sum of the amounts without tax.'] },
}).about('Reseller', 'charges', {
  description:
    "What was taken from the reseller's funds for its customers, latest first, with what was given back.",
  where: (id) => ({ client: { reselling: { id } } }),
});

builder.prismaObjectFields('Reseller', (t) => ({
  funds: t.field({
    type: Money,
    nullable: true,
    authScopes: { permission: 'resellers:read' },
    description:
      'Funds of the reseller: the credit of its client. What its customers have carried out unpaid is taken from there; below zero as far as `creditLimit` goes. Staff fill them up with `addCredit`, the reseller by an invoice of `addFunds`.',
    select: { client: { select: { creditBalance: true, currencyCode: true } } },
    resolve: ({ client }) => ({ amount: client.creditBalance, currency: client.currencyCode }),
  }),
}));
