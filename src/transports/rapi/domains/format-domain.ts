import { keyIn } from '#core/ids.ts';
import type { DomainRowFragment } from '#generated/rapi/graphql.ts';
import { graphql } from '#generated/rapi/index.ts';
import { dateText, idText, money, oneOrZeroText, enumWords } from '#transports/rapi/format.ts';

graphql(`
  fragment DomainRow on Domain {
    databaseId
    client {
      databaseId
    }
    orderId
    promotionId
    origin
    name
    unicodeName
    status
    statusMessage
    registrarName
    notes
    years
    firstPayment {
      amount
      currency
    }
    recurring {
      amount
      currency
    }
    paymentMethod
    paymentMethodName
    registeredOn
    expiresOn
    nextDueOn
    subscriptionId
    dnsManagement
    emailForwarding
    idProtection
    autoRenew
    isLocked
  }
`);

/** A domain as both GetClientDomains and GetClientDomain list it. */
export const domainRow = (row: DomainRowFragment) => ({
  id: idText(row.databaseId),
  user_id: idText(row.client.databaseId),
  order_id: idText(keyIn(row.orderId)),
  regtype: enumWords(row.origin),
  domain: row.name,
  domainname: row.name,
  unicode_name: row.unicodeName,
  registrar: row.registrarName,
  registrationperiod: String(row.years),
  firstpaymentamount: money(row.firstPayment),
  recurringamount: money(row.recurring),
  payment_method: row.paymentMethod,
  payment_method_name: row.paymentMethodName,
  registrationdate: dateText(row.registeredOn),
  expiry_date: dateText(row.expiresOn),
  next_due_date: dateText(row.nextDueOn),
  status: enumWords(row.status),
  status_message: row.statusMessage,
  subscriptionid: row.subscriptionId,
  promo_id: idText(keyIn(row.promotionId)),
  dnsmanagement: oneOrZeroText(row.dnsManagement),
  emailforwarding: oneOrZeroText(row.emailForwarding),
  idprotection: oneOrZeroText(row.idProtection),
  donotrenew: oneOrZeroText(!row.autoRenew),
  lock_status: row.isLocked ? 'locked' : 'unlocked',
  additionalnotes: row.notes,
});
