import { Domain } from '#modules/domains/domain.ts';
import { Service } from '#modules/services/service.ts';
import { ServiceAddon } from '#modules/services/service-parts.ts';
import { builder } from '#schema/builder.ts';
import { Order } from './order.ts';

// Where an order leads, and what leads to it.
builder.prismaObjectFields(Order, (t) => ({
  invoice: t.relation('invoice', {
    nullable: true,
    description: 'Invoice of the order; null where nothing was billed.',
  }),
  gateway: t.relation('gateway', {
    nullable: true,
    description: 'Gateway through which the order is paid.',
  }),
  domains: t.relation('domains', {
    listSize: 20,
    description: 'Domains that were ordered, in the order they were added.',
    query: { orderBy: [{ id: 'asc' }] },
  }),
  addons: t.relation('serviceAddons', {
    listSize: 20,
    type: ServiceAddon,
    description: 'Addons of services that were ordered, in the order they were added.',
    query: { orderBy: [{ id: 'asc' }] },
  }),
  promotion: t.relation('promotion', {
    nullable: true,
    description: 'Promotion used in the order; null for none.',
  }),
  contact: t.relation('contact', {
    nullable: true,
    description: 'Contact who placed the order.',
  }),
  requestorUser: t.relation('requestorUser', {
    nullable: true,
    description: 'User who placed the order.',
  }),
  requestorAdmin: t.relation('requestorAdmin', {
    nullable: true,
    authScopes: { staff: true },
    description: 'Staff member who placed the order. Staff only.',
  }),
}));

builder.prismaObjectFields('OrderItem', (t) => ({
  serviceAddon: t.relation('serviceAddon', {
    nullable: true,
    description: 'Addon created from the order line.',
  }),
  domain: t.relation('domain', {
    nullable: true,
    description: 'Domain created, renewed or transferred by the order line.',
  }),
}));

builder.prismaObjectFields(Service, (t) => ({
  order: t.relation('order', {
    nullable: true,
    description: 'Order the service was bought with.',
  }),
}));

builder.prismaObjectFields(ServiceAddon, (t) => ({
  order: t.relation('order', {
    nullable: true,
    description: 'Order the addon was bought with.',
  }),
}));

builder.prismaObjectFields(Domain, (t) => ({
  order: t.relation('order', {
    nullable: true,
    description: 'Order the domain was bought with.',
  }),
}));
