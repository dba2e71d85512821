import { builder } from '#schema/builder.ts';
import { Reseller } from './reseller.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** The reseller as a change left it. */
export const resellerPayload = <Answer extends { resellerId: number }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
) => ({
  reseller: t.prismaField({
    type: Reseller,
    description: 'The reseller after the change.',
    resolve: (query, { resellerId }, _args, { db }) =>
      db.reseller.findUniqueOrThrow({ ...query, where: { id: resellerId } }),
  }),
});
