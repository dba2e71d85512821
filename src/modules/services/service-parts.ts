import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { ServiceStatus } from './service-status.ts';

/** What was chosen for an option of a service. */
const ServiceOption = builder.prismaObject('ServiceConfigOption', {
  read: 'services:read',
  description: 'What was chosen for a configurable option of a service.',
  select: {},
  fields: (t) => ({
    optionId: t.exposeInt('optionId', { description: 'The `databaseId` of the option.' }),
    name: t.string({
      description: 'What people call the option.',
      select: { option: { select: { name: true } } },
      resolve: ({ option }) => labelOf(option.name),
    }),
    type: t.string({
      description: 'DROPDOWN, RADIO, YES_NO or QUANTITY.',
      select: { option: { select: { type: true } } },
      resolve: ({ option }) => option.type,
    }),
    choiceId: t.exposeInt('choiceId', {
      nullable: true,
      description: 'The `databaseId` of the choice; null for a number.',
    }),
    value: t.string({
      description: 'The choice, or how many.',
      select: {
        quantity: true,
        option: { select: { type: true } },
        choice: { select: { name: true } },
      },
      resolve: ({ quantity, option, choice }) => valueOf(option.type, quantity, choice?.name),
    }),
    quantity: t.exposeInt('quantity', { description: 'How many; 0 or 1 for yes or no.' }),
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
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    quantity: t.exposeInt('quantity', { description: 'How many.' }),
    status: t.expose('status', { type: ServiceStatus, description: 'Where it stands.' }),
    hasAccount: t.exposeBoolean('hasAccount', {
      description: 'Its own server module made an account for it.',
    }),
    username: t.exposeString('username', {
      description: 'The user name of that account; may be empty.',
    }),
    billingCycle: t.expose('billingCycle', {
      type: BillingCycle,
      description: 'How often it is billed.',
    }),
    setupFee: t.field({
      type: Money,
      description: 'Paid once.',
      select: { setupFee: true, currencyCode: true },
      resolve: ({ setupFee, currencyCode }) => ({ amount: setupFee, currency: currencyCode }),
    }),
    recurring: t.field({
      type: Money,
      description: 'What each cycle costs, without tax.',
      select: { recurringAmount: true, currencyCode: true },
      resolve: (row) => ({ amount: row.recurringAmount, currency: row.currencyCode }),
    }),
    registeredOn: t.expose('registeredOn', { type: 'Date', description: 'When it was bought.' }),
    nextDueOn: t.expose('nextDueOn', {
      type: 'Date',
      nullable: true,
      description: 'When it is to be paid again.',
    }),
    service: t.relation('service', { description: 'The service it is an addon on.' }),
  }),
});

builder.prismaObjectFields('Service', (t) => ({
  configOptions: t.relation('configOptions', {
    type: ServiceOption,
    description: 'What was chosen for its options.',
    query: { orderBy: [{ optionId: 'asc' }, { id: 'asc' }] },
  }),
  addons: t.relation('addons', {
    description: 'Its addons, in the order of adding.',
    query: { orderBy: [{ id: 'asc' }] },
  }),
}));
