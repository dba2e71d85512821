import { keyOf } from '#core/ids.ts';
import { PromotionType } from '#modules/catalog/enums.ts';
import { visiblePromotions } from '#modules/catalog/visible.ts';
import { builder } from '#schema/builder.ts';
import { anyOf, numbers, whether, withinDays, withText } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';
import { Promotion } from './promotion.ts';

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

/** Lists of promotions. */
const promotionList = declareList({
  type: Promotion,
  noun: 'Promotion',
  model: 'Promotion',
  visible: visiblePromotions,
  filter: {
    code: withText(
      (code) => ({ code: code.trim().toUpperCase() }),
      'The promotion with exactly this code.',
    ),
    type: anyOf(PromotionType, 'type', 'Promotions of these types.'),
    isActive: whether('isActive', 'Whether they are active.'),
    startOn: withinDays('startOn', 'First day of validity.'),
    expiresOn: withinDays('expiresOn', 'Last day of validity.'),
    uses: numbers('uses', 'Number of uses.'),
  },
  order: {
    ID: ['id', 'By the order of adding.'],
    CODE: ['code', 'By the code.'],
    TYPE: ['type', 'By the type.'],
    EXPIRES_ON: ['expiresOn', 'By the last day of validity.'],
    USES: ['uses', 'By the number of uses.'],
  },
  search: (word) => ({ OR: [{ code: includes(word) }, { notes: includes(word) }] }),
});

promotionList.root('promotions', {
  description: 'Promotions, for staff only. Buyers cannot list promotion codes.',
  permission: 'orders:read',
  legacy: 'GetPromotions',
});
