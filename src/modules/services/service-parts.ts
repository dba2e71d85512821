import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { ServiceStatus } from './service-status.ts';

/** What was chosen for an option of a service. */
const ServiceOption = builder.prismaObject('ServiceConfigOption', {
  read: 'services:read',
  description: 'Value selected for a configurable option of a service.',
  select: {},
  fields: (t) => ({
    optionId: t.exposeInt('optionId', { description: '`databaseId` of the configurable option.' }),
    name: t.string({
      description: 'Display name of the configurable option.',
      select: { option: { select: { name: true } } },
      resolve: ({ option }) => labelOf(option.name),
    }),
    type: t.string({
      description: 'Type of the configurable option: `DROPDOWN`, `RADIO`, `YES_NO` or `QUANTITY`.',
      select: { option: { select: { type: true } } },
      resolve: ({ option }) => option.type,
    }),
    choiceId: t.exposeInt('choiceId', {
      nullable: true,
      description: '`databaseId` of the selected choice. Null if the value is a number.',
    }),
    value: t.string({
      description: 'Name of the selected choice, or the number of units.',
      select: {
        quantity: true,
        option: { select: { type: true } },
        choice: { select: { name: true } },
      },
      resolve: ({ quantity, option, choice }) => valueOf(option.type, quantity, choice?.name),
    }),
    quantity: t.exposeInt('quantity', {
      description: 'Number of units. 0 or 1 for a YES_NO option.',
    }),
  }),
});

/** `key|Label`: the module is told the key, people see the label. */
const labelOf = (name: string) => name.slice(name.indexOf('|') + 1);

function valueOf(type: string, quantity: number, choice: string | undefined): string {
  if (type === 'QUANTITY') return String(quantity);
  if (type === 'YES_NO') return quantity ? 'Yes' : 'No';
  return labelOf(choice ?? '');
}

/** An addon on a service. */
builder.prismaNode('ServiceAddon', {
  read: 'services:read',
  description: 'An addon on a service.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the service addon, used by the legacy APIs.',
    }),
    name: t.exposeString('name', { description: 'Name of the addon.' }),
    quantity: t.exposeInt('quantity', { description: 'Number of units of the addon.' }),
    status: t.expose('status', {
      type: ServiceStatus,
      description: 'Current status of the addon.',
    }),
    hasAccount: t.exposeBoolean('hasAccount', {
      description: "Whether the addon's own server module created an account for the addon.",
    }),
    username: t.exposeString('username', {
      description: "Username of the addon's account. May be empty.",
    }),
    billingCycle: t.expose('billingCycle', {
      type: BillingCycle,
      description: 'Interval at which the addon is billed.',
    }),
    setupFee: t.field({
      type: Money,
      description: 'Setup fee of the addon, paid once.',
      select: { setupFee: true, currencyCode: true },
      resolve: ({ setupFee, currencyCode }) => ({ amount: setupFee, currency: currencyCode }),
    }),
    recurring: t.field({
      type: Money,
      description: 'Amount charged for the addon each cycle, without tax.',
      select: { recurringAmount: true, currencyCode: true },
      resolve: (row) => ({ amount: row.recurringAmount, currency: row.currencyCode }),
    }),
    registeredOn: t.expose('registeredOn', {
      type: 'Date',
      description: 'Day on which the addon was bought.',
    }),
    nextDueOn: t.expose('nextDueOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the next payment for the addon is due.',
    }),
    service: t.relation('service', { description: 'Service the addon belongs to.' }),
  }),
});

builder.prismaObjectFields('Service', (t) => ({
  configOptions: t.relation('configOptions', {
    type: ServiceOption,
    description: 'Values selected for the configurable options of the service.',
    query: { orderBy: [{ optionId: 'asc' }, { id: 'asc' }] },
  }),
  addons: t.relation('addons', {
    description: 'Addons of the service, in the order in which addons were added.',
    query: { orderBy: [{ id: 'asc' }] },
  }),
}));
