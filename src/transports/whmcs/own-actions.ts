import type { AnyLegacy } from '#transports/rapi/legacy.ts';
import type { PlainObject } from '#transports/rapi/php-array.ts';
import type { Action } from './action.ts';
import { AddBillableItem } from './billing/AddBillableItem.ts';
import { addOrRemove } from './billing/AddCredit.ts';
import { AddPayMethod } from './billing/AddPayMethod.ts';
import { paymentOrDeposit } from './billing/AddTransaction.ts';
import { CreateInvoiceAction, saysItem, withItems } from './billing/CreateInvoice.ts';
import { CreateQuoteAction, UpdateQuote } from './billing/quotes.ts';
import { saysNewItem, updateOrPublish, withNewItems } from './billing/UpdateInvoice.ts';
import { AddProductAction, withCatalogIds } from './catalog/AddProduct.ts';
import { createOrUpdateTld, DomainToggleIdProtect, DomainWhois } from './catalog/domains.ts';
import { withEmailPreferences } from './clients/email-preferences.ts';
import { GetClientsAddons } from './clients/GetClientsAddons.ts';
import { GetClientsDomains } from './clients/GetClientsDomains.ts';
import { GetClientsProducts } from './clients/GetClientsProducts.ts';
import { UpdateClientAddon } from './clients/UpdateClientAddon.ts';
import { UpdateContact } from './clients/UpdateContact.ts';
import { CreateClientInvite, GetPermissionsList, UpdateUserPermissions } from './clients/users.ts';
import { AcceptOrderAction } from './orders/AcceptOrder.ts';
import { AddOrderAction, saysEntry, withEntries } from './orders/AddOrder.ts';
import { UpdateToDoItem } from './system/todo.ts';
import { WhmcsDetails } from './system/WhmcsDetails.ts';
import { GetTicketAttachmentAction } from './tickets/GetTicketAttachment.ts';
import { OpenTicket } from './tickets/OpenTicket.ts';
import { UpdateTicket } from './tickets/UpdateTicket.ts';
import { UpdateTicketReply } from './tickets/UpdateTicketReply.ts';

const of = (command: unknown, more: Omit<Action, 'command'> = {}): Action => ({
  ...more,
  command: command as AnyLegacy,
});

const choosing = (
  command: (parameters: PlainObject, ask: never) => unknown,
  more: Omit<Action, 'command'> = {},
): Action => ({ ...more, command: command as never });

/** The actions whose parameters are not those of a command: each says its own. */
export const actionsOfTheirOwn: Readonly<Record<string, Action>> = {
  AcceptOrder: of(AcceptOrderAction, { legacyName: 'AcceptOrder' }),
  AddBillableItem: of(AddBillableItem),
  AddCredit: choosing(addOrRemove, { legacyName: 'AddCredit', names: { clientid: 'user_id' } }),
  AddPayMethod: of(AddPayMethod, { named: { gateway_module_name: 'gateway' } }),
  AddOrder: of(AddOrderAction, { legacyName: 'AddOrder', read: withEntries, says: saysEntry }),
  AddProduct: of(AddProductAction, { legacyName: 'AddProduct', read: withCatalogIds }),
  AddTransaction: choosing(paymentOrDeposit, { named: { paymentmethod: 'gateway' } }),
  CreateClientInvite: of(CreateClientInvite),
  CreateInvoice: of(CreateInvoiceAction, {
    legacyName: 'CreateInvoice',
    read: withItems,
    says: saysItem,
    named: { paymentmethod: 'gateway' },
  }),
  CreateOrUpdateTLD: choosing(createOrUpdateTld),
  CreateQuote: of(CreateQuoteAction, { legacyName: 'CreateQuote' }),
  DomainToggleIdProtect: of(DomainToggleIdProtect),
  DomainWhois: of(DomainWhois),
  GetClientsAddons: of(GetClientsAddons),
  GetClientsDomains: of(GetClientsDomains, { legacyName: 'GetClientDomains' }),
  GetClientsProducts: of(GetClientsProducts, {
    legacyName: 'GetClientProducts',
    reply: { amount: 'recurringamount', package: 'pid' },
  }),
  GetPermissionsList: of(GetPermissionsList),
  GetTicketAttachment: of(GetTicketAttachmentAction, { legacyName: 'GetTicketAttachment' }),
  OpenTicket: of(OpenTicket),
  UpdateClientAddon: of(UpdateClientAddon),
  UpdateContact: of(UpdateContact, { read: withEmailPreferences }),
  UpdateInvoice: choosing(updateOrPublish, {
    legacyName: 'UpdateInvoice',
    read: withNewItems,
    says: saysNewItem,
    named: { paymentmethod: 'gateway' },
    unsupported: ['itemdescription', 'itemamount', 'itemtaxed'],
  }),
  UpdateQuote: of(UpdateQuote),
  UpdateTicket: of(UpdateTicket),
  UpdateTicketReply: of(UpdateTicketReply),
  UpdateToDoItem: of(UpdateToDoItem),
  UpdateUserPermissions: of(UpdateUserPermissions),
  WhmcsDetails: of(WhmcsDetails),
};
