import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { idList } from '#transports/rapi/params-data.ts';
import { line, optionalId } from '#transports/rapi/params.ts';
import { list } from '#transports/rapi/format.ts';
import { listedProduct } from './product-fields.ts';

export const GetProducts = legacy({
  params: fields({ pid: idList.optional(), gid: optionalId, module_name: line(64).optional() }),
  operation: graphql(`
    query GetProducts($filter: ProductFilter) {
      catalogue(filter: $filter) {
        ...ListedProduct
      }
    }
  `),
  variables: (p) => ({
    filter: {
      ids: p.pid?.map((id) => encodeId('Product', id)),
      groupId: p.gid ? encodeId('ProductGroup', p.gid) : undefined,
      serverModule: p.module_name,
      isRetired: false,
    },
  }),
  present: ({ catalogue }) =>
    list('products', 'product', {
      total: catalogue.length,
      start: 0,
      items: catalogue.map(listedProduct),
    }),
});
