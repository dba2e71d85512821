import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { wrapped } from '#transports/rapi/format.ts';

export const GetPaymentMethods = legacy({
  params: fields({}),
  operation: graphql(`
    query GetPaymentMethods {
      paymentMethods { databaseId name displayName }
    }
  `),
  variables: () => ({}),
  present: ({ paymentMethods }) => ({
    totalresults: paymentMethods.length,
    ...wrapped(
      'paymentmethods',
      'paymentmethod',
      paymentMethods.map(({ databaseId, name, displayName }) => ({
        gateway_id: databaseId,
        module: name,
        displayname: displayName,
      })),
    ),
  }),
});
