import { command } from '#schema/command.ts';
import { Promotion } from './promotion.ts';
import {
  checkPromotion,
  promotionColumnsOf,
  promotionCurrency,
  promotionFields,
  writeTargets,
} from './promotion-input.ts';
import { changeCatalog } from '#modules/catalog/version.ts';

command('createPromotion', {
  description: 'Create a promotion code that reduces prices.',
  permission: 'catalog:write',
  input: (t) => promotionFields(t, true),
  errors: ['PROMOTION_CODE_TAKEN', 'PROMOTION_TARGET_NOT_FOUND', 'CURRENCY_NOT_FOUND'],
  run: async (work, input) => {
    await changeCatalog(work);
    const { tx } = work;
    const code = input.code ?? '';
    if (await tx.promotion.count({ where: { code } }))
      work.fail('PROMOTION_CODE_TAKEN', undefined, { field: 'code' });
    const { currencyCode, ...columns } = promotionColumnsOf(input);
    const promotion = await tx.promotion.create({
      data: {
        ...columns,
        code,
        type: input.type ?? 'PERCENTAGE',
        currencyCode: await promotionCurrency(tx, currencyCode),
      },
    });
    checkPromotion(promotion);
    await writeTargets(tx, promotion.id, input);
    work.announce('promotion.added', { promotionId: promotion.id });
    return { promotionId: promotion.id };
  },
  payload: (t) => ({
    promotion: t.prismaField({
      type: Promotion,
      description: 'The new promotion.',
      resolve: (query, { promotionId }, _args, { db }) =>
        db.promotion.findUniqueOrThrow({ ...query, where: { id: promotionId } }),
    }),
  }),
});
