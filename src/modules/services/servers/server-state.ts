import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { Money } from '#schema/money.ts';
import { visibleServices } from '#modules/services/visible.ts';
import { livingStatuses } from '#modules/services/service-status.ts';

// How full a server is, what it costs, and what the last check of it found.
builder.prismaObjectFields('Server', (t) => ({
  noc: t.exposeString('noc', { description: 'Where the machine stands.' }),
  statusAddress: t.exposeString('statusAddress', { description: 'Its status page.' }),
  monthlyCost: t.field({
    type: Money,
    description: 'What it costs the company each month.',
    select: { monthlyCost: true, currencyCode: true },
    resolve: ({ monthlyCost, currencyCode }) => ({ amount: monthlyCost, currency: currencyCode }),
  }),
  maxAccounts: t.exposeInt('maxAccounts', { description: '0 = no limit.' }),
  activeServices: t.relationCount('services', {
    description: 'How many services it holds that wait, run or are suspended.',
    where: { status: { in: livingStatuses } },
  }),
  isActive: t.exposeBoolean('isActive', { description: 'New accounts may be made on it.' }),
  isDefault: t.exposeBoolean('isDefault', { description: 'Picked first among equals.' }),
  nameservers: t.stringList({
    description: 'The name servers of its accounts.',
    select: {
      nameserver1: true,
      nameserver2: true,
      nameserver3: true,
      nameserver4: true,
      nameserver5: true,
    },
    resolve: (row) =>
      [row.nameserver1, row.nameserver2, row.nameserver3, row.nameserver4, row.nameserver5].filter(
        Boolean,
      ),
  }),
  isReachable: t.exposeBoolean('isReachable', {
    nullable: true,
    description: 'Outcome of the last check; null when it was never checked.',
  }),
  load: t.exposeString('load', { description: 'Load as the last check read it; may be empty.' }),
  uptime: t.exposeString('uptime', { description: 'As the last check read it; may be empty.' }),
  checkedAt: t.expose('checkedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When it was checked last.',
  }),
  notes: t.exposeString('notes', { description: 'For staff.' }),
  services: t.relatedConnection('services', {
    cursor: place,
    description: 'The services on it, in the order of adding.',
    totalCount: true,
    query: (_args, { actor }) => ({ where: visibleServices(actor), orderBy: [{ id: 'asc' }] }),
  }),
}));
