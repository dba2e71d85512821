import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, line } from '#transports/rapi/params.ts';
import { jsonObject } from '#transports/rapi/params-data.ts';
import { moduleErrorTexts, serviceMissing } from './labels.ts';

export const ModuleCustom = legacy({
  params: fields({
    service_id: id,
    function_name: line(64),
    function_json: jsonObject.optional(),
  }),
  operation: graphql(`
    mutation ModuleCustom($input: ModuleCustomInput!) {
      moduleCustom(input: $input) {
        message
        data
      }
    }
  `),
  variables: (p) => ({
    input: {
      serviceId: encodeId('Service', p.service_id),
      function: p.function_name,
      input: p.function_json,
    },
  }),
  // The old contract has nothing beyond the result; what the function gave would be lost.
  present: ({ moduleCustom }) => ({ message: moduleCustom.message, data: moduleCustom.data }),
  errors: moduleErrorTexts,
  missing: serviceMissing,
});
