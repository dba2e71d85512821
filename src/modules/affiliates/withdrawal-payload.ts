import { builder } from '#schema/builder.ts';
import { AffiliateWithdrawal } from './withdrawal.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** The withdrawal as a change left it. */
export const withdrawalPayload = <Answer extends { withdrawalId: number }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
) => ({
  withdrawal: t.prismaField({
    type: AffiliateWithdrawal,
    description: 'The withdrawal after the change.',
    resolve: (query, { withdrawalId }, _args, { db }) =>
      db.affiliateWithdrawal.findUniqueOrThrow({ ...query, where: { id: withdrawalId } }),
  }),
});
