import { openShop } from '#test/shop.ts';
import type { Chance } from '#test/schema/chance.ts';
import { openDesk } from '#test/support/desk.ts';
import type { Gateway } from '#test/gateway.ts';

/** A list that is walked, and what happens to its rows meanwhile. */
export interface WalkedList {
  /** The root field. */
  list: string;
  /** The type of its rows. */
  type: string;
  filter: object;
  fields: readonly string[];
  /** Adds a row that the list shows. */
  add: (chance: Chance) => Promise<void>;
  /** Takes a row out of the list, by closing, paying or deleting. */
  remove: (id: string, chance: Chance) => Promise<unknown>;
}

type Change = (document: string, input: object) => Promise<any>;

function ticketsOf(change: Change, clientId: string, departmentId: string): WalkedList {
  return {
    list: 'tickets',
    type: 'Ticket',
    filter: { status: ['Open'], client: [clientId] },
    fields: ['ID', 'SUBJECT', 'PRIORITY', 'LAST_REPLY_AT', 'NUMBER'],
    add: async (chance) => {
      const priority = chance.of(['LOW', 'MEDIUM', 'HIGH']);
      const subject = `Walk ${chance.below(5)}`;
      await change('OpenTicketInput!){openTicket(input:$input){ticket{id}}}', {
        departmentId,
        clientId,
        subject,
        message: 'm',
        priority,
      });
    },
    remove: async (id, chance) => {
      if (chance.is(0.5))
        await change('CloseTicketInput!){closeTicket(input:$input){ticket{id}}}', { ticketId: id });
      else
        await change('DeleteTicketInput!){deleteTicket(input:$input){__typename}}', {
          ticketIds: [id],
        });
    },
  };
}

function invoicesOf(gateway: Gateway, change: Change, clientId: string): WalkedList {
  return {
    list: 'invoices',
    type: 'Invoice',
    filter: { status: ['UNPAID'], client: [clientId] },
    fields: ['ID', 'DUE_ON', 'TOTAL', 'BALANCE', 'PAID_AT'],
    add: async (chance) => {
      const lines = [{ description: 'Work', unitPrice: `${1 + chance.below(4)}.00` }];
      const dueOn = `2026-12-0${1 + chance.below(5)}`;
      await change('CreateInvoiceInput!){createInvoice(input:$input){invoice{id}}}', {
        clientId,
        lines,
        status: 'UNPAID',
        issuedOn: '2026-11-01',
        dueOn,
      });
    },
    remove: async (id, chance) => {
      if (chance.is(0.5))
        return change('CancelInvoiceInput!){cancelInvoice(input:$input){invoice{id}}}', {
          invoiceId: id,
        });
      const { invoice } = await gateway.data('query($id:ID!){invoice(id:$id){balance{amount}}}', {
        id,
      });
      return change('AddInvoicePaymentInput!){addInvoicePayment(input:$input){__typename}}', {
        invoiceId: id,
        amount: invoice.balance.amount,
      });
    },
  };
}

function clientsOf(change: Change): WalkedList {
  let made = 0;
  return {
    list: 'clients',
    type: 'Client',
    filter: { companyName: 'Walk', status: ['ACTIVE'] },
    fields: ['ID', 'FIRST_NAME', 'COMPANY_NAME', 'EMAIL', 'CREDIT', 'GROUP', 'STATUS'],
    add: async (chance) => {
      made += 1;
      await change('AddClientInput!){addClient(input:$input){client{id}}}', {
        firstName: `F${chance.below(3)}`,
        lastName: 'L',
        companyName: `Walk ${chance.below(3)}`,
        email: `walk-${made}@example.test`,
        password: 'correct-horse-7',
        address1: '1 High Street',
        city: 'London',
        state: 'London',
        postcode: 'N1 1AA',
        country: 'GB',
        phoneNumber: '2079460000',
        sendWelcomeEmail: false,
      });
    },
    remove: async (clientId, chance) =>
      chance.is(0.5)
        ? change('CloseClientInput!){closeClient(input:$input){client{id}}}', { clientId })
        : change('DeleteClientInput!){deleteClient(input:$input){deletedId}}', { clientId }),
  };
}

/** Orders and their services, which are placed together. */
async function soldOf(gateway: Gateway, change: Change): Promise<WalkedList[]> {
  const shop = await openShop(gateway);
  const products: number[] = [];
  for (const price of [10, 10, 20])
    products.push(await shop.addProduct({ sale_pricing: `[{"price_monthly_fee":"${price}"}]` }));
  const add = async (chance: Chance) => {
    await shop.order(gateway.carol, chance.of(products));
  };
  const client = [`Client:${gateway.carol}`];
  return [
    {
      list: 'orders',
      type: 'Order',
      filter: { client, status: ['PENDING'] },
      fields: ['ID', 'AMOUNT', 'CREATED_AT', 'CANCELLED_AT', 'PRODUCT_TYPE', 'STATUS'],
      add,
      remove: async (orderId, chance) => {
        await change('CancelOrderInput!){cancelOrder(input:$input){order{id}}}', {
          orderId,
          sendEmail: false,
        });
        if (chance.is(0.5))
          await change('DeleteOrderInput!){deleteOrder(input:$input){deletedId}}', { orderId });
      },
    },
    {
      list: 'services',
      type: 'Service',
      filter: { client, status: ['PENDING'] },
      fields: ['ID', 'RECURRING', 'NEXT_DUE_ON', 'REGISTERED_ON', 'DOMAIN_NAME', 'STATUS'],
      add,
      remove: (serviceId) =>
        change('UpdateClientProductInput!){updateClientProduct(input:$input){service{id}}}', {
          serviceId,
          status: 'CANCELLED',
        }),
    },
  ];
}

async function domainsOf(gateway: Gateway, change: Change): Promise<WalkedList> {
  const { db } = gateway.app;
  const tld = await db.tld.create({
    data: { extension: 'walk', unicodeExtension: 'walk', currencyCode: 'USD' },
  });
  let made = 0;
  return {
    list: 'domains',
    type: 'Domain',
    filter: { client: [`Client:${gateway.carol}`], status: ['ACTIVE'] },
    fields: ['ID', 'EXPIRES_ON', 'NAME', 'NEXT_DUE_ON', 'REGISTERED_ON', 'STATUS'],
    // A domain comes from a registrar; here it is written as it would stand afterwards.
    add: async (chance) => {
      made += 1;
      const name = `${'abc'[chance.below(3)]}${made}.walk`;
      const expiresOn = chance.is(0.3) ? null : new Date(`2027-01-0${1 + chance.below(5)}`);
      await db.domain.create({
        data: {
          clientId: gateway.carol,
          tldId: tld.id,
          name,
          unicodeName: name,
          status: 'ACTIVE',
          currencyCode: 'USD',
          years: 1,
          expiresOn,
        },
      });
    },
    remove: (domainId) =>
      change('UpdateClientDomainInput!){updateClientDomain(input:$input){domain{id}}}', {
        domainId,
        status: 'CANCELLED',
      }),
  };
}

/** The lists that are walked, each with ways in which its rows come and go by the API. */
export async function walkedLists(gateway: Gateway): Promise<WalkedList[]> {
  const departmentId = `Department:${await openDesk(gateway)}`;
  const clientId = `Client:${gateway.carol}`;
  const change: Change = (document, input) =>
    gateway.data(`mutation($input:${document}`, { input });
  return [
    ticketsOf(change, clientId, departmentId),
    invoicesOf(gateway, change, clientId),
    clientsOf(change),
    ...(await soldOf(gateway, change)),
    await domainsOf(gateway, change),
  ];
}
