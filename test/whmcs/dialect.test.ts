import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { paramsOf } from '#transports/rapi/fields.ts';
import { commands } from '#transports/rapi/commands.ts';
import type { AnyLegacy } from '#transports/rapi/legacy.ts';
import { actions, actionNamed } from '#transports/whmcs/actions.ts';
import { nameIn } from '#transports/whmcs/request-names.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { done, openShop, type Shop } from '#test/shop.ts';
import { callWhmcs, whmcs } from './whmcs.ts';

let gateway: Gateway;
let shop: Shop;
beforeAll(async () => {
  gateway = await openGateway();
  shop = await openShop(gateway);
});

const call = (action: string, form: Record<string, string | number> = {}) =>
  whmcs(gateway, action, form);

/** A name of the reference with that of WHMCS, per command: from the table of the specification. */
const pairs = JSON.parse(readFileSync(`${import.meta.dirname}/parameters.json`, 'utf8')) as Record<
  string,
  Record<string, string>
>;

/** What differs by more than a name, and what page and size of a page make together. */
const converted: Record<string, string[]> = {
  AddOrder: ['*'],
  AddProduct: ['*'],
  AcceptOrder: ['*'],
  AddContact: [
    'general_emails',
    'product_emails',
    'domain_emails',
    'invoice_emails',
    'support_emails',
    'affiliate_emails',
  ],
  AddTicketReply: [],
  CreateInvoice: ['*'],
  CreateQuote: ['*'],
  GetTicketAttachment: ['*'],
  SendEmail: ['template'],
  UpdateInvoice: ['*'],
  UpdateClient: [
    'general_emails',
    'product_emails',
    'domain_emails',
    'invoice_emails',
    'support_emails',
    'affiliate_emails',
  ],
};

