import DataLoader from 'dataloader';
import { isBackOffice } from '#core/actor.ts';
import { exact } from '#core/money.ts';
import { onceFor } from '#core/once-for.ts';
import { figure } from '#modules/system/figure.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { Money } from '#schema/money.ts';
import { type ClientSums, invoiceSum, sumsOf } from './client-sums.ts';

/** The sums of a client, with what is needed to say them as money. */
interface Stats extends ClientSums {
  clientId: number;
  currency: string;
}

const InvoiceSum = builder
  .objectRef<{ count: number; total: string; balance: string; currency: string }>('InvoiceSum')
  .implement({
    read: 'billing:read',
    description: "Number and sums of a set of the client's invoices.",
    fields: (t) => ({
      count: t.exposeInt('count', { description: 'Number of invoices.' }),
      total: t.field({
        type: Money,
        description: 'Sum of the totals of the invoices.',
        resolve: ({ total, currency }) => ({ amount: exact(total), currency }),
      }),
      balance: t.field({
        type: Money,
        description: 'Part of the total that is still owed.',
        resolve: ({ balance, currency }) => ({ amount: exact(balance), currency }),
      }),
    }),
  });

const ActiveOfAll = builder.objectRef<{ active: number; total: number }>('ActiveOfAll').implement({
  read: null,
  description: 'Number of objects of a kind, and how many of them are active.',
  fields: (t) => ({
    active: t.exposeInt('active', { description: 'Number of active objects.' }),
    total: t.exposeInt('total', { description: 'Number of all objects.' }),
  }),
});

type Fields = PothosSchemaTypes.ObjectFieldBuilder<(typeof builder)['$inferSchemaTypes'], Stats>;

const invoices = (t: Fields, status: string, description: string) =>
  t.field({
    type: InvoiceSum,
    description,
    resolve: (stats) => ({ ...invoiceSum(stats.invoices, status), currency: stats.currency }),
  });

const services = (t: Fields, type: string, description: string) =>
  t.field({
    type: ActiveOfAll,
    authScopes: { permission: 'services:read' },
    description,
    resolve: (stats) => stats.services[type] ?? { active: 0, total: 0 },
  });

/** Money that is the company's business: customers are not told. */
const revenue = (t: Fields, name: 'grossRevenue' | 'expenses' | 'income', description: string) =>
  t.field({
    type: Money,
    nullable: true,
    authScopes: { permission: 'billing:read' },
    description: `${description} Null for customers.`,
    resolve: (stats, _args, { actor }) =>
      isBackOffice(actor) ? { amount: exact(stats[name]), currency: stats.currency } : null,
  });

const ClientStats = builder.objectRef<Stats>('ClientStats').implement({
  read: 'clients:read',
  description: 'Statistics of a client, calculated on request.',
  fields: (t) => ({
    id: t.id({
      description: 'ID of this object for the store of a client program.',
      resolve: ({ clientId }) => `ClientStats:${clientId}`,
    }),
    unpaidInvoices: invoices(t, 'UNPAID', 'Waiting for payment.'),
    overdueInvoices: invoices(t, 'OVERDUE', 'Waiting for payment after their due date.'),
    draftInvoices: invoices(t, 'DRAFT', 'Not issued yet.'),
    paidInvoices: invoices(t, 'PAID', 'Invoices that are paid.'),
    cancelledInvoices: invoices(t, 'CANCELLED', 'Invoices that were cancelled.'),
    refundedInvoices: invoices(t, 'REFUNDED', 'Paid back.'),
    collectionsInvoices: invoices(t, 'COLLECTIONS', 'Given to a collector.'),
    pendingInvoices: invoices(t, 'PAYMENT_PENDING', 'Paid, while the money is on its way.'),
    grossRevenue: revenue(t, 'grossRevenue', 'What it paid in all.'),
    expenses: revenue(t, 'expenses', 'Fees of gateways, and money paid back.'),
    income: revenue(t, 'income', 'Revenue less expenses.'),
    hosting: services(t, 'hostingaccount', 'Hosting accounts.'),
    resellerHosting: services(t, 'reselleraccount', 'Reseller hosting accounts.'),
    servers: services(t, 'server', 'Servers the client has rented.'),
    otherServices: services(t, 'other', 'Services of other kinds.'),
    services: t.field({
      type: ActiveOfAll,
      authScopes: { permission: 'services:read' },
      description: 'Services of the client, active and total.',
      resolve: (stats) => ({
        active: Object.values(stats.services).reduce((all, { active }) => all + active, 0),
        total: Object.values(stats.services).reduce((all, { total }) => all + total, 0),
      }),
    }),
    domains: t.expose('domains', {
      type: ActiveOfAll,
      authScopes: { permission: 'domains:read' },
      description: 'Domains of the client, active and total.',
    }),
    quotes: t.expose('quotes', {
      type: ActiveOfAll,
      authScopes: { permission: 'quotes:read' },
      description: 'Quotes of the client; active means accepted.',
    }),
    tickets: t.expose('tickets', {
      type: ActiveOfAll,
      authScopes: { permission: 'support:read' },
      description: 'Tickets of the client; active means open.',
    }),
    affiliateSignups: figure(
      t,
      'affiliateSignups',
      'affiliates:read',
      'Number of customers the client brought as an affiliate.',
    ),
    isAffiliate: t.exposeBoolean('isAffiliate', {
      authScopes: { permission: 'affiliates:read' },
      description: 'Whether the client is an affiliate, who earns by bringing customers.',
    }),
  }),
});

/** The sums of all clients of one request are added up together. */
const loaderOf = onceFor(
  ({ db }: Context) =>
    new DataLoader<number, ClientSums>((ids) => sumsOf(db, ids), { maxBatchSize: 100 }),
);

builder.prismaObjectFields('Client', (t) => ({
  stats: t.field({
    weight: 10,
    type: ClientStats,
    description: 'Statistics of the client: invoices, services, domains, tickets and quotes.',
    select: { id: true, currencyCode: true },
    resolve: async ({ id, currencyCode }, _args, context) => ({
      ...(await loaderOf(context).load(id)),
      clientId: id,
      currency: currencyCode,
    }),
  }),
}));
