import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { companyStatsFields } from './company-stats-fields.ts';

export const GetStats = legacy({
  params: fields({}),
  operation: graphql(`
    query GetStats {
      stats {
        currency
        currencyPrefix
        currencySuffix
        income {
          today { amount }
          thisMonth { amount }
          thisYear { amount }
          ever { amount }
        }
        ordersToday { pending active cancelled fraud total }
        ordersYesterday { pending active cancelled fraud total }
        ordersThisMonth { total }
        ordersThisYear { total }
        ordersEver { pending }
        ticketsByStatus { status isActive isAwaitingReply count flagged }
        waiting { cancellations dueTodoItems networkIssues billableItems validQuotes staffOnline }
        timeline {
          on
          orders
          acceptedOrders
          tickets
          income { amount }
          expenditure { amount }
        }
      }
    }
  `),
  variables: () => ({}),
  present: ({ stats }) => companyStatsFields(stats),
});
