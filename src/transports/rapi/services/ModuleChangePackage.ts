import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { moduleErrorTexts, serviceMissing } from './labels.ts';

export const ModuleChangePackage = legacy({
  params: fields({ service_id: id }),
  operation: graphql(`
    mutation ModuleChangePackage($input: ModuleChangePackageInput!) {
      moduleChangePackage(input: $input) {
        service {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({ input: { serviceId: encodeId('Service', p.service_id) } }),
  present: () => ({}),
  errors: moduleErrorTexts,
  missing: serviceMissing,
});
