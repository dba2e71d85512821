import { Domain } from '#modules/domains/domain.ts';
import { Service } from '#modules/services/service.ts';
import { ServiceAddon } from '#modules/services/service-parts.ts';
import { builder } from '#schema/builder.ts';
import { InvoiceItem } from './invoice-item.ts';

// What a line charges for, and the invoices that charge for something.
builder.prismaObjectFields(InvoiceItem, (t) => ({
  invoice: t.relation('invoice', { description: 'Invoice the line is part of.' }),
  service: t.relation('service', {
    nullable: true,
    description: 'Service the line charges for; null for none, and after its deletion.',
  }),
  serviceAddon: t.relation('serviceAddon', {
    nullable: true,
    description: 'Addon of a service the line charges for; null for none, and after its deletion.',
  }),
  domain: t.relation('domain', {
    nullable: true,
    description: 'Domain the line charges for; null for none, and after its deletion.',
  }),
}));

// What makes something cheaper.
for (const [Cheaper, noun] of [
  [Service, 'service'],
  [Domain, 'domain'],
  [ServiceAddon, 'addon'],
] as const)
  builder.prismaObjectFields(Cheaper, (t) => ({
    promotion: t.relation('promotion', {
      nullable: true,
      description: `Promotion that applies to the ${noun}; null for none.`,
    }),
  }));

// What is charged for something without being asked.
for (const Paid of [Domain, Service])
  builder.prismaObjectFields(Paid, (t) => ({
    payMethod: t.relation('payMethod', {
      nullable: true,
      description: 'Stored pay method it is paid with. Null: the default of the client.',
    }),
  }));

// By which gateway something is paid.
for (const Paid of [Domain, Service, ServiceAddon])
  builder.prismaObjectFields(Paid, (t) => ({
    gateway: t.relation('gateway', {
      nullable: true,
      description: 'Gateway through which it is paid; null for none.',
    }),
  }));
