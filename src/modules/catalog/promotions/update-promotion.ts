import { keyOf } from '#core/ids.ts';
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
import { there } from '#modules/catalog/visible.ts';

command('updatePromotion', {
  description:
    'Change a promotion. Omitted fields stay unchanged. Orders that used the promotion keep their price.',
  permission: 'catalog:write',
  input: (t) => ({
    promotionId: t.globalID({
      for: Promotion,
      required: true,
      description: 'ID of the promotion to change.',
    }),
    ...promotionFields(t, false),
  }),
  errors: [
    'PROMOTION_NOT_FOUND',
    'PROMOTION_CODE_TAKEN',
    'PROMOTION_TARGET_NOT_FOUND',
    'CURRENCY_NOT_FOUND',
  ],
  nulls: {
    appliesToAddonIds: [],
    appliesToProductIds: [],
    appliesToTldIds: [],
    cycles: [],
    domainYears: [],
    expiresOn: null,
    notes: '',
    requiresAddonIds: [],
    requiresProductIds: [],
    requiresTldIds: [],
    startOn: null,
    upgradeConfig: null,
  },
  run: async (work, { promotionId, ...input }) => {
    await changeCatalog(work);
    const { tx } = work;
    const id = keyOf(promotionId);
    there(await tx.promotion.findUnique({ where: { id } }), 'PROMOTION_NOT_FOUND');
    const code = input.code ?? undefined;
    if (code && (await tx.promotion.count({ where: { code, id: { not: id } } })))
      work.fail('PROMOTION_CODE_TAKEN', undefined, { field: 'code' });
    const columns = promotionColumnsOf(input);
    if (columns.currencyCode) await promotionCurrency(tx, columns.currencyCode);
    const data = { ...columns, code, type: input.type ?? undefined };
    checkPromotion(await tx.promotion.update({ where: { id }, data }));
    await writeTargets(tx, id, input);
    work.announce('promotion.changed', { promotionId: id });
    return { promotionId: id };
  },
  payload: (t) => ({
    promotion: t.prismaField({
      type: Promotion,
      description: 'The promotion after the change.',
      resolve: (query, { promotionId }, _args, { db }) =>
        db.promotion.findUniqueOrThrow({ ...query, where: { id: promotionId } }),
    }),
  }),
});
