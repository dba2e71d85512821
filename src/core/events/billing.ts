interface OfInvoice {
  invoiceId: number;
  clientId: number | null;
}

interface OfTransaction {
  transactionId: number;
  invoiceId: number | null;
  clientId: number | null;
}

/** What billing announces. `sendEmail` says whether whoever asked wants the client to be written to. */
export interface BillingEvents {
  'billableItem.added': { itemId: number; clientId: number };
  'billableItem.changed': { itemId: number; clientId: number };
  'billableItem.deleted': { itemId: number; clientId: number };
  'invoice.created': OfInvoice & { sendEmail: boolean };
  /** It left DRAFT: it is owed from now on. */
  'invoice.published': OfInvoice & { sendEmail: boolean };
  /** Amounts, dates, notes, pay method; `changed` names the fields. */
  'invoice.changed': OfInvoice & { changed: string[] };
  'invoice.paid': OfInvoice & { sendEmail: boolean };
  'invoice.cancelled': OfInvoice;
  'invoice.refunded': OfInvoice;
  /** A payment was taken back, so that it is owed again. */
  'invoice.reopened': OfInvoice;
  'invoice.collected': OfInvoice;
  /** Its due date has passed; told once. */
  'invoice.overdue': OfInvoice;
  /** A reminder is due: upcoming, overdue1, overdue2, overdue3 or lateFee. */
  'invoice.reminderDue': OfInvoice & { kind: string };
  'payment.received': OfTransaction & { sendEmail: boolean };
  'payment.refunded': OfTransaction & { refundOfId: number };
  'payment.voided': OfTransaction;
  'payment.disputed': OfTransaction;
  /** A gateway gave back more than the books had left of a payment; staff have a to-do item. */
  'payment.returnedBeyond': OfTransaction;
  'payment.declined': OfInvoice & { attemptId: number; message: string };
  'credit.added': { creditId: number; clientId: number };
  'credit.removed': { creditId: number; clientId: number };
  'payMethod.added': { payMethodId: number; clientId: number };
  'payMethod.deleted': { payMethodId: number; clientId: number };
  'currency.changed': { currencyId: number };
  'taxRule.changed': { taxRuleId: number };
  'gateway.changed': { gatewayId: number };
  /** A verified message of a gateway that does not fit the books; staff must look at it. */
  'gateway.eventRefused': { gatewayEventId: number; gatewayId: number; reason: string };
}
