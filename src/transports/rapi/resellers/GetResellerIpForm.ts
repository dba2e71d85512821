import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { formFields } from '#transports/rapi/form-fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';

export const GetResellerIpForm = legacy({
  params: fields({}),
  operation: graphql(`
    query GetResellerIpForm {
      resellerAddressForm {
        name
        label
        type
        required
        value
        options {
          value
          label
        }
      }
    }
  `),
  variables: () => ({}),
  present: ({ resellerAddressForm }) => ({ fields: formFields(resellerAddressForm) }),
});
