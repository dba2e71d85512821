import { accessCommands } from './access/commands.ts';
import { affiliatesCommands } from './affiliates/commands.ts';
import { billingCommands } from './billing/commands.ts';
import { cartCommands } from './cart/commands.ts';
import { catalogCommands } from './catalog/commands.ts';
import { clientsCommands } from './clients/commands.ts';
import { domainsCommands } from './domains/commands.ts';
import { mailCommands } from './mail/commands.ts';
import { ordersCommands } from './orders/commands.ts';
import { quotesCommands } from './quotes/commands.ts';
import { resellersCommands } from './resellers/commands.ts';
import { servicesCommands } from './services/commands.ts';
import { supportCommands } from './support/commands.ts';
import { systemCommands } from './system/commands.ts';

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
