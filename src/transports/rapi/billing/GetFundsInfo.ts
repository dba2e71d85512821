import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { id } from '#transports/rapi/params.ts';
import { idText, money, wrapped } from '#transports/rapi/format.ts';

export const GetFundsInfo = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    query GetFundsInfo($clientId: ID!) {
      fundsInfo(clientId: $clientId) {
        isEnabled
        requiresOrder
        minimum { amount currency }
        maximum { amount currency }
        maximumBalance { amount currency }
        balance { amount currency }
        currency { databaseId code prefix suffix }
        paymentMethods { name displayName }
      }
    }
  `),
  variables: (p) => ({ clientId: encodeId('Client', p.user_id) }),
  present: ({ fundsInfo: info }, p) => ({
    user_id: idText(p.user_id),
    enabled: info.isEnabled,
    minimum: money(info.minimum),
    maximum: money(info.maximum),
    maximumbalance: money(info.maximumBalance),
    requireorder: info.requiresOrder,
    balance: money(info.balance),
    currency: {
      id: info.currency.databaseId,
      code: info.currency.code,
      prefix: info.currency.prefix,
      suffix: info.currency.suffix,
    },
    ...wrapped(
      'paymentmethods',
      'paymentmethod',
      info.paymentMethods.map(({ name, displayName }) => ({
        module: name,
        displayname: displayName,
      })),
    ),
  }),
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
});
