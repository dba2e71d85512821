import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { idText, rate, wrapped } from '#transports/rapi/format.ts';

export const GetCurrencies = legacy({
  params: fields({}),
  operation: graphql(`
    query GetCurrencies {
      currencies { databaseId code prefix suffix format rate }
    }
  `),
  variables: () => ({}),
  present: ({ currencies }) => ({
    totalresults: String(currencies.length),
    ...wrapped(
      'currencies',
      'currency',
      currencies.map((currency) => ({
        id: idText(currency.databaseId),
        code: currency.code,
        prefix: currency.prefix,
        suffix: currency.suffix,
        format: String(currency.format),
        rate: rate(currency.rate, 5),
      })),
    ),
  }),
});
