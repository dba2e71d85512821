import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { fields } from '#transports/rapi/fields.ts';
import { id } from '#transports/rapi/params.ts';
import { declined } from './declined.ts';

export const CapturePayment = legacy({
  params: fields({ invoice_id: id }),
  operation: graphql(`
    mutation CapturePayment($input: CapturePaymentInput!) {
      capturePayment(input: $input) { attempt { status } }
    }
  `),
  variables: (p) => ({ input: { invoiceId: encodeId('Invoice', p.invoice_id) } }),
  present: ({ capturePayment: { attempt } }) => (attempt.status === 'SUCCEEDED' ? {} : declined()),
  errors: {
    INVOICE_NOT_FOUND: 'Invoice Not Found or Not Unpaid',
    INVOICE_NOT_UNPAID: 'Invoice Not Found or Not Unpaid',
    PAY_METHOD_MISSING: 'Payment Attempt Failed',
    PROVIDER_REJECTED: 'Payment Attempt Failed',
  },
});
