import type { Reader } from '#import/rapi/reader.ts';
import * as catalogue from './catalogue.ts';
import { clients } from './clients.ts';
import * as money from './money-settings.ts';
import * as people from './people.ts';
import * as sales from './sales.ts';
import * as support from './support.ts';
import { tlds } from './tlds.ts';

/** Everything that is read, in an order in which each finds what it needs. */
export const readers: readonly Reader[] = [
  money.currencies,
  money.gateways,
  money.clientGroups,
  catalogue.productGroups,
  catalogue.products,
  catalogue.promotions,
  catalogue.servers,
  tlds,
  people.clientList,
  people.users,
  people.contacts,
  clients,
  sales.orders,
  sales.invoiceList,
  sales.invoiceLines,
  sales.transactions,
  sales.quotes,
  sales.affiliates,
  support.departments,
  support.ticketStatuses,
  support.ticketList,
  support.tickets,
  support.announcements,
  support.todos,
];
