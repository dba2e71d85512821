import type { CommandReader } from '#import/rapi/reader.ts';
import * as catalogue from './catalogue.ts';
import { clientReader } from './clients.ts';
import * as money from './money-settings.ts';
import * as people from './people.ts';
import * as sales from './sales.ts';
import * as support from './support.ts';
import { tldReader } from './tlds.ts';

/** Everything that is read, in an order in which each finds what it needs. */
export const commandReaders: readonly CommandReader[] = [
  money.currencyReader,
  money.gatewayReader,
  money.clientGroupReader,
  catalogue.productGroupReader,
  catalogue.productReader,
  catalogue.promotionReader,
  catalogue.serverReader,
  tldReader,
  people.clientListReader,
  people.userReader,
  people.contactReader,
  clientReader,
  sales.orderReader,
  sales.invoiceListReader,
  sales.invoiceLineReader,
  sales.transactionReader,
  sales.quoteReader,
  sales.affiliateReader,
  support.departmentReader,
  support.ticketStatusReader,
  support.ticketListReader,
  support.ticketReader,
  support.announcementReader,
  support.todoReader,
];
