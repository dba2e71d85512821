import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Promotion } from './promotion.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';

command('deletePromotion', {
  description:
    'Delete a promotion that was never used. A used promotion can be deactivated instead.',
  permission: 'catalog:write',
  input: (t) => ({
    promotionId: t.globalID({
      for: Promotion,
      required: true,
      description: 'ID of the promotion to delete.',
    }),
  }),
  errors: ['PROMOTION_NOT_FOUND', 'PROMOTION_IN_USE'],
  run: async (work, { promotionId }) => {
    await changeCatalog(work);
    const { tx } = work;
    const id = keyOf(promotionId);
    there(await tx.promotion.findUnique({ where: { id } }), 'PROMOTION_NOT_FOUND');
    const uses = await tx.promotionUse.count({ where: { promotionId: id } });
    const services = await tx.service.count({ where: { promotionId: id } });
    if (uses + services) work.fail('PROMOTION_IN_USE', undefined, { uses, services });
    await tx.promotion.delete({ where: { id } });
    work.announce('promotion.deleted', { promotionId: id });
    return { promotionId: id };
  },
  deletes: { type: 'Promotion', key: 'promotionId' },
});
