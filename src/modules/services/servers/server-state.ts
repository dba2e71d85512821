import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { serviceList } from '#modules/services/services.ts';
import { livingStatuses } from '#modules/services/service-status.ts';

// How full a server is, what it costs, and what the last check of it found.
builder.prismaObjectFields('Server', (t) => ({
  noc: t.exposeString('noc', { description: 'Location of the machine.' }),
  statusAddress: t.exposeString('statusAddress', {
    description: "Address of the server's status page.",
  }),
  monthlyCost: t.field({
    type: Money,
    description: 'Monthly cost of the server to the company.',
    select: { monthlyCost: true, currencyCode: true },
    resolve: ({ monthlyCost, currencyCode }) => ({ amount: monthlyCost, currency: currencyCode }),
  }),
  maxAccounts: t.exposeInt('maxAccounts', {
    description: 'Maximum number of accounts on the server. 0 for no limit.',
  }),
  activeServices: t.relationCount('services', {
    description: 'Number of pending, active and suspended services on the server.',
    where: { status: { in: livingStatuses } },
  }),
  isActive: t.exposeBoolean('isActive', {
    description: 'Whether new accounts can be created on the server.',
  }),
  isDefault: t.exposeBoolean('isDefault', {
    description: 'Whether the server is preferred among equally suitable servers.',
  }),
  nameservers: t.stringList({
    description: 'Nameservers for accounts on the server.',
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
    description: 'Whether the server was reachable at the last check. Null if never checked.',
  }),
  load: t.exposeString('load', {
    description:
      'Load of the server at the last check, over one, five and fifteen minutes. Empty where its panel does not tell.',
  }),
  checkedAt: t.expose('checkedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Time of the last check of the server.',
  }),
  notes: t.exposeString('notes', { description: 'Internal notes on the server, for staff only.' }),
}));

serviceList.under('Server', 'services', 'services', {
  description: 'Services on the server, in the order in which services were added.',
  column: 'serverId',
});
