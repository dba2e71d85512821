import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/logicboxes/index.ts';
import { operation } from '#transports/logicboxes/operation.ts';
import { ParameterError } from '#transports/logicboxes/params.ts';
import { priceTree } from './price-tree.ts';

export const customerPrice = operation({
  method: 'ANY',
  operation: graphql(`
    query CustomerPrice($clientId: ID, $whole: Boolean!) {
      priceCatalogue(audience: CUSTOMER, clientId: $clientId) {
        databaseId
        version
        updatedAt
        ...PriceLines
      }
    }
  `),
  variables: (params) => {
    const id = params.optionalId('customer-id');
    return { clientId: id === null ? null : encodeId('Client', id), whole: true };
  },
  present: ({ priceCatalogue: list }) => {
    if (!list) throw new ParameterError('No Entity found');
    return priceTree(list.entries ?? [], list.slabs ?? [], 'CUSTOMER');
  },
  version: ({ priceCatalogue: list }) => {
    if (!list) throw new ParameterError('No Entity found');
    return `customer-price ${list.databaseId} ${list.version} ${list.updatedAt}`;
  },
});
