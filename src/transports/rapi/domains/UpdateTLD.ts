import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { idText } from '#transports/rapi/format.ts';
import { tldErrors, tldInput, tldMissing, tldParams } from './tld-params.ts';

export const UpdateTLD = legacy({
  params: tldParams,
  operation: graphql(`
    mutation UpdateTLD($input: UpdateTldInput!) {
      updateTld(input: $input) {
        tld {
          databaseId
          extension
        }
      }
    }
  `),
  variables: (p) => ({ input: tldInput(p) }),
  present: ({ updateTld: { tld } }) => ({
    extension: `.${tld.extension}`,
    id: idText(tld.databaseId),
  }),
  errors: tldErrors,
  missing: tldMissing,
});
