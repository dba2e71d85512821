import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, line } from '#transports/rapi/params.ts';
import { moduleErrorTexts, serviceMissing } from './labels.ts';

export const ModuleUnsuspend = legacy({
  params: fields({ service_id: id, reason: line(255).optional() }),
  operation: graphql(`
    mutation ModuleUnsuspend($input: ModuleUnsuspendInput!) {
      moduleUnsuspend(input: $input) {
        service {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: { serviceId: encodeId('Service', p.service_id), reason: p.reason },
  }),
  present: () => ({}),
  errors: moduleErrorTexts,
  missing: serviceMissing,
});
