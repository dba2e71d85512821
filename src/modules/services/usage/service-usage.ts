import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';

const ServiceUsage = builder.prismaNode('ServiceUsage', {
  read: 'services:read',
  description:
    "Usage of a service's account in a single month, as last reported by the panel. Recorded where usage above the limits of the product is billed.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    month: t.expose('month', { type: 'Date', description: 'First day of the month.' }),
    diskBytes: t.expose('diskBytes', {
      type: 'Decimal',
      nullable: true,
      description: 'Disk space in use, in bytes. Null if the panel did not report disk usage.',
    }),
    trafficBytes: t.expose('trafficBytes', {
      type: 'Decimal',
      nullable: true,
      description:
        'Traffic since the start of the month, in bytes. Null if the panel did not report traffic.',
    }),
    readOn: t.expose('readOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the usage was last read. Null if never read.',
    }),
    settledAt: t.expose('settledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which usage above the limits was billed, or found not to be billable.',
    }),
  }),
});

builder.prismaObjectField('Service', 'usages', (t) =>
  t.relatedConnection('usages', {
    type: ServiceUsage,
    cursor: place,
    description: "Monthly usage of the service's account, latest month first.",
    query: { orderBy: [{ month: 'desc' }, { id: 'desc' }] },
  }),
);
