import { accessCommands } from '#transports/rapi/access/commands.ts';
import { affiliatesCommands } from '#transports/rapi/affiliates/commands.ts';
import { billingCommands } from '#transports/rapi/billing/commands.ts';
import { cartCommands } from '#transports/rapi/cart/commands.ts';
import { catalogCommands } from '#transports/rapi/catalog/commands.ts';
import { clientsCommands } from '#transports/rapi/clients/commands.ts';
import { domainsCommands } from '#transports/rapi/domains/commands.ts';
import { mailCommands } from '#transports/rapi/mail/commands.ts';
import { ordersCommands } from '#transports/rapi/orders/commands.ts';
import { quotesCommands } from '#transports/rapi/quotes/commands.ts';
import { resellersCommands } from '#transports/rapi/resellers/commands.ts';
import { servicesCommands } from '#transports/rapi/services/commands.ts';
import { supportCommands } from '#transports/rapi/support/commands.ts';
import { systemCommands } from '#transports/rapi/system/commands.ts';

/** Every command served, by its name on the wire; each module lists its own. */
export const commands = {
  ...accessCommands,
  ...systemCommands,
  ...clientsCommands,
  ...catalogCommands,
  ...servicesCommands,
  ...domainsCommands,
  ...billingCommands,
  ...quotesCommands,
  ...ordersCommands,
  ...cartCommands,
  ...resellersCommands,
  ...affiliatesCommands,
  ...supportCommands,
  ...mailCommands,
};
