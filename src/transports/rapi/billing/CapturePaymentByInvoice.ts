import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { fields } from '#transports/rapi/fields.ts';
import { base64Json } from '#transports/rapi/params-data.ts';
import { id, line, optionalId, webAddress } from '#transports/rapi/params.ts';
import { idText, money, textOrBlank, enumWords } from '#transports/rapi/format.ts';
import { declined } from './declined.ts';
import { gatewayBy } from './gateway-by.ts';

/** The pay form of the client area: an invoice, and a gateway or a stored pay method. */
const form = fields({
  invoice_id: id,
  gateway_id: line(64).optional(),
  payment_method: line(64).optional(),
  payment_method_id: optionalId,
  return_url: webAddress.optional(),
  cancel_url: webAddress.optional(),
});

export const CapturePaymentByInvoice = legacy({
  params: fields({ FormData: base64Json(form) }),
  operation: graphql(`
    mutation CapturePaymentByInvoice($input: CapturePaymentByInvoiceInput!) {
      capturePaymentByInvoice(input: $input) {
        clientSecret
        attempt {
          status
          redirectUrl
          message
          gatewayReference
          amount { amount currency }
          invoice { databaseId }
        }
      }
    }
  `),
  variables: ({ FormData: p }) => {
    const gateway = p.gateway_id ?? p.payment_method;
    return {
      input: {
        invoiceId: encodeId('Invoice', p.invoice_id),
        payMethodId: p.payment_method_id ? encodeId('PayMethod', p.payment_method_id) : undefined,
        gateway: gateway === undefined ? undefined : gatewayBy(gateway),
        returnUrl: p.return_url,
        cancelUrl: p.cancel_url,
      },
    };
  },
  present: ({ capturePaymentByInvoice: { attempt, clientSecret } }) =>
    attempt.status === 'DECLINED'
      ? declined()
      : {
          invoiceid: idText(attempt.invoice.databaseId),
          invoice_id: idText(attempt.invoice.databaseId),
          status: enumWords(attempt.status),
          trans_id: textOrBlank(attempt.gatewayReference),
          amount: money(attempt.amount),
          ...(attempt.redirectUrl && { redirect_url: attempt.redirectUrl }),
          ...(clientSecret && { client_secret: clientSecret }),
          ...(attempt.message && { instructions: attempt.message }),
        },
  errors: {
    INVOICE_NOT_FOUND: 'Invoice Not Found or Not Unpaid',
    INVOICE_NOT_UNPAID: 'Invoice Not Found or Not Unpaid',
    PAY_METHOD_MISSING: 'Payment Attempt Failed',
    PROVIDER_REJECTED: 'Payment Attempt Failed',
  },
});
