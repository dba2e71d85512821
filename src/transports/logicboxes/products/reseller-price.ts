import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/logicboxes/index.ts';
import { operation } from '#transports/logicboxes/operation.ts';
import { ParameterError } from '#transports/logicboxes/params.ts';
import { priceTree } from './price-tree.ts';

export const resellerPrice = operation({
  method: 'ANY',
  operation: graphql(`
    query ResellerPrice($resellerId: ID, $whole: Boolean!) {
      priceCatalogue(audience: RESELLER, resellerId: $resellerId) {
        databaseId
        version
        updatedAt
        ...PriceLines
      }
    }
  `),
  variables: (params) => {
    const id = params.optionalId('reseller-id');
    return { resellerId: id === null ? null : encodeId('Reseller', id), whole: true };
  },
  present: ({ priceCatalogue: list }) => {
    if (!list) throw new ParameterError('No Entity found');
    return priceTree(list.entries ?? [], list.slabs ?? [], 'RESELLER');
  },
  version: ({ priceCatalogue: list }) => {
    if (!list) throw new ParameterError('No Entity found');
    return `reseller-price ${list.databaseId} ${list.version} ${list.updatedAt}`;
  },
});
