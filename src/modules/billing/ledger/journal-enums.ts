import { builder } from '#schema/builder.ts';

export const JournalCause = builder.enumType('JournalCause', {
  description: 'What caused a movement of money.',
  values: {
    INVOICE_ISSUED: { description: 'An invoice was issued.' },
    INVOICE_CHANGED: { description: 'The lines or taxes of an issued invoice were changed.' },
    INVOICE_CANCELLED: { description: 'An invoice was cancelled, or opened again.' },
    PAYMENT: { description: 'A payment came in.' },
    REFUND: { description: 'A payment, or a part of it, was given back.' },
    VOID: { description: 'A transaction was deleted: it never took place.' },
    CREDIT_ADDED: { description: 'Staff, or an overpayment, added to the credit of a client.' },
    CREDIT_REMOVED: { description: 'Staff took from the credit of a client.' },
    CREDIT_APPLIED: { description: 'An invoice was paid from credit, or that was taken back.' },
    LATE_FEE: { description: 'A late fee was added to an overdue invoice.' },
    WRITE_OFF: { description: 'What was still owed was given up.' },
    AFFILIATE_COMMISSION: { description: 'An affiliate earned a commission, or lost it again.' },
    AFFILIATE_WITHDRAWAL: { description: 'An affiliate was paid out.' },
    CORRECTION: { description: 'An earlier movement was put right.' },
  } as const,
});

export const JournalAccount = builder.enumType('JournalAccount', {
  description: 'An account of the journal.',
  values: {
    CLIENT_CREDIT: { description: 'Credit of clients, which the company owes them.' },
    RECEIVABLE: { description: 'What clients owe on issued invoices.' },
    GATEWAY_CLEARING: {
      description: 'Money that gateways took in and that is not in the bank yet.',
    },
    GATEWAY_FEES: { description: 'What gateways keep of payments.' },
    REVENUE: { description: 'What was sold, without taxes.' },
    TAX: { description: 'Taxes on what was sold, which are owed to the authorities.' },
    DISCOUNT: { description: 'Discounts given.' },
    WRITE_OFF: { description: 'Receivables that were given up.' },
    REFUND: { description: 'Sales that were given back.' },
    COST_OF_SALES: { description: 'What was paid to suppliers for what was sold.' },
    RESELLER_BALANCE: { description: 'Balances of resellers, which the company owes them.' },
    RESELLER_LOCKED: { description: 'Parts of the balances of resellers that are locked.' },
    AFFILIATE_PAYABLE: { description: 'Commissions that are owed to affiliates.' },
    AFFILIATE_EXPENSE: { description: 'Commissions as an expense.' },
    SUSPENSE: { description: 'Money whose purpose is not known yet.' },
    FOREX_DIFFERENCE: { description: 'Gains and losses by exchange rates.' },
  } as const,
});
