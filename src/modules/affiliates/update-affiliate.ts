import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Affiliate, AffiliatePayType, AffiliateStatus } from './affiliate.ts';

command('updateAffiliate', {
  description:
    'Change the terms of an affiliate. Commissions earned before stay unchanged. Staff only.',
  permission: 'affiliates:write',
  input: (t) => ({
    affiliateId: t.globalID({
      for: Affiliate,
      required: true,
      description: 'ID of the affiliate to change.',
    }),
    status: t.field({ type: AffiliateStatus, description: 'New status of the affiliate.' }),
    payType: t.field({
      type: AffiliatePayType,
      description: "New basis on which the affiliate's commissions are calculated.",
    }),
    payAmount: t.field({
      type: 'Decimal',
      description: 'New commission in percent or as an amount, depending on `payType`.',
    }),
    isOneTime: t.boolean({
      description: 'Whether only the first payment of each customer earns a commission.',
    }),
  }),
  errors: ['AFFILIATE_NOT_FOUND', 'FORBIDDEN'],
  nulls: {},
  run: async ({ tx, actor, fail, announce }, { affiliateId, ...provided }) => {
    if (!isStaff(actor)) fail('FORBIDDEN');
    const [changed] = await tx.affiliate.updateManyAndReturn({
      where: { id: keyOf(affiliateId) },
      data: {
        status: provided.status ?? undefined,
        payType: provided.payType ?? undefined,
        payAmount: provided.payAmount ?? undefined,
        isOneTime: provided.isOneTime ?? undefined,
      },
    });
    if (!changed) return fail('AFFILIATE_NOT_FOUND');
    const { id, clientId, payType, payAmount } = changed;
    const over = payType === 'PERCENTAGE' && payAmount.greaterThan(100);
    if (payAmount.isNegative() || over)
      fail('BAD_INPUT', 'payAmount: not below zero, and a percentage is at most 100.', {
        field: 'payAmount',
      });
    announce('affiliate.changed', { affiliateId: id, clientId });
    return { affiliateId: id };
  },
  payload: (t) => ({
    affiliate: t.prismaField({
      type: Affiliate,
      description: 'The affiliate after the change.',
      resolve: (query, { affiliateId }, _args, { db }) =>
        db.affiliate.findUniqueOrThrow({ ...query, where: { id: affiliateId } }),
    }),
  }),
});
