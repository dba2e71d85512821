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
  description: 'A code that makes things cheaper.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    code: t.exposeString('code', { description: 'What buyers type; in upper case.' }),
    type: t.expose('type', { type: PromotionType, description: 'What it changes.' }),
    value: t.expose('value', {
      type: 'Decimal',
      description: 'A percentage, or an amount in `currency`, by type.',
    }),
    currency: t.expose('currencyCode', { type: 'CurrencyCode', description: 'Of the amount.' }),
    isRecurring: t.exposeBoolean('isRecurring', { description: 'Holds for renewals too.' }),
    recurForCycles: t.exposeInt('recurForCycles', {
      description: 'Renewals it holds for; 0 for all.',
    }),
    cycles: t.expose('cycles', {
      type: [BillingCycle],
      description: 'Billing cycles it holds for; none listed = all.',
    }),
    domainYears: t.exposeIntList('domainYears', {
      description: 'Registration periods it holds for; none listed = all.',
    }),
    targets: t.relation('targets', {
      description: 'What it applies to (none = everything) and what it requires.',
      query: { orderBy: [{ id: 'asc' }] },
    }),
    requiresExisting: t.exposeBoolean('requiresExisting', {
      description: 'What is required may be owned already.',
    }),
    startOn: t.expose('startOn', { type: 'Date', nullable: true, description: 'Its first day.' }),
    expiresOn: t.expose('expiresOn', {
      type: 'Date',
      nullable: true,
      description: 'Its last day.',
    }),
    maxUses: t.exposeInt('maxUses', { description: 'Uses in all; 0 for no limit.' }),
    uses: t.exposeInt('uses', { description: 'How often it was used.' }),
    isLifetime: t.exposeBoolean('isLifetime', {
      description: 'What was bought with it keeps its price through later changes.',
    }),
    isOncePerOrder: t.exposeBoolean('isOncePerOrder', {
      description: 'Holds for one unit of one item of an order.',
    }),
    newSignupsOnly: t.exposeBoolean('newSignupsOnly', { description: 'For first orders only.' }),
    existingClientsOnly: t.exposeBoolean('existingClientsOnly', {
      description: 'For clients with something active only.',
    }),
    isOncePerClient: t.exposeBoolean('isOncePerClient', { description: 'Once for each client.' }),
    upgradesAllowed: t.exposeBoolean('upgradesAllowed', {
      description: 'May be used when upgrading.',
    }),
    upgradeConfig: t.expose('upgradeConfig', {
      type: 'JSON',
      nullable: true,
      description: 'What it gives on upgrades: type, value, options.',
    }),
    isActive: t.exposeBoolean('isActive', { description: 'Not switched off.' }),
    notes: t.exposeString('notes', { description: 'For staff.' }),
  }),
});

builder.prismaObject('PromotionTarget', {
  read: 'orders:read',
  description: 'What a promotion applies to or requires; exactly one of the three is set.',
  select: {},
  fields: (t) => ({
    isRequired: t.boolean({
      description: 'Must be bought or owned; otherwise it is what becomes cheaper.',
      select: { role: true },
      resolve: ({ role }) => role === 'REQUIRES',
    }),
    product: t.relation('product', { nullable: true, description: 'A product.' }),
    addon: t.relation('addon', { nullable: true, description: 'An addon.' }),
    tld: t.relation('tld', { nullable: true, description: 'A TLD.' }),
  }),
});

const PromotionFilter = builder.inputType('PromotionFilter', {
  description: 'Narrows promotions down; what is given must all hold.',
  fields: (t) => ({
    code: t.string({ description: 'Exactly this code, in any case.' }),
    type: t.field({ type: PromotionType, description: 'Of this type.' }),
    isActive: t.boolean({ description: 'Switched on, or off.' }),
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
    description: 'Promotions, for staff: buyers know a code by being told.',
    authScopes: { permission: 'orders:read' },
    extensions: legacyExtensions('GetPromotions', 'orders:read'),
    args: {
      filter: t.arg({ type: PromotionFilter, description: 'Which ones.' }),
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
    description: 'One promotion, for staff; null where there is none.',
    authScopes: { permission: 'orders:read' },
    args: { id: t.arg.globalID({ for: Promotion, required: true, description: 'Which one.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.promotion.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visiblePromotions(actor)] },
      }),
  }),
);
