import type { GetClientsStatsQuery } from '#generated/rapi/graphql.ts';
import { exact } from '#core/money.ts';
import { formattedMoney } from '#transports/rapi/format.ts';

type Client = NonNullable<GetClientsStatsQuery['client']>;
type Owner = Pick<Client, 'currencyDetails' | 'credit'>;

/** The `stats` of GetClientDetails and GetClientsStats. */
export function statsFields({ currencyDetails, credit }: Owner, stats: Client['stats']) {
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
