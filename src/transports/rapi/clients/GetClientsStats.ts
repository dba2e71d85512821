import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import { idText } from '#transports/rapi/format.ts';
import { statsFields } from './stats-fields.ts';

export const GetClientsStats = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    query GetClientsStats($by: ClientBy!) {
      client(by: $by) {
        databaseId
        currencyDetails {
          databaseId
          code
          prefix
          suffix
        }
        credit {
          amount
          currency
        }
        stats {
          unpaidInvoices {
            count
            total {
              amount
            }
            balance {
              amount
            }
          }
          overdueInvoices {
            count
            total {
              amount
            }
            balance {
              amount
            }
          }
          draftInvoices {
            count
            total {
              amount
            }
            balance {
              amount
            }
          }
          paidInvoices {
            count
            total {
              amount
            }
            balance {
              amount
            }
          }
          cancelledInvoices {
            count
            total {
              amount
            }
            balance {
              amount
            }
          }
          refundedInvoices {
            count
            total {
              amount
            }
            balance {
              amount
            }
          }
          collectionsInvoices {
            count
            total {
              amount
            }
            balance {
              amount
            }
          }
          pendingInvoices {
            count
            total {
              amount
            }
            balance {
              amount
            }
          }
          grossRevenue {
            amount
          }
          expenses {
            amount
          }
          income {
            amount
          }
          hosting {
            active
            total
          }
          resellerHosting {
            active
            total
          }
          servers {
            active
            total
          }
          otherServices {
            active
            total
          }
          services {
            active
            total
          }
          domains {
            active
            total
          }
          quotes {
            active
            total
          }
          tickets {
            active
            total
          }
          affiliateSignups
          isAffiliate
        }
      }
    }
  `),
  variables: (p) => ({ by: { id: encodeId('Client', p.user_id) } }),
  present: (data) => {
    const client = found(data.client, 'CLIENT_NOT_FOUND');
    return { user_id: idText(client.databaseId), stats: statsFields(client, client.stats) };
  },
  errors: { CLIENT_NOT_FOUND: 'Client Not Found' },
});
