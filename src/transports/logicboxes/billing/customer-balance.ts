import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/logicboxes/index.ts';
import { operation } from '#transports/logicboxes/operation.ts';
import { ParameterError } from '#transports/logicboxes/params.ts';
import { ExactNumber, mapOf } from '#transports/logicboxes/tree.ts';

export const customerBalance = operation({
  method: 'ANY',
  operation: graphql(`
    query CustomerBalance($clientId: ID!) {
      customerBalance(clientId: $clientId) {
        available {
          amount
          currency
        }
        locked {
          amount
        }
        total {
          amount
        }
        accountingAvailable {
          amount
        }
        accountingLocked {
          amount
        }
      }
    }
  `),
  variables: (params) => ({ clientId: encodeId('Client', params.id('customer-id')) }),
  present: ({ customerBalance: balance }, params) => {
    if (!balance) throw new ParameterError(`Customer ${params.text('customer-id')} not found`);
    const number = ({ amount }: { amount: string }) => new ExactNumber(amount);
    const symbol = balance.available.currency;
    return mapOf({
      currencysymbol: symbol,
      sellingcurrencysymbol: symbol,
      sellingcurrencybalance: number(balance.available),
      sellingcurrencylockedbalance: number(balance.locked),
      totalsellingbalance: number(balance.total),
      accountingcurrencybalance: number(balance.accountingAvailable),
      accountingcurrencylockedbalance: number(balance.accountingLocked),
    });
  },
});
