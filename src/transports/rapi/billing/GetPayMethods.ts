import { encodeId, keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { id, optionalId } from '#transports/rapi/params.ts';
import { dateText, dateTimeText, idText, textOrBlank } from '#transports/rapi/format.ts';

const types = {
  CREDIT_CARD: 'CreditCard',
  BANK_ACCOUNT: 'BankAccount',
  REMOTE_ACCOUNT: 'RemoteAccount',
} as const;

export const GetPayMethods = legacy({
  params: clientFields({ user_id: id, id: optionalId }),
  operation: graphql(`
    query GetPayMethods($clientId: ID!, $id: ID) {
      payMethods(clientId: $clientId, id: $id) {
        databaseId
        type
        description
        gateway { name }
        contactId
        last4
        expiryMonth
        expiryYear
        startOn
        issueNumber
        brand
        bankName
        updatedAt
      }
    }
  `),
  variables: (p) => ({
    clientId: encodeId('Client', p.user_id),
    id: p.id ? encodeId('PayMethod', p.id) : undefined,
  }),
  present: ({ payMethods }, p) => ({
    clientid: idText(p.user_id),
    user_id: idText(p.user_id),
    paymethods: payMethods.map((method) => ({
      id: method.databaseId,
      type: types[method.type],
      description: method.description,
      gateway_name: textOrBlank(method.gateway?.name),
      contact_type: method.contactId ? 'Contact' : 'Client',
      contact_id: keyIn(method.contactId) ?? p.user_id,
      card_last_four: method.last4,
      expiry_date: expiry(method.expiryMonth, method.expiryYear),
      start_date: method.startOn ? dateText(method.startOn) : '',
      issue_number: method.issueNumber,
      card_type: method.brand,
      // The gateway's token is worth money and never leaves.
      remote_token: '',
      last_updated: dateTimeText(method.updatedAt),
      bank_name: method.bankName,
    })),
  }),
  errors: { CLIENT_NOT_FOUND: 'Client Not Found' },
  missing: { user_id: 'Client ID Is Required' },
});

/** `03/31`; empty for what does not expire. */
const expiry = (month?: number | null, year?: number | null) =>
  month && year ? `${String(month).padStart(2, '0')}/${String(year).slice(-2)}` : '';
