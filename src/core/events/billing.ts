import {
  eventChanges as changed,
  eventClient as client,
  defineEvents,
  eventFlag as flag,
  eventId as id,
  eventSubjectId as subject,
  eventText as text,
} from './define.ts';

const ofItem = { itemId: subject('BillableItem'), clientId: client() };
const ofInvoice = { invoiceId: subject('Invoice'), clientId: client().nullable() };
const ofTransaction = {
  transactionId: subject('Transaction'),
  invoiceId: id('Invoice').nullable(),
  clientId: client().nullable(),
};
const ofCredit = { creditId: subject('CreditEntry'), clientId: client() };
const ofPayMethod = { payMethodId: subject('PayMethod'), clientId: client() };
const ofGateway = { gatewayId: subject('Gateway') };

/** Events of invoices, payments and credit. `sendEmail` says whether the client is to be written to. */
export const billingEvents = defineEvents({
  'billableItem.added': {
    description: 'Something to be invoiced later was added.',
    payload: ofItem,
  },
  'billableItem.changed': {
    description: 'Something to be invoiced later changed.',
    payload: ofItem,
  },
  'billableItem.deleted': {
    description: 'Something to be invoiced later was deleted.',
    payload: ofItem,
  },
  'invoice.created': {
    description: 'An invoice was made, as a draft or published at once.',
    payload: { ...ofInvoice, sendEmail: flag() },
  },
  'invoice.published': {
    description: 'An invoice is no draft any more: it is owed from now on.',
    payload: { ...ofInvoice, sendEmail: flag() },
  },
  'invoice.changed': {
    description: 'Amounts, dates, notes or the pay method of an invoice changed.',
    payload: { ...ofInvoice, changed: changed() },
  },
  'invoice.paid': {
    description: 'An invoice was paid in full.',
    payload: { ...ofInvoice, sendEmail: flag() },
  },
  'invoice.cancelled': { description: 'An invoice was cancelled.', payload: ofInvoice },
  'invoice.refunded': { description: 'An invoice was refunded in full.', payload: ofInvoice },
  'invoice.reopened': {
    description: 'A payment was taken back, so that an invoice is owed again.',
    payload: ofInvoice,
  },
  'invoice.collected': {
    description: 'An invoice was handed to debt collection.',
    payload: ofInvoice,
  },
  'invoice.overdue': {
    description: 'The due date of an invoice has passed; announced once.',
    payload: ofInvoice,
  },
  'invoice.reminderDue': {
    description:
      'A reminder of an invoice is due: upcoming, overdue1, overdue2, overdue3, lateFee.',
    payload: { ...ofInvoice, kind: text() },
  },
  'payment.received': {
    description: 'A payment arrived.',
    payload: { ...ofTransaction, sendEmail: flag() },
  },
  'payment.refunded': {
    description: 'A payment was refunded, in whole or in part.',
    payload: { ...ofTransaction, refundOfId: id('Transaction') },
  },
  'payment.voided': { description: 'A payment was taken off the books.', payload: ofTransaction },
  'payment.disputed': {
    description: 'A payer disputes a payment at the gateway.',
    payload: ofTransaction,
  },
  'payment.returnedBeyond': {
    description:
      'A gateway gave back more than the books had left of a payment; staff have a to-do item.',
    payload: ofTransaction,
  },
  'payment.declined': {
    description: 'A gateway declined to take the amount of an invoice.',
    payload: { ...ofInvoice, attemptId: id('PaymentAttempt'), message: text() },
  },
  'credit.added': { description: 'Credit was added to a client.', payload: ofCredit },
  'credit.removed': { description: 'Credit was taken from a client.', payload: ofCredit },
  'payMethod.added': { description: 'A pay method was stored.', payload: ofPayMethod },
  'payMethod.changed': { description: 'A stored pay method changed.', payload: ofPayMethod },
  'payMethod.deleted': { description: 'A stored pay method was deleted.', payload: ofPayMethod },
  'currency.changed': {
    description: 'A currency was added or changed, its exchange rate included.',
    payload: { currencyId: subject('Currency') },
  },
  'taxRule.changed': {
    description: 'A tax rule was added, changed or deleted.',
    payload: { taxRuleId: subject('TaxRule') },
  },
  'gateway.changed': {
    description: 'A payment gateway was configured.',
    payload: ofGateway,
  },
  'gateway.deleted': {
    description: 'The configuration of a payment gateway was deleted.',
    payload: ofGateway,
  },
  'gateway.eventRefused': {
    description: 'A verified message of a gateway does not fit the books; staff must look at it.',
    payload: { gatewayEventId: id('GatewayEvent'), ...ofGateway, reason: text() },
  },
});
