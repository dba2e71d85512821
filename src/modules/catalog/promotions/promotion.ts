import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { PromotionType } from '#modules/catalog/enums.ts';
import { visiblePromotions } from '#modules/catalog/visible.ts';

/** A code that makes things cheaper. */
export const Promotion = builder.prismaNode('Promotion', {
  read: 'orders:read',
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
    notes: t.exposeString('notes', {
      description: 'Internal notes on the promotion, for staff only.',
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

const PromotionFilter = builder.inputType('PromotionFilter', {
  description: 'Conditions for promotions. All given conditions must hold.',
  fields: (t) => ({
    code: t.string({ description: 'Only the promotion with exactly this code, ignoring case.' }),
    type: t.field({ type: PromotionType, description: 'Only promotions of this type.' }),
    isActive: t.boolean({
      description: 'Only promotions that are active (true) or inactive (false).',
    }),
  }),
});

const promotionsWhere = (
  filter: typeof PromotionFilter.$inferInput | null | undefined,
  visible: Prisma.PromotionWhereInput,
): Prisma.PromotionWhereInput => ({
  AND: [
    visible,
    filter?.type ? { type: filter.type } : {},
    filter?.code ? { code: filter.code.trim().toUpperCase() } : {},
    typeof filter?.isActive === 'boolean' ? { isActive: filter.isActive } : {},
  ],
});

builder.queryField('promotions', (t) =>
  t.prismaConnection({
    type: Promotion,
    cursor: place,
    description: 'Promotions, for staff only. Buyers cannot list promotion codes.',
    authScopes: { permission: 'orders:read' },
    extensions: legacyExtensions('GetPromotions', 'orders:read'),
    args: {
      filter: t.arg({ type: PromotionFilter, description: 'Conditions the promotions must meet.' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.promotion.count({ where: promotionsWhere(filter, visiblePromotions(actor)) }),
    resolve: (query, _root, { filter, offset }, { db, actor }) =>
      db.promotion.findMany({
        ...skipping(query, offset),
        where: promotionsWhere(filter, visiblePromotions(actor)),
        orderBy: [{ id: 'asc' }],
      }),
  }),
);

builder.queryField('promotion', (t) =>
  t.prismaField({
    type: Promotion,
    nullable: true,
    description: 'A single promotion, for staff only. Null if no such promotion exists.',
    authScopes: { permission: 'orders:read' },
    args: {
      id: t.arg.globalID({
        for: Promotion,
        required: true,
        description: 'ID of the promotion to read.',
      }),
    },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.promotion.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visiblePromotions(actor)] },
      }),
  }),
);
