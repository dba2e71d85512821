import { builder } from '#schema/builder.ts';
import { PriceList } from './price-list.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** The price list as a change left it. */
export const priceListPayload = <Answer extends { priceListId: number }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
) => ({
  priceList: t.prismaField({
    type: PriceList,
    description: 'The price list after the change.',
    resolve: (query, { priceListId }, _args, { db }) =>
      db.priceList.findUniqueOrThrow({ ...query, where: { id: priceListId } }),
  }),
});
