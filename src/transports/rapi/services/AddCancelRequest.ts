import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, flag, id, text } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const AddCancelRequest = legacy({
  params: fields({
    service_id: id,
    type: choice({
      Immediate: 'IMMEDIATE',
      'End of Billing Period': 'END_OF_BILLING_PERIOD',
    } as const).optional(),
    cancel_domain: flag.optional(),
    reason: text(5_000).optional(),
  }),
  operation: graphql(`
    mutation AddCancelRequest($input: AddCancelRequestInput!) {
      addCancelRequest(input: $input) {
        cancellationRequest {
          service {
            databaseId
          }
          client {
            databaseId
          }
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      serviceId: encodeId('Service', p.service_id),
      type: p.type,
      cancelDomain: p.cancel_domain,
      reason: p.reason,
    },
  }),
  present: ({ addCancelRequest: { cancellationRequest: request } }) => ({
    serviceid: idText(request.service.databaseId),
    service_id: idText(request.service.databaseId),
    userid: idText(request.client.databaseId),
    user_id: idText(request.client.databaseId),
  }),
  errors: {
    SERVICE_NOT_FOUND: 'Service ID Not Found',
    CANCELLATION_EXISTS: 'Existing Cancellation Request Exists',
  },
});
