import { graphql } from '#generated/whmcs/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';

/** The version that programs ask for before anything else: the gateway's own. */
export const WhmcsDetails = legacy({
  params: fields({}),
  operation: graphql(`
    query WhmcsDetails {
      parameters {
        name
        value
      }
    }
  `),
  variables: () => ({}),
  present: ({ parameters }) => {
    const version = parameters.find(({ name }) => name === 'version')?.value ?? '';
    return { whmcs: { version, canonicalversion: version } };
  },
});
