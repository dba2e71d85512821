import { z } from 'zod';
import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { fields, wrongParameter } from '#transports/rapi/fields.ts';
import { base64Json, keyed } from '#transports/rapi/params-data.ts';
import { paramText } from '#transports/rapi/param.ts';
import { id, line } from '#transports/rapi/params.ts';
import { idText, money, textOrBlank } from '#transports/rapi/format.ts';
import { declined } from './declined.ts';
import { gatewayBy } from './gateway-by.ts';

/** Where gateways put the payment's name when they send the client back. */
const REFERENCES = [
  'payment_intent',
  'token',
  'orderID',
  'order_id',
  'paymentId',
  'reference',
  'trans_id',
  'transaction_id',
];

export const CallPaymentGateway = legacy({
  params: fields({
    invoice_id: id,
    gateway_id: line(64),
    CallBackResponse: base64Json(keyed(z.unknown())),
  }),
  operation: graphql(`
    mutation CallPaymentGateway($input: CallPaymentGatewayInput!) {
      callPaymentGateway(input: $input) {
        attempt {
          status
          message
          gatewayReference
          amount { amount currency }
          transaction { fees { amount currency } }
          invoice { databaseId status }
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      invoiceId: encodeId('Invoice', p.invoice_id),
      gateway: gatewayBy(p.gateway_id),
      reference: referenceIn(p.CallBackResponse),
    },
  }),
  present: ({ callPaymentGateway: { attempt } }) =>
    attempt.status === 'SUCCEEDED'
      ? {
          invoiceid: idText(attempt.invoice.databaseId),
          invoice_id: idText(attempt.invoice.databaseId),
          trans_id: textOrBlank(attempt.gatewayReference),
          amount: money(attempt.amount),
          fee: money(attempt.transaction?.fees),
          invoicepaid: attempt.invoice.status === 'PAID',
        }
      : declined(attempt.message),
  errors: { INVOICE_NOT_FOUND: 'Invoice ID Not Found' },
});

/** The payment's name among what the browser brought back. */
function referenceIn(response: Record<string, unknown>): string {
  for (const key of REFERENCES) {
    const value = paramText(response[key])?.trim();
    if (value) return value;
  }
  throw wrongParameter('CallBackResponse', 'must name the payment');
}
