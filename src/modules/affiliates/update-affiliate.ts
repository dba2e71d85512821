import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Affiliate, AffiliatePayType, AffiliateStatus } from './affiliate.ts';

command('updateAffiliate', {
  description:
    'Change what was agreed with an affiliate. What it earned before stays as it is. For staff.',
  permission: 'affiliates:write',
  input: (t) => ({
    affiliateId: t.globalID({ for: Affiliate, required: true, description: 'The affiliate.' }),
    status: t.field({ type: AffiliateStatus, description: 'Where it stands.' }),
    payType: t.field({ type: AffiliatePayType, description: 'How it is paid.' }),
    payAmount: t.field({ type: 'Decimal', description: 'Percent or amount, by `payType`.' }),
    isOneTime: t.boolean({
      description: 'Only the first payment of each customer earns a commission.',
    }),
  }),
  errors: ['AFFILIATE_NOT_FOUND', 'FORBIDDEN'],
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
      description: 'The affiliate as it is now.',
      resolve: (query, { affiliateId }, _args, { db }) =>
        db.affiliate.findUniqueOrThrow({ ...query, where: { id: affiliateId } }),
    }),
  }),
});
