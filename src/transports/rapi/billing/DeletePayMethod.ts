import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { id } from '#transports/rapi/params.ts';
import { keyText } from '#transports/rapi/format.ts';

export const DeletePayMethod = legacy({
  params: clientFields({ user_id: id, payment_method_id: id }),
  operation: graphql(`
    mutation DeletePayMethod($input: DeletePayMethodInput!) {
      deletePayMethod(input: $input) { deletedId }
    }
  `),
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.user_id),
      payMethodId: encodeId('PayMethod', p.payment_method_id),
    },
  }),
  present: ({ deletePayMethod: { deletedId } }) => ({
    paymethodid: keyText(deletedId),
    payment_method_id: keyText(deletedId),
  }),
  errors: {
    CLIENT_NOT_FOUND: 'Client ID Not Found',
    PAY_METHOD_NOT_FOUND: 'Invalid Pay Method ID',
    PROVIDER_REJECTED: ({ message }) => `Error Deleting Remote Pay Method: ${message}`,
  },
  missing: {
    user_id: 'Client ID is Required',
    payment_method_id: 'Pay Method ID is Required',
  },
});
