import {
  date,
  idText,
  type ReplyMoney,
  money,
  oneOrZeroText,
  words,
} from '#transports/rapi/format.ts';

interface DomainRow {
  databaseId: number;
  client: { databaseId: number };
  orderDatabaseId: number | null;
  promotionDatabaseId: number | null;
  origin: string;
  name: string;
  unicodeName: string;
  status: string;
  statusMessage: string;
  registrarName: string;
  years: number;
  firstPayment: ReplyMoney;
  recurring: ReplyMoney;
  paymentMethod: string;
  paymentMethodName: string;
  registeredOn: string | null;
  expiresOn: string | null;
  nextDueOn: string | null;
  subscriptionId: string;
  dnsManagement: boolean;
  emailForwarding: boolean;
  idProtection: boolean;
  autoRenew: boolean;
  isLocked: boolean;
  notes: string;
}

/** A domain as both GetClientDomains and GetClientDomain list it. */
export const domainRow = (row: DomainRow) => ({
  id: idText(row.databaseId),
  user_id: idText(row.client.databaseId),
  order_id: idText(row.orderDatabaseId),
  regtype: words(row.origin),
  domain: row.name,
  domainname: row.name,
  unicode_name: row.unicodeName,
  registrar: row.registrarName,
  registrationperiod: String(row.years),
  firstpaymentamount: money(row.firstPayment),
  recurringamount: money(row.recurring),
  payment_method: row.paymentMethod,
  payment_method_name: row.paymentMethodName,
  registrationdate: date(row.registeredOn),
  expiry_date: date(row.expiresOn),
  next_due_date: date(row.nextDueOn),
  status: words(row.status),
  status_message: row.statusMessage,
  subscriptionid: row.subscriptionId,
  promo_id: idText(row.promotionDatabaseId),
  dnsmanagement: oneOrZeroText(row.dnsManagement),
  emailforwarding: oneOrZeroText(row.emailForwarding),
  idprotection: oneOrZeroText(row.idProtection),
  donotrenew: oneOrZeroText(!row.autoRenew),
  lock_status: row.isLocked ? 'locked' : 'unlocked',
  additionalnotes: row.notes,
});
