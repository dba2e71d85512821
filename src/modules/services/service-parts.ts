import { encodeId } from '#core/ids.ts';
import { isBackOffice } from '#core/actor.ts';
import { visibleServices } from './visible.ts';
import { ConfigOptionType } from '#modules/catalog/enums.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { edgeToNode } from '#schema/node.ts';
import { rowId } from '#schema/id-field.ts';
import { ServiceStatus } from './service-status.ts';

/** What was chosen for an option of a service. */
const ServiceOption = builder.prismaObject('ServiceConfigOption', {
  read: 'services:read',
  description: 'Value selected for a configurable option of a service.',
  select: {},
  fields: (t) => ({
    optionId: t.id({
      description: 'ID of the configurable option.',
      select: { optionId: true },
      resolve: ({ optionId }) => encodeId('ConfigOption', optionId),
    }),
    option: t.field(
      edgeToNode<{ optionId: number }>({
        type: 'ConfigOption',
        description: 'The configurable option.',
        select: { optionId: true },
        idOf: ({ optionId }) => encodeId('ConfigOption', optionId),
      }),
    ),
    name: t.string({
      description: 'Display name of the configurable option.',
      select: { option: { select: { name: true } } },
      resolve: ({ option }) => labelOf(option.name),
    }),
    type: t.field({
      type: ConfigOptionType,
      description: 'How the value of the configurable option is selected.',
      select: { option: { select: { type: true } } },
      resolve: ({ option }) => option.type,
    }),
    choiceId: t.id(
      rowId(
        'ConfigOptionChoice',
        'choiceId',
        'ID of the selected choice. Null if the value is a number.',
      ),
    ),
    choice: t.field(
      edgeToNode<{ choiceId: number | null }>({
        type: 'ConfigOptionChoice',
        description: 'The selected choice. Null if the value is a number.',
        select: { choiceId: true },
        idOf: ({ choiceId }) =>
          choiceId === null ? null : encodeId('ConfigOptionChoice', choiceId),
      }),
    ),
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

/** `key|Label`: the module receives the key, people see the label. */
const labelOf = (name: string) => name.slice(name.indexOf('|') + 1);

function valueOf(type: string, quantity: number, choice: string | undefined): string {
  if (type === 'QUANTITY') return String(quantity);
  if (type === 'YES_NO') return quantity ? 'Yes' : 'No';
  return labelOf(choice ?? '');
}

/** An addon on a service. */
export const ServiceAddon = builder.prismaNode('ServiceAddon', {
  read: 'services:read',
  visible: (actor) => ({ service: visibleServices(actor) }),
  description: 'An addon on a service.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the service addon, used by the legacy APIs.',
    }),
    name: t.exposeString('name', { description: 'Name of the addon.' }),
    subscriptionId: t.exposeString('subscriptionId', {
      description:
        'ID of the agreement at the payment gateway that pays for the addon; empty for none.',
    }),
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
    isTaxed: t.exposeBoolean('isTaxed', { description: 'Whether the addon is taxed.' }),
    notes: t.string({
      nullable: true,
      description: 'Internal notes on the addon, for staff. Null for others.',
      select: { notes: true },
      resolve: ({ notes }, _args, { actor }) => (isBackOffice(actor) ? notes : null),
    }),
    nextInvoiceOn: t.expose('nextInvoiceOn', {
      type: 'Date',
      nullable: true,
      description:
        'First day of the next period that is not invoiced yet. Null until something is invoiced, and if nothing recurs.',
    }),
    promotionCyclesLeft: t.exposeInt('promotionCyclesLeft', {
      nullable: true,
      description:
        'Number of billing cycles the promotion still makes cheaper. Null for no limit, and without a promotion.',
    }),
    terminatedAt: t.expose('terminatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the addon was terminated. Null while it is not.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the addon was added to the service.',
    }),
    service: t.relation('service', { description: 'Service the addon belongs to.' }),
    addon: t.relation('addon', {
      nullable: true,
      authScopes: { backOffice: true },
      description:
        'Addon of the catalogue it was bought as. For the back office. Null once that is deleted.',
    }),
    server: t.relation('server', {
      nullable: true,
      authScopes: { staff: true },
      description: 'Server of its own account. Staff only. Null for none.',
    }),
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
