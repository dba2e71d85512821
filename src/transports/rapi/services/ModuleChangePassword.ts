import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, password } from '#transports/rapi/params.ts';
import { moduleErrorTexts, serviceMissing } from './labels.ts';

export const ModuleChangePassword = legacy({
  params: fields({ service_id: id, password: password.optional() }),
  operation: graphql(`
    mutation ModuleChangePassword($input: ModuleChangePasswordInput!) {
      moduleChangePassword(input: $input) {
        service {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: { serviceId: encodeId('Service', p.service_id), password: p.password },
  }),
  present: () => ({}),
  errors: moduleErrorTexts,
  missing: serviceMissing,
});
