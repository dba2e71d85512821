import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';

const ServiceUsage = builder.prismaNode('ServiceUsage', {
  read: 'services:read',
  description:
    'What the account of a service used in a month, as its panel told last. It is kept where usage ' +
    'above the limits of the product is billed.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    month: t.expose('month', { type: 'Date', description: 'First day of the month.' }),
    diskBytes: t.expose('diskBytes', {
      type: 'Decimal',
      nullable: true,
      description: 'Disk in use, in bytes; null when the panel did not tell.',
    }),
    trafficBytes: t.expose('trafficBytes', {
      type: 'Decimal',
      nullable: true,
      description: 'Traffic since the month began, in bytes; null when the panel did not tell.',
    }),
    readOn: t.expose('readOn', {
      type: 'Date',
      nullable: true,
      description: 'The day it was read last; null when it never was.',
    }),
    settledAt: t.expose('settledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When what is above the limits was billed, or found not to be.',
    }),
  }),
});

builder.prismaObjectField('Service', 'usages', (t) =>
  t.relatedConnection('usages', {
    type: ServiceUsage,
    cursor: place,
    description: 'What its account used, month by month, the latest first.',
    query: { orderBy: [{ month: 'desc' }, { id: 'desc' }] },
  }),
);
