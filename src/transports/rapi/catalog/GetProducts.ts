import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { listed } from '#transports/rapi/filter-values.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { idsParam } from '#transports/rapi/params-data.ts';
import { line, optionalId } from '#transports/rapi/params.ts';
import { listReply } from '#transports/rapi/format.ts';
import { listedProduct } from './product-fields.ts';

export const GetProducts = legacy({
  params: fields({ pid: idsParam.optional(), gid: optionalId, module_name: line(64).optional() }),
  operation: graphql(`
    query GetProducts($filter: ProductFilter) {
      catalogue(filter: $filter) {
        ...ListedProduct
      }
    }
  `),
  variables: (p) => ({
    filter: {
      id: p.pid?.map((id) => encodeId('Product', id)),
      group: p.gid ? [encodeId('ProductGroup', p.gid)] : undefined,
      serverModule: listed(p.module_name),
      isRetired: false,
    },
  }),
  present: ({ catalogue }) =>
    listReply('products', 'product', {
      total: catalogue.length,
      start: 0,
      items: catalogue.map(listedProduct),
    }),
});
