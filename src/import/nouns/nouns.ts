import type { Noun } from '#import/noun.ts';
import * as addons from './addons.ts';
import * as affiliates from './affiliates.ts';
import { clientGroups } from './client-groups.ts';
import * as clients from './clients.ts';
import * as options from './config-options.ts';
import { credit } from './credit.ts';
import { currencies } from './currencies.ts';
import * as fields from './custom-fields.ts';
import { domains } from './domains.ts';
import { gateways } from './gateways.ts';
import { invoiceItems } from './invoice-items.ts';
import { invoices } from './invoices.ts';
import * as orders from './orders.ts';
import { payMethods } from './pay-methods.ts';
import * as products from './products.ts';
import * as promotions from './promotions.ts';
import * as publications from './publications.ts';
import * as quotes from './quotes.ts';
import * as records from './records.ts';
import * as servers from './servers.ts';
import * as services from './services.ts';
import * as staff from './staff.ts';
import * as support from './support.ts';
import { taxRules } from './tax-rules.ts';
import * as tlds from './tlds.ts';
import { refunds, transactions } from './transactions.ts';
import * as users from './users.ts';

/** What is sold. */
const catalogue: readonly Noun[] = [
  servers.serverGroups,
  servers.servers,
  servers.serverMembers,
  products.productGroups,
  products.products,
  products.productPrices,
  options.optionGroups,
  options.optionLinks,
  options.options,
  options.optionChoices,
  options.optionPrices,
  addons.addons,
  addons.addonProducts,
  addons.addonPrices,
  tlds.registrars,
  tlds.tlds,
  tlds.tldPrices,
  promotions.promotions,
  promotions.promotionProducts,
  promotions.promotionAddons,
  support.departments,
  support.ticketStatuses,
  fields.customFields,
];

/** Who works there. */
const workers: readonly Noun[] = [staff.staffRoles, staff.staff, staff.staffDepartments];

/** Who buys. */
const people: readonly Noun[] = [
  clientGroups,
  clients.clients,
  users.users,
  users.userClients,
  users.clientUsers,
  users.clientOwners,
  clients.contacts,
  clients.billingContacts,
  clients.clientNotes,
  payMethods,
];

/** What was bought. */
const sales: readonly Noun[] = [
  orders.orders,
  services.services,
  services.serviceAddons,
  services.serviceOptions,
  domains,
  orders.orderedServices,
  orders.orderedDomains,
  orders.orderedAddons,
  fields.clientValues,
  fields.serviceValues,
  fields.addonValues,
];

/** What it cost. */
const money: readonly Noun[] = [
  invoices,
  invoiceItems,
  orders.orderInvoices,
  transactions,
  refunds,
  credit,
];

/** What was said and written. */
const words: readonly Noun[] = [
  quotes.quotes,
  quotes.quoteItems,
  support.tickets,
  support.mergedTickets,
  support.ticketReplies,
  support.ticketNotes,
  support.ticketTags,
  fields.ticketValues,
  publications.announcements,
  publications.articleCategories,
  publications.categoryParents,
  publications.articles,
  affiliates.affiliates,
  affiliates.affiliateWithdrawals,
  affiliates.affiliateReferrals,
  records.emailTemplates,
  records.emails,
  records.todos,
  records.activity,
];

/** Everything that is moved, in an order in which each finds what it points at. */
export const nouns: readonly Noun[] = [
  currencies,
  taxRules,
  gateways,
  ...catalogue,
  ...workers,
  ...people,
  ...sales,
  ...money,
  ...words,
];
