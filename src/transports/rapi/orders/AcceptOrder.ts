import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, id, optionalId } from '#transports/rapi/params.ts';

const accountAndEmail = { CA: [true, false], SWE: [false, true], CASWE: [true, true] } as const;

/** The reference names the last one in two ways. */
const registrarAndEmail = {
  STR: [true, false],
  SCE: [false, true],
  STRSCE: [true, true],
  SRTSCE: [true, true],
} as const;

export const AcceptOrder = legacy({
  params: fields({
    order_id: id,
    server_id: optionalId,
    service_action: choice(accountAndEmail).default([true, true]),
    send_registrar: choice(registrarAndEmail).default([true, true]),
  }),
  operation: graphql(`
    mutation AcceptOrder($input: AcceptOrderInput!) {
      acceptOrder(input: $input) {
        order {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      orderId: encodeId('Order', p.order_id),
      serverId: p.server_id ? encodeId('Server', p.server_id) : undefined,
      createAccounts: p.service_action[0],
      sendWelcomeEmail: p.service_action[1],
      sendToRegistrar: p.send_registrar[0],
      sendConfirmationEmail: p.send_registrar[1],
    },
  }),
  present: () => ({}),
  errors: {
    ORDER_NOT_FOUND: 'Order ID not found or Status not Pending',
    ORDER_NOT_PENDING: 'Order ID not found or Status not Pending',
    SERVER_NOT_FOUND: 'Server ID Not Found',
  },
});
