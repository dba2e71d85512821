import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const DeleteCancelRequest = legacy({
  params: fields({ service_id: id }),
  operation: graphql(`
    mutation DeleteCancelRequest($input: DeleteCancelRequestInput!) {
      deleteCancelRequest(input: $input) {
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
  variables: (p) => ({ input: { serviceId: encodeId('Service', p.service_id) } }),
  present: ({ deleteCancelRequest: { cancellationRequest: request } }) => ({
    serviceid: idText(request.service.databaseId),
    service_id: idText(request.service.databaseId),
    userid: idText(request.client.databaseId),
    user_id: idText(request.client.databaseId),
  }),
  errors: {
    SERVICE_NOT_FOUND: 'Service ID Not Found',
    CANCELLATION_NOT_FOUND: 'Cancellation Request Not Found',
  },
});
