import type { CountedRecordsFragment, StatsOwnerFragment } from '#generated/rapi/graphql.ts';
import { graphql } from '#generated/rapi/index.ts';
import { exact } from '#core/money.ts';
import { formattedMoney } from '#transports/rapi/format.ts';

graphql(`
  fragment CountedInvoices on InvoiceSum {
    count
    total {
      amount
    }
    balance {
      amount
    }
  }
`);

graphql(`
  fragment CountedRecords on ClientStats {
    unpaidInvoices {
      ...CountedInvoices
    }
    overdueInvoices {
      ...CountedInvoices
    }
    draftInvoices {
      ...CountedInvoices
    }
    paidInvoices {
      ...CountedInvoices
    }
    cancelledInvoices {
      ...CountedInvoices
    }
    refundedInvoices {
      ...CountedInvoices
    }
    collectionsInvoices {
      ...CountedInvoices
    }
    pendingInvoices {
      ...CountedInvoices
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
`);

graphql(`
  fragment StatsOwner on Client {
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
  }
`);

/** The `stats` of GetClientDetails and GetClientsStats. */
export function statsFields(
  { currencyDetails, credit }: StatsOwnerFragment,
  stats: CountedRecordsFragment,
) {
  const money = (sum: { amount: string } | null) =>
    formattedMoney(sum?.amount ?? '0', currencyDetails);
  return {
    numdueinvoices: stats.unpaidInvoices.count,
    dueinvoicesbalance: money(stats.unpaidInvoices.balance),
    incredit: credit !== null && exact(credit.amount).greaterThan(0),
    creditbalance: money(credit),
    grossRevenue: money(stats.grossRevenue),
    expenses: money(stats.expenses),
    income: money(stats.income),
    numoverdueinvoices: stats.overdueInvoices.count,
    overdueinvoicesbalance: money(stats.overdueInvoices.balance),
    numDraftInvoices: stats.draftInvoices.count,
    draftInvoicesBalance: money(stats.draftInvoices.balance),
    numunpaidinvoices: stats.unpaidInvoices.count,
    unpaidinvoicesamount: money(stats.unpaidInvoices.total),
    numpaidinvoices: stats.paidInvoices.count,
    paidinvoicesamount: money(stats.paidInvoices.total),
    numcancelledinvoices: stats.cancelledInvoices.count,
    cancelledinvoicesamount: money(stats.cancelledInvoices.total),
    numrefundedinvoices: stats.refundedInvoices.count,
    refundedinvoicesamount: money(stats.refundedInvoices.total),
    numcollectionsinvoices: stats.collectionsInvoices.count,
    collectionsinvoicesamount: money(stats.collectionsInvoices.total),
    numpaymentpendinginvoices: stats.pendingInvoices.count,
    paymentpendinginvoicesamount: money(stats.pendingInvoices.total),
    productsnumactivehosting: stats.hosting.active,
    productsnumhosting: stats.hosting.total,
    productsnumactivereseller: stats.resellerHosting.active,
    productsnumreseller: stats.resellerHosting.total,
    productsnumactiveservers: stats.servers.active,
    productsnumservers: stats.servers.total,
    productsnumactiveother: stats.otherServices.active,
    productsnumother: stats.otherServices.total,
    productsnumactive: stats.services.active,
    productsnumtotal: stats.services.total,
    numactivedomains: stats.domains.active,
    numdomains: stats.domains.total,
    numacceptedquotes: stats.quotes.active,
    numquotes: stats.quotes.total,
    numtickets: stats.tickets.total,
    numactivetickets: stats.tickets.active,
    numaffiliatesignups: stats.affiliateSignups,
    isAffiliate: stats.isAffiliate,
  };
}