describe('names', () => {
  it('gives each parameter of a command its name in WHMCS', () => {
    const wrong: string[] = [];
    for (const [name, names] of Object.entries(pairs)) {
      const action = actionNamed(name);
      if (!action || typeof action.command === 'function') continue;
      const command = action.command;
      for (const [own, spelling] of Object.entries(names)) {
        if (own === 'page_num' || converted[name]?.some((skip) => skip === '*' || skip === own))
          continue;
        const received = nameIn(command, action, spelling);
        // Where a command knows the client under any name, both are read.
        const isClient = (text: string) => /^(user_id|clientid|userid|client_id)$/.test(text);
        if (received !== own && !(isClient(received) && isClient(own)))
          wrong.push(`${name}: ${spelling} → ${received}, not ${own}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('names only parameters and commands that exist', () => {
    const odd = actions.flatMap((action) => {
      const { command, names = {}, legacyName, name } = action;
      if (legacyName && !(legacyName in commands)) return [`${name}: ${legacyName}`];
      if (typeof command === 'function') return [];
      const known = paramsOf((command as AnyLegacy).params);
      return Object.values(names)
        .filter((own) => !(own in known))
        .map((own) => `${name}: ${own}`);
    });
    expect(odd).toEqual([]);
  });
});

describe('formats', () => {
  it('answers JSON, XML or name-value pairs, the last for whoever names none', async () => {
    const json = await callWhmcs(gateway, 'getcurrencies', { responsetype: 'json' });
    expect(json.type).toBe('application/json; charset=utf-8');
    const { currencies } = JSON.parse(json.text);

    const xml = await callWhmcs(gateway, 'getcurrencies', { responsetype: 'xml' });
    expect(xml.type).toBe('application/xml; charset=utf-8');
    expect(xml.text).toMatch(
      /^<\?xml version="1.0" encoding="utf-8"\?>\n<whmcsapi version="8\.13\.1"><action>getcurrencies<\/action><result>success<\/result>/,
    );
    const parsed = new XMLParser({ parseTagValue: false }).parse(xml.text, true);
    expect(parsed.whmcsapi.currencies.currency.code).toBe(currencies.currency[0].code);

    const old = await callWhmcs(gateway, 'GetInvoice', { invoiceid: 99 });
    expect(old).toEqual({
      status: 200,
      type: 'text/plain; charset=utf-8',
      text: 'result=error;message=Invoice ID Not Found;',
    });
    expect((await callWhmcs(gateway, 'GetStats', { responsetype: 'yaml' })).text).toContain(
      'responsetype must be json, xml or nvp.',
    );
  });

  it('writes XML on /rapi, markup, control characters and years as keys included', async () => {
    await gateway.rapi('AddClientNote', { user_id: gateway.carol, notes: 'a < b & "c"' });
    const body = new URLSearchParams({ token: 'token-of-staff', responsetype: 'xml' });
    const response = await fetch(`${gateway.url}/rapi/GetActivityLog`, { method: 'POST', body });
    const text = await response.text();
    expect(text).toContain('<rapi version="1"><action>getactivitylog</action>');
    expect(new XMLParser().parse(text, true).rapi.result).toBe('success');
  });
});

describe('a day of an old program', () => {
  it('signs up a client, bills them and takes the money', async () => {
    const client = await call('AddClient', {
      firstname: 'Petra',
      lastname: 'Prospect',
      companyname: 'P Ltd',
      email: 'petra@example.test',
      address1: '2 Street',
      city: 'Berlin',
      state: 'Berlin',
      postcode: '10115',
      country: 'DE',
      phonenumber: '+49 30 901820',
      password2: 'correct horse battery',
      noemail: 'true',
    });
    expect(client).toMatchObject({ result: 'success', clientid: expect.stringMatching(/^\d+$/) });
    const { clientid } = client;
    const { clients } = await call('GetClients', {
      limitstart: 0,
      limitnum: 1,
      sorting: 'DESC',
      orderby: 'id',
    });
    expect(clients.client).toEqual([
      {
        id: Number(clientid),
        firstname: 'Petra',
        lastname: 'Prospect',
        companyname: 'P Ltd',
        email: 'petra@example.test',
        datecreated: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        groupid: 0,
        status: 'Active',
      },
    ]);

    const invoice = await call('CreateInvoice', {
      userid: clientid,
      status: 'Unpaid',
      paymentmethod: 'mailin',
      date: '2026-11-01',
      duedate: '2026-11-15',
      itemdescription1: 'Hosting',
      itemamount1: '10.00',
      itemtaxed1: '0',
      itemdescription2: 'Discount',
      itemamount2: '-0.50',
    });
    expect(invoice).toMatchObject({ result: 'success', status: 'Unpaid' });
    const { invoiceid } = invoice;
    await call('UpdateInvoice', {
      invoiceid,
      'newitemdescription[0]': 'Setup',
      'newitemamount[0]': '5.5',
      'newitemtaxed[0]': '0',
    });
    const paid = await call('AddInvoicePayment', {
      invoiceid,
      transid: 'T-1',
      gateway: 'mailin',
      date: '2026-11-02 10:00:00',
    });
    expect(paid.result).toBe('success');
    const read = await call('GetInvoice', { invoiceid });
    // 10.00 − 0.50 + 5.50 = 15.00, all of it paid.
    expect(read).toMatchObject({
      invoiceid,
      userid: Number(clientid),
      date: '2026-11-01',
      duedate: '2026-11-15',
      datepaid: '2026-11-02 10:00:00',
      total: '15.00',
      balance: '0.00',
      status: 'Paid',
      paymentmethod: 'mailin',
    });
    expect(read.transactions.transaction).toEqual([
      expect.objectContaining({ transid: 'T-1', invoiceid: String(invoiceid), amountin: '15.00' }),
    ]);
    for (const name of ['invoice_id', 'user_id', 'entry_date', 'payment_method'])
      expect(read).not.toHaveProperty(name);
  });

  it('orders products and domains at once and leaves the client’s own cart alone', async () => {
    const pid = await shop.addProduct();
    const other = await shop.addProduct();
    const cart = { user_id: gateway.carol, client_ip_address: '203.0.113.9' };
    await done(gateway, 'CartAddItem', { ...cart, hosting: other });
    const order = await call('AddOrder', {
      clientid: gateway.carol,
      paymentmethod: 'mailin',
      'pid[0]': pid,
      'domain[0]': 'carols-site.example',
      'billingcycle[0]': 'monthly',
      'pid[1]': pid,
      'domain[1]': '',
      noinvoiceemail: 'true',
    });
    expect(order, JSON.stringify(order)).toMatchObject({
      result: 'success',
      serviceids: expect.stringMatching(/^\d+,\d+$/),
    });
    // Two products at 10.00 a month each.
    const { total } = await call('GetInvoice', { invoiceid: order.invoiceid });
    expect(total).toBe('20.00');
    const [first] = order.serviceids.split(',');
    const { products } = await call('GetClientsProducts', { serviceid: first });
    expect(products.product).toEqual([
      expect.objectContaining({
        id: first,
        pid: String(pid),
        domain: 'carols-site.example',
        status: 'Pending',
      }),
    ]);
    const own = await done(gateway, 'GetCart', { user_id: gateway.carol, user_ip: '203.0.113.9' });
    expect(own.items.item).toEqual([expect.objectContaining({ relid: other })]);

    await call('AcceptOrder', { orderid: order.orderid, autosetup: 0, sendemail: 0 });
    const { orders } = await call('GetOrders', { id: order.orderid });
    expect(orders.order[0]).toMatchObject({ id: Number(order.orderid), status: 'Active' });
  });

  it('registers a domain with its product under one number, with years and name servers', async () => {
    await gateway.data(
      `mutation ($input: ConfigureRegistrarInput!) { configureRegistrar(input: $input) { registrar { id } } }`,
      { input: { module: 'sandbox', isActive: true } },
    );
    const tld = {
      extension: '.com',
      auto_registrar: 'sandbox',
      currency_code: 'USD',
      'register[1]': '12.00',
      'register[2]': '22.50',
      'renew[1]': '12.00',
      'transfer[1]': '9.00',
    };
    expect(await call('CreateOrUpdateTLD', tld)).toMatchObject({
      result: 'success',
      extension: '.com',
    });
    expect(await call('CreateOrUpdateTLD', { ...tld, currency_code: 'EUR' })).toEqual({
      result: 'error',
      message: 'currency_code must be USD: prices are kept in it.',
    });
    const pid = await shop.addProduct();
    const order = await call('AddOrder', {
      clientid: gateway.carol,
      paymentmethod: 'mailin',
      'pid[0]': pid,
      'domain[0]': 'carols-new-name.com',
      'domaintype[0]': 'register',
      'regperiod[0]': 2,
      nameserver1: 'ns1.house.test',
      nameserver2: 'ns2.house.test',
    });
    expect(order, JSON.stringify(order)).toMatchObject({ result: 'success' });
    // 10.00 for the month of hosting, 22.50 for two years of the domain.
    expect((await call('GetInvoice', { invoiceid: order.invoiceid })).total).toBe('32.50');
    const { domains } = await call('GetClientsDomains', { domainid: order.domainids });
    expect(domains.domain).toEqual([
      expect.objectContaining({
        id: order.domainids,
        domainname: 'carols-new-name.com',
        regperiod: '2',
        firstpaymentamount: '22.50',
        userid: String(gateway.carol),
      }),
    ]);
    const { products } = await call('GetClientsProducts', { serviceid: order.serviceids });
    expect(products.product[0]).toMatchObject({ domain: 'carols-new-name.com' });
  });

  it('refuses an order it cannot place, and leaves nothing of it', async () => {
    const before = await gateway.app.db.cart.count();
    const form = { clientid: gateway.carol, paymentmethod: 'mailin' };
    expect((await call('AddOrder', form)).message).toBe(
      'No items added to cart so order cannot proceed',
    );
    expect((await call('AddOrder', { ...form, 'pid[]': 9999 })).message).toBe(
      'Product ID Not Found',
    );
    expect((await call('AddOrder', { ...form, 'domain[]': 'x.com' })).message).toMatch(
      /^domaintype/,
    );
    expect((await call('AddOrder', { ...form, paymentmethod: 'gold', 'pid[]': 1 })).message).toBe(
      'Invalid Payment Method. Valid options include mailin',
    );
    expect(await gateway.app.db.cart.count()).toBe(before);
  });

  it('opens a ticket, answers it and reads both', async () => {
    const { createDepartment } = await gateway.data(
      `mutation ($input: CreateDepartmentInput!) {
        createDepartment(input: $input) { department { databaseId } }
      }`,
      { input: { name: 'Support', email: 'support@house.test' } },
    );
    const deptid = createDepartment.department.databaseId as number;
    const opened = await call('OpenTicket', {
      deptid,
      clientid: gateway.carol,
      subject: 'Mail',
      message: 'It does not arrive.',
      priority: 'High',
    });
    expect(opened).toMatchObject({
      result: 'success',
      tid: expect.any(String),
      c: expect.any(String),
    });
    await call('AddTicketReply', { ticketid: opened.id, message: 'Now?', adminusername: 'ada' });
    await call('UpdateTicket', { ticketid: opened.id, status: 'Closed', flag: gateway.adminId });
    const ticket = await call('GetTicket', { ticketid: opened.id });
    expect(ticket).toMatchObject({
      ticketid: opened.id,
      deptid: String(deptid),
      userid: String(gateway.carol),
      status: 'Closed',
      priority: 'High',
      flag: String(gateway.adminId),
    });
    const texts = ticket.replies.reply.map(({ message }: { message: string }) => message);
    expect(texts).toEqual(['It does not arrive.', 'Now?']);
  });
});

describe('what holds on every transport holds here', () => {
  it('makes one invoice of a request that is sent twice under one key', async () => {
    const form = {
      userid: gateway.carol,
      itemdescription1: 'Once',
      itemamount1: '1',
      idempotency_key: 'whmcs-once',
    };
    const first = await call('CreateInvoice', form);
    expect(await call('CreateInvoice', form)).toEqual(first);
    const other = await call('CreateInvoice', { ...form, itemamount1: '2' });
    expect(other.result).toBe('error');
  });

  it('tries an action and leaves nothing', async () => {
    const before = await gateway.app.db.invoice.count();
    const reply = await call('CreateInvoice', {
      userid: gateway.carol,
      itemdescription1: 'Dry',
      itemamount1: '1',
      dry_run: 1,
    });
    expect(reply.result).toBe('success');
    expect(JSON.stringify(reply.dry_run.effects)).toContain('invoice');
    expect(await gateway.app.db.invoice.count()).toBe(before);
  });

  it('limits a credential to the commands it lists, by their names on /rapi', async () => {
    const { createApiCredential } = await gateway.data(
      `mutation ($input: CreateApiCredentialInput!) {
        createApiCredential(input: $input) { token credential { identifier } }
      }`,
      { input: { kind: 'STAFF', name: 'Reader', commands: ['GetClientProducts'] } },
    );
    const { token: secret, credential } = createApiCredential;
    const as = { identifier: credential.identifier, secret };
    expect(await call('GetClientsProducts', { ...as, clientid: 1 })).toMatchObject({
      result: 'success',
    });
    expect(await call('GetClients', as)).toEqual({
      result: 'error',
      message: 'Invalid Permissions: API action "getclients" is not allowed',
    });
    expect(await call('GetClientsAddons', { ...as, clientid: 1 })).toMatchObject({
      result: 'error',
    });
  });

  it('shows a reseller its own customers only', async () => {
    const { clients } = await whmcs(gateway, 'GetClients', {}, 'reseller');
    expect(clients.client.map(({ id }: { id: number }) => id)).toEqual([gateway.rob]);
    const foreign = await whmcs(
      gateway,
      'GetClientsDetails',
      { clientid: gateway.carol },
      'reseller',
    );
    expect(foreign).toEqual({ result: 'error', message: 'Client Not Found' });
  });
});

describe('bad input', () => {
  it('names a parameter as it was sent', async () => {
    expect(
      await call('CreateInvoice', {
        userid: gateway.carol,
        duedate: 'soon',
        itemdescription1: 'x',
        itemamount1: '1',
      }),
    ).toEqual({
      result: 'error',
      message: 'duedate must be a date as YYYY-MM-DD or DD/MM/YYYY.',
    });
    expect(await call('GetClients', { limitnum: 'many' })).toEqual({
      result: 'error',
      message: expect.stringMatching(/^limitnum must be a whole number/),
    });
    const lines = { itemdescription1: 'a', itemamount1: '1', itemdescription2: 'x' };
    expect(await call('CreateInvoice', { userid: gateway.carol, ...lines })).toEqual({
      result: 'error',
      message: expect.stringMatching(/^itemamount2 is required/),
    });
    const order = { clientid: gateway.carol, paymentmethod: 'mailin', 'pid[0]': 'x' };
    expect(await call('AddOrder', order)).toEqual({
      result: 'error',
      message: 'pid[0] must be a whole number above 0.',
    });
    expect(
      await call('AddInvoicePayment', { invoiceid: 1, transid: 'x', gateway: 'gold' }),
    ).toEqual({
      result: 'error',
      message: expect.stringMatching(
        /^gateway must be the system name of a payment method: .*mailin/,
      ),
    });
  });

  it('refuses what it cannot do by name, and says of absent actions why', async () => {
    const refused = await call('CreateInvoice', {
      userid: gateway.carol,
      itemdescription1: 'x',
      itemamount1: '1',
      taxrate: '19',
    });
    expect(refused).toEqual({ result: 'error', message: 'Unsupported parameter: taxrate' });
    expect(await call('CreateProject', {})).toEqual({
      result: 'error',
      message: 'Project Management is not active.',
    });
    expect((await call('CreateSsoToken', {})).message).toMatch(/^Command Not Available: /);
    expect(await call('Nonsense', {})).toEqual({ result: 'error', message: 'Command Not Found' });
    expect((await fetch(`${gateway.url}/includes/api.php`)).status).toBe(405);
  });
});
