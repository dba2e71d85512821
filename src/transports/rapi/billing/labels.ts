import type { InvoiceItemType, InvoiceStatus } from '#generated/rapi/graphql.ts';

/** The words for where an invoice stands, as a choice. */
export const statusLabels = {
  Draft: 'DRAFT',
  Unpaid: 'UNPAID',
  Paid: 'PAID',
  Cancelled: 'CANCELLED',
  Refunded: 'REFUNDED',
  Collections: 'COLLECTIONS',
  'Payment Pending': 'PAYMENT_PENDING',
} as const satisfies Record<string, InvoiceStatus>;

/** The numbers the reference gives them; it names the first three. */
export const statusNumbers = {
  1: 'DRAFT',
  2: 'UNPAID',
  3: 'PAID',
  4: 'CANCELLED',
  5: 'REFUNDED',
  6: 'COLLECTIONS',
  7: 'PAYMENT_PENDING',
} as const satisfies Record<number, InvoiceStatus>;

const itemTypes: Record<InvoiceItemType, string> = {
  SERVICE: 'Hosting',
  SERVICE_SETUP: 'Setup',
  SERVICE_ADDON: 'Addon',
  DOMAIN_REGISTER: 'DomainRegister',
  DOMAIN_TRANSFER: 'DomainTransfer',
  DOMAIN_RENEW: 'Domain',
  DOMAIN_RESTORE: 'DomainRedemptionFee',
  UPGRADE: 'Upgrade',
  PROMOTION: 'PromoHosting',
  LATE_FEE: 'LateFee',
  ADD_FUNDS: 'AddFunds',
  CREDIT: 'Credit',
  INVOICE: 'Invoice',
  QUOTE: 'Quote',
  OVERAGE: 'Overage',
  CUSTOM: '',
  GROUP_DISCOUNT: 'GroupDiscount',
};

/** What a line is for, in the old words; free text has none. */
export const itemType = (type: InvoiceItemType): string => itemTypes[type];
