import { encodeId, keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { cutLine, flag, id, ipAddress, line, text } from '#transports/rapi/params.ts';
import { unknownPaymentMethod } from '#transports/rapi/services/labels.ts';
import { idList, idText, keyText } from '#transports/rapi/format.ts';

export const AddOrder = legacy({
  params: clientFields({
    user_id: id,
    payment_method: line(64),
    no_invoice: flag.default(false),
    no_invoice_email: flag.default(false),
    do_not_send_email: flag.default(false),
    user_ip: ipAddress,
    userAgent: cutLine(500),
    acceptLanguage: cutLine(500),
    notes: text(20_000).optional(),
  }),
  unsupported: [
    'pid',
    'domain',
    'domaintype',
    'billingcycle',
    'regperiod',
    'addons',
    'addonids',
    'serviceids',
    'promocode',
    'promooverride',
    'customfields',
    'configoptions',
    'priceoverride',
    'domainpriceoverride',
    'nameserver1',
    'eppcode',
    'paymentmethod',
  ],
  operation: graphql(`
    mutation AddOrder($input: AddOrderInput!) {
      addOrder(input: $input) {
        order {
          databaseId
          number
          invoiceId
          items {
            type
            subjectId
          }
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.user_id),
      paymentMethod: p.payment_method,
      createInvoice: !p.no_invoice,
      sendInvoiceEmail: !p.no_invoice_email,
      sendEmail: !p.do_not_send_email,
      ip: p.user_ip,
      userAgent: p.userAgent,
      acceptLanguage: p.acceptLanguage,
      notes: p.notes,
    },
  }),
  present: ({ addOrder: { order } }) => {
    const of = (kind: string) =>
      order.items.flatMap(({ type, subjectId }) =>
        type.startsWith(kind) && subjectId ? [keyText(subjectId)] : [],
      );
    return {
      orderid: idText(order.databaseId),
      order_id: idText(order.databaseId),
      serviceids: idList(of('PRODUCT')),
      addonids: idList(of('ADDON')),
      domainids: idList(of('DOMAIN')),
      invoiceid: idText(keyIn(order.invoiceId)),
      invoice_id: idText(keyIn(order.invoiceId)),
    };
  },
  errors: {
    CLIENT_NOT_FOUND: 'Client ID Not Found',
    CLIENT_CLOSED: 'Unable to add order when client status is Closed',
    PAYMENT_METHOD_UNKNOWN: unknownPaymentMethod,
    ORDER_EMPTY: 'No items added to cart so order cannot proceed',
    DOMAIN_NOT_FOUND: 'Domain not owned by Client ID provided',
    NAMESERVERS_REQUIRED: ({ domain }) => `ns1 and ns2 required (${String(domain)})`,
  },
});
