import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';

export const GetParameters = legacy({
  params: fields({}),
  operation: graphql(`
    query GetParameters {
      parameters {
        name
        value
      }
    }
  `),
  variables: () => ({}),
  present: ({ parameters }) => ({
    parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
  }),
});
