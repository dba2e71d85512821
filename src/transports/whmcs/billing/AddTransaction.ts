import { encodeId } from '#core/ids.ts';
import { AddCredit } from '#transports/rapi/billing/AddCredit.ts';
import { AddInvoicePayment } from '#transports/rapi/billing/AddInvoicePayment.ts';
import { clientFields, fields, wrongParameter } from '#transports/rapi/fields.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import {
  amount,
  date,
  dateTime,
  flag,
  id,
  line,
  optionalId,
  text,
} from '#transports/rapi/params.ts';
import { isBlank } from '#transports/rapi/param.ts';
import type { PlainObject } from '#transports/rapi/php-array.ts';
import { respelled } from '#transports/whmcs/action.ts';

const payment = respelled(AddInvoicePayment, {
  params: fields({
    paymentmethod: optionalId,
    invoiceid: id,
    transid: line(255).optional(),
    date: dateTime.optional(),
    amountin: amount,
    fees: amount.optional(),
  }),
  unsupported: ['amountout', 'rate', 'currencyid', 'allowduplicatetransid', 'credit'],
  variables: (p) => ({
    input: {
      invoiceId: encodeId('Invoice', p.invoiceid),
      transactionRef: p.transid,
      gatewayId: globalId('Gateway', p.paymentmethod),
      happenedAt: p.date,
      amount: p.amountin,
      fees: p.fees,
      sendEmail: false,
    },
  }),
});

const deposit = respelled(AddCredit, {
  params: clientFields(
    {
      userid: id,
      description: text(1_000).default('Transaction'),
      amountin: amount,
      date: date.optional(),
    },
    'userid',
  ),
  unsupported: ['amountout', 'fees', 'rate', 'currencyid', 'transid', 'allowduplicatetransid'],
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.userid),
      description: p.description,
      amount: p.amountin,
      enteredOn: p.date,
    },
  }),
});

/** Money in the books belongs to an invoice or to a client's credit; there is none of neither. */
export function paymentOrDeposit(parameters: PlainObject) {
  if (!isBlank(parameters.invoiceid)) return payment;
  if (flag.safeParse(parameters.credit).data) return deposit;
  throw wrongParameter('invoiceid', 'is required, or credit with a userid');
}
