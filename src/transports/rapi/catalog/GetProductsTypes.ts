import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { wrapped } from '#transports/rapi/format.ts';

export const GetProductsTypes = legacy({
  params: fields({}),
  operation: graphql(`
    query GetProductsTypes {
      productTypes {
        databaseId
        key
        name
      }
    }
  `),
  variables: () => ({}),
  present: ({ productTypes }) => ({
    totalresults: productTypes.length,
    ...wrapped(
      'types',
      'type',
      productTypes.map(({ databaseId, key, name }) => ({
        id: databaseId,
        tid: databaseId,
        name,
        type: key,
      })),
    ),
  }),
});
