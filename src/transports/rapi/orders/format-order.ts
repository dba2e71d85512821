import { keyIn } from '#core/ids.ts';
import type { OrderPartsFragment } from '#generated/rapi/graphql.ts';
import { graphql } from '#generated/rapi/index.ts';
import { dateTimeText, int, money, textOrBlank, enumWords } from '#transports/rapi/format.ts';

graphql(`
  fragment OrderParts on Order {
    databaseId
    number
    contactId
    requestorUserId
    requestorAdminId
    createdAt
    cancelledAt
    nameservers
    promotionCode
    amount {
      amount
      currency
    }
    currencyPrefix
    currencySuffix
    paymentMethod
    paymentMethodName
    paymentStatus
    invoiceId
    status
    ip
    fraudModule
    fraudOutput
    notes
    client {
      databaseId
      fullName
    }
    items {
      type
      description
      domainName
      billingCycle
      years
      subjectId
      productType
      itemStatus
      amount {
        amount
        currency
      }
    }
  }
`);

type Item = OrderPartsFragment['items'][number];

const lineItem = (item: Item) => ({
  type: item.type.startsWith('DOMAIN') ? 'domain' : item.type.toLowerCase(),
  relid: int(keyIn(item.subjectId)),
  producttype: item.productType || enumWords(item.type),
  product: item.description,
  domain_name: item.domainName,
  billing_cycle: item.billingCycle ? enumWords(item.billingCycle) : `${int(item.years)} Year/s`,
  amount: money(item.amount),
  status: enumWords(item.itemStatus),
});

const renewals = (items: readonly Item[], type: Item['type']) =>
  items.filter((item) => item.type === type).map(({ subjectId }) => int(keyIn(subjectId)));

/** What the old programs are told of an order. */
export function order(node: OrderPartsFragment): Record<string, unknown> {
  const fraudData = node.fraudOutput ? JSON.stringify(node.fraudOutput) : '';
  return {
    id: node.databaseId,
    order_id: node.databaseId,
    order_no: node.number,
    user_id: node.client.databaseId,
    contact_id: int(keyIn(node.contactId)),
    requestor_id: int(keyIn(node.requestorUserId)),
    admin_requestor_id: int(keyIn(node.requestorAdminId)),
    date: dateTimeText(node.createdAt),
    cancellation_date: dateTimeText(node.cancelledAt),
    nameservers: node.nameservers.join(','),
    transfersecret: '',
    renewals: '',
    renewalsByType: {
      domains: renewals(node.items, 'DOMAIN_RENEW'),
      services: renewals(node.items, 'SERVICE_RENEW'),
      addons: renewals(node.items, 'ADDON_RENEW'),
    },
    promocode: node.promotionCode,
    amount: money(node.amount),
    payment_method: node.paymentMethod,
    paymentmethodname: node.paymentMethodName,
    paymentstatus: enumWords(node.paymentStatus ?? ''),
    invoice_id: int(keyIn(node.invoiceId)),
    status: enumWords(node.status),
    ip_address: node.ip,
    fraudmodule: node.fraudModule,
    fraudoutput: fraudData,
    frauddata: fraudData,
    notes: textOrBlank(node.notes),
    name: node.client.fullName,
    currencyprefix: node.currencyPrefix,
    currencysuffix: node.currencySuffix,
    lineitems: { lineitem: node.items.map(lineItem) },
  };
}
