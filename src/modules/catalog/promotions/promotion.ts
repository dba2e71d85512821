import { isStaff } from '#core/actor.ts';
import { builder } from '#schema/builder.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { PromotionType } from '#modules/catalog/enums.ts';
import { reachablePromotions } from '#modules/catalog/visible.ts';

/** A code that makes things cheaper. */
export const Promotion = builder.prismaNode('Promotion', {
  read: 'orders:read',
  visible: reachablePromotions,
  description: 'A promotion code that reduces prices.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the promotion, used by the legacy APIs.',
    }),
    code: t.exposeString('code', {
      description: 'Promotion code that buyers enter, in upper case.',
    }),
    type: t.expose('type', {
      type: PromotionType,
      description: 'How the promotion changes the price.',
    }),
    value: t.expose('value', {
      type: 'Decimal',
      description:
        'Value of the promotion: a percentage, or an amount in `currency`, depending on `type`.',
    }),
    currency: t.expose('currencyCode', {
      type: 'CurrencyCode',
      description: 'Currency of `value` if `value` is an amount.',
    }),
    isRecurring: t.exposeBoolean('isRecurring', {
      description: 'Whether the promotion also applies to renewals.',
    }),
    recurForCycles: t.exposeInt('recurForCycles', {
      description: 'Number of renewals the promotion applies to. 0 for all.',
    }),
    cycles: t.expose('cycles', {
      type: [BillingCycle],
      description: 'Billing cycles the promotion applies to. Empty for all.',
    }),
    domainYears: t.exposeIntList('domainYears', {
      description: 'Registration periods in years the promotion applies to. Empty for all.',
    }),
    targets: t.relation('targets', {
      description:
        'Items the promotion applies to (none for everything) and items the promotion requires.',
      query: { orderBy: [{ id: 'asc' }] },
    }),
    requiresExisting: t.exposeBoolean('requiresExisting', {
      description: 'Whether a required item already owned by the client also counts.',
    }),
    startOn: t.expose('startOn', {
      type: 'Date',
      nullable: true,
      description: 'First day on which the promotion is valid.',
    }),
    expiresOn: t.expose('expiresOn', {
      type: 'Date',
      nullable: true,
      description: 'Last day on which the promotion is valid.',
    }),
    maxUses: t.exposeInt('maxUses', {
      description: 'Maximum number of uses in total. 0 for no limit.',
    }),
    uses: t.exposeInt('uses', { description: 'Number of times the promotion was used.' }),
    isLifetime: t.exposeBoolean('isLifetime', {
      description:
        'Whether items bought with the promotion keep their price through later price changes.',
    }),
    isOncePerOrder: t.exposeBoolean('isOncePerOrder', {
      description:
        'Whether the promotion applies to a single unit of a single item of an order only.',
    }),
    newSignupsOnly: t.exposeBoolean('newSignupsOnly', {
      description: 'Whether the promotion is valid for first orders only.',
    }),
    existingClientsOnly: t.exposeBoolean('existingClientsOnly', {
      description: 'Whether the promotion is valid only for clients with something active.',
    }),
    isOncePerClient: t.exposeBoolean('isOncePerClient', {
      description: 'Whether each client can use the promotion only once.',
    }),
    upgradesAllowed: t.exposeBoolean('upgradesAllowed', {
      description: 'Whether the promotion can be used for upgrades.',
    }),
    upgradeConfig: t.expose('upgradeConfig', {
      type: 'JSON',
      nullable: true,
      description: 'Reduction that the promotion gives on upgrades: type, value and options.',
    }),
    isActive: t.exposeBoolean('isActive', { description: 'Whether the promotion is active.' }),
    notes: t.string({
      nullable: true,
      description: 'Internal notes on the promotion, for staff. Null for everybody else.',
      select: { notes: true },
      resolve: ({ notes }, _args, { actor }) => (isStaff(actor) ? notes : null),
    }),
  }),
});

builder.prismaObject('PromotionTarget', {
  read: 'orders:read',
  description:
    'An item that a promotion applies to or requires. Exactly one of `product`, `addon` and `tld` is set.',
  select: {},
  fields: (t) => ({
    isRequired: t.boolean({
      description:
        'Whether the item is required to be bought or owned. Otherwise the promotion applies to the item.',
      select: { role: true },
      resolve: ({ role }) => role === 'REQUIRES',
    }),
    product: t.relation('product', {
      nullable: true,
      description: 'Product that the promotion applies to or requires. Null for an addon or TLD.',
    }),
    addon: t.relation('addon', {
      nullable: true,
      description: 'Addon that the promotion applies to or requires. Null for a product or TLD.',
    }),
    tld: t.relation('tld', {
      nullable: true,
      description: 'TLD that the promotion applies to or requires. Null for a product or addon.',
    }),
  }),
});
