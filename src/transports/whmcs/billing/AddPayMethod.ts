import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { idText } from '#transports/rapi/format.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, flag, id, line, optionalId } from '#transports/rapi/params.ts';

export const AddPayMethod = legacy({
  params: clientFields(
    {
      clientid: id,
      type: choice({ RemoteCreditCard: true, RemoteBankAccount: true }).default(true),
      gateway_module_name: id,
      remote_token: line(255),
      description: line(255).optional(),
      set_as_default: flag.default(false),
      billingcontactid: optionalId,
    },
    'clientid',
  ),
  // A number of a card never enters this system: it goes to the gateway, which gives a token.
  unsupported: [
    'card_number',
    'card_expiry',
    'card_start',
    'card_issue_number',
    'bank_name',
    'bank_account_type',
    'bank_code',
    'bank_account',
  ],
  operation: graphql(`
    mutation AddPayMethod($input: CreatePayMethodInput!) {
      createPayMethod(input: $input) {
        payMethod {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.clientid),
      gatewayId: encodeId('Gateway', p.gateway_module_name),
      methodReference: p.remote_token,
      description: p.description,
      makeDefault: p.set_as_default,
      billingContactId: globalId('Contact', p.billingcontactid),
    },
  }),
  present: ({ createPayMethod: { payMethod } }, p) => ({
    clientid: idText(p.clientid),
    paymethodid: idText(payMethod.databaseId),
  }),
  errors: { CLIENT_NOT_FOUND: 'Invalid Client ID' },
  missing: {
    clientid: 'Client ID is Required',
    gateway_module_name: 'Gateway is Required for RemoteCreditCard type',
  },
  wrong: {
    type: "Invalid Pay Method Type. Type should be one of 'BankAccount', 'CreditCard', or 'RemoteCreditCard'",
  },
});
