import type { builder } from '#schema/builder.ts';
import { Product } from './product.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** The product as a change left it. */
export const productPayload = <Answer extends { productId: number }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
  description = 'The product as it is now.',
) => ({
  product: t.prismaField({
    type: Product,
    description,
    resolve: (query, { productId }, _args, { db }) =>
      db.product.findUniqueOrThrow({ ...query, where: { id: productId } }),
  }),
});
