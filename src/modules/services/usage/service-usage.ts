import type { Prisma } from '#generated/prisma/client.ts';
import { visibleServices } from '#modules/services/visible.ts';
import { builder } from '#schema/builder.ts';
import { withinDays } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';

const BYTES_OF_MB = 1_048_576;

const inMb = (bytes: Prisma.Decimal | null) => bytes && bytes.dividedBy(BYTES_OF_MB).toFixed(2);

const ServiceUsage = builder.prismaNode('ServiceUsage', {
  read: 'services:read',
  visible: (actor) => ({ service: visibleServices(actor) }),
  description:
    "Usage of a service's account in a single month, as last reported by the panel. Recorded where usage above the limits of the product is billed.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    service: t.relation('service', { description: 'Service that was measured.' }),
    month: t.expose('month', { type: 'Date', description: 'First day of the month.' }),
    diskUsedMb: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'Disk space in use, in MB of 1,048,576 bytes, to two places. Null if the panel did not report disk usage.',
      select: { diskBytes: true },
      resolve: ({ diskBytes }) => inMb(diskBytes),
    }),
    bandwidthUsedMb: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'Traffic since the start of the month, in MB of 1,048,576 bytes, to two places. Null if the panel did not report traffic.',
      select: { trafficBytes: true },
      resolve: ({ trafficBytes }) => inMb(trafficBytes),
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

declareList({
  type: ServiceUsage,
  noun: 'ServiceUsage',
  model: 'ServiceUsage',
  visible: (actor) => ({ service: visibleServices(actor) }),
  filter: { month: withinDays('month', 'First day of the month.') },
  order: {
    ID: ['id', 'By the order of recording.'],
    MONTH: ['month', 'By the month.'],
    DISK_USED_MB: ['diskBytes', 'By the disk space in use.'],
    BANDWIDTH_USED_MB: ['trafficBytes', 'By the traffic.'],
  },
  usual: [{ month: 'desc' }, { id: 'desc' }],
  search: null,
}).under('Service', 'usages', 'usages', {
  description: "Monthly usage of the service's account, latest month first.",
});
