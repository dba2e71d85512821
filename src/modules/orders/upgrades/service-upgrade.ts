import { ofVisibleClient } from '#modules/access/visible.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

const UpgradeKind = builder.enumType('ServiceUpgradeKind', {
  description: 'What an upgrade of a service changes.',
  values: {
    PRODUCT: { description: 'The product or the billing cycle.' },
    CONFIG_OPTIONS: { description: 'Configurable options alone.' },
  } as const,
});

const UpgradeStatus = builder.enumType('ServiceUpgradeStatus', {
  description: 'Status of an upgrade of a service.',
  values: {
    PENDING: { description: 'The upgrade waits for its payment or its acceptance.' },
    COMPLETED: { description: 'The service was changed.' },
    CANCELLED: { description: 'The upgrade was called off: the service stays as it is.' },
  } as const,
});

/** A change of a service that was ordered. */
export const ServiceUpgrade = builder.prismaNode('ServiceUpgrade', {
  read: 'orders:read',
  visible: ofVisibleClient,
  description: 'An ordered change of a service to another product, billing cycle or options.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the upgrade, used by the legacy APIs.',
    }),
    kind: t.expose('kind', { type: UpgradeKind, description: 'What the upgrade changes.' }),
    status: t.expose('status', { type: UpgradeStatus, description: 'Status of the upgrade.' }),
    service: t.relation('service', { description: 'Service that is changed.' }),
    fromProduct: t.relation('fromProduct', {
      description: 'Product of the service before the upgrade.',
    }),
    toProduct: t.relation('toProduct', {
      description: 'Product of the service after the upgrade.',
    }),
    fromCycle: t.expose('fromCycle', {
      type: BillingCycle,
      description: 'Billing cycle before the upgrade.',
    }),
    toCycle: t.expose('toCycle', {
      type: BillingCycle,
      description: 'Billing cycle after the upgrade.',
    }),
    amount: t.field({
      type: Money,
      description: 'Price of the upgrade until the next due date, without tax; never below zero.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    credit: t.field({
      type: Money,
      description: 'Credit for a cheaper product, tax included; zero for none.',
      select: { credit: true, currencyCode: true },
      resolve: ({ credit, currencyCode }) => ({ amount: credit, currency: currencyCode }),
    }),
    order: t.relation('order', { nullable: true, description: 'Order of the upgrade.' }),
    invoice: t.relation('invoice', {
      nullable: true,
      description: 'Invoice of the upgrade; null where nothing was to pay.',
    }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the service was changed.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the upgrade was ordered.',
    }),
  }),
});

builder.prismaObjectField('OrderItem', 'upgrade', (t) =>
  t.relation('upgrade', {
    type: ServiceUpgrade,
    nullable: true,
    description: 'Upgrade of a service that was ordered with the line; null for other lines.',
  }),
);
