import { beforeAll, describe, expect, it } from 'vitest';
import { useStripe } from '#test/billing/gateways.ts';
import { noraForm } from '#test/clients/nora.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { stopAfterFile } from '#test/setup/stops.ts';
import { done, openShop, type Shop } from '#test/shop.ts';

let gateway: Gateway;
let shop: Shop;
beforeAll(async () => {
  gateway = await openGateway();
  shop = await openShop(gateway);
});

const refusal = async (command: string, form: Record<string, string | number>) => {
  const { result, message } = await gateway.rapi(command, form);
  expect(result, message).toBe('error');
  return message as string;
};

describe('lists', () => {
  it('sorts by the reference’s columns and by those of the rows, which carry them (R59)', async () => {
    const { user_id } = await done(gateway, 'AddClient', {
      ...noraForm,
      company_name: 'Zeta Ltd',
      password: 'Kontakt-123-lang',
    });
    for (const command of ['GetClients', 'GetUsers'])
      for (const column of ['groupid', 'group_id', 'datecreated', 'entry_date', 'company_name'])
        await done(gateway, command, { sort_order_field: column, sort_order: 'DESC' });
    const { users } = await done(gateway, 'GetUsers', { company_name: 'zeta' });
    expect(users).toEqual([
      expect.objectContaining({ company_name: 'Zeta Ltd', phonenumber: '2079460000' }),
    ]);
    expect(await done(gateway, 'GetUsers', { phonenumber: '020 7946' })).toMatchObject({
      totalresults: 1,
    });
    for (const [command, columns] of Object.entries({
      GetTickets: ['deptid', 'department_id', 'date', 'entry_date'],
      GetToDoItems: ['duedate', 'due_date'],
      GetActivityLog: ['userid', 'user_id'],
      GetAffiliates: ['groupid', 'group_id', 'datecreated', 'entry_date'],
    }))
      for (const column of columns)
        await done(gateway, command, { page_num: 1, sort_order_field: column, sort_order: 'ASC' });
    expect(Number(user_id)).toBeGreaterThan(0);
  });

  it('finds emails by the beginning of their time, to the second (R69)', async () => {
    await done(gateway, 'SendEmail', { id: gateway.carol, subject: 'S', message: '<p>M</p>' });
    const { emails } = await done(gateway, 'GetEmails', { user_id: gateway.carol, page_num: 1 });
    const { date } = emails.email[0] as { date: string };
    const found = async (datetime: string) =>
      (await done(gateway, 'GetEmails', { user_id: gateway.carol, page_num: 1, datetime }))
        .totalresults;
    for (const length of [19, 16, 13, 10, 9, 7, 4])
      expect(await found(date.slice(0, length))).toBe(1);
    const second = (Number(date.slice(17)) + 1) % 60;
    expect(await found(`${date.slice(0, 17)}${String(second).padStart(2, '0')}`)).toBe(0);
  });

  it('counts staff who are online, not their sign-ins (R35)', async () => {
    await gateway.data(
      `mutation ($input: UpdateAdminInput!) { updateAdmin(input: $input) { admin { id } } }`,
      { input: { adminId: `Admin:${gateway.adminId}`, password: 'Kontakt-123-lang' } },
    );
    const tokens: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      const { validateStaffLogin } = await gateway.data(
        `mutation { validateStaffLogin(input: { username: "ada", password: "Kontakt-123-lang" }) {
          session { accessToken } } }`,
      );
      tokens.push(validateStaffLogin.session.accessToken);
    }
    expect(new Set(tokens).size).toBe(2);
    const online = await done(gateway, 'GetStaffOnline', {});
    expect([online.totalresults, online.staffonline.staff.length]).toEqual([1, 1]);
    expect((await done(gateway, 'GetStats', {})).staff_online).toBe(1);
  });
});

describe('prices', () => {
  const price = (fee: string, amount: string) => `[{"${fee}":"${amount}"}]`;

  it('shows a reseller the prices of four to ten years (R47)', async () => {
    const pid = await shop.addProduct({
      price_duration: 'price_four_years_fee',
      sale_pricing: price('price_four_years_fee', '160'),
      setup_pricing: '[{}]',
    });
    await gateway.data(
      `mutation ($input: SetResellerProductPricesInput!) {
        setResellerProductPrices(input: $input) { reseller { id } } }`,
      {
        input: {
          resellerId: `Reseller:${gateway.resellerId}`,
          prices: [{ productId: `Product:${pid}`, cycle: 'FOUR_YEARS', price: '111' }],
        },
      },
    );
    const { products } = await done(gateway, 'GetResellerProductsPrices', {
      user_id: gateway.rita,
    });
    const row = products.product.find((one: { pid: number }) => one.pid === pid);
    expect(row.pricing.USD.sale_pricing).toEqual({ price_four_years_fee: '111.00' });
  });

  it('prints each currency’s decimals, and what is free as nothing (R70)', async () => {
    for (const [code, rate] of [
      ['JPY', '151.25'],
      ['KWD', '0.31'],
    ])
      await gateway.data(
        `mutation ($input: CreateCurrencyInput!) { createCurrency(input: $input) { currency { id } } }`,
        { input: { code, rate } },
      );
    const paid = await shop.addProduct();
    const free = await shop.addProduct({ payment_time: 'free', price_duration: 'Free' });
    const pricingOf = async (pid: number) =>
      (await done(gateway, 'GetProducts', { pid })).products.product[0].pricing;
    // 10.00 × 151.25 = 1512.5, a yen has no parts; 10.00 × 0.31 = 3.1 dinars of 1,000 fils.
    expect(await pricingOf(paid)).toMatchObject({
      USD: { monthly: '10.00', msetupfee: '0.00', annually: '-1.00' },
      JPY: { monthly: '1513', msetupfee: '0', annually: '-1.00' },
      KWD: { monthly: '3.100', msetupfee: '0.000', annually: '-1.00' },
    });
    expect(await pricingOf(free)).toMatchObject({
      USD: { monthly: '0.00', annually: '0.00' },
      JPY: { monthly: '0', annually: '0' },
      KWD: { monthly: '0.000', annually: '0.000' },
    });
  });
});

describe('what is asked for and what is refused', () => {
  it('links no account of somebody else’s (R64)', async () => {
    await gateway.data(
      `mutation ($input: CreateSignInProviderInput!) { createSignInProvider(input: $input) {
        signInProvider { id } } }`,
      {
        input: {
          name: 'example',
          displayName: 'Example',
          issuer: 'https://accounts.example.com',
          oauthClientId: 'our-id',
          oauthClientSecret: 'our-secret',
          isActive: true,
        },
      },
    );
    const { user_id } = await done(gateway, 'AddClient', {
      ...noraForm,
      email: 'sso@example.test',
      password: 'Kontakt-123-lang',
    });
    const { auths } = await done(gateway, 'GetSsoAuths', { user_id });
    expect(auths.auth).toEqual([
      expect.objectContaining({ provider: 'example', linked: false, url: '' }),
    ]);
  });

  it('sends an email about an order with the order, and with nothing else (R67)', async () => {
    const { emailTemplates } = await gateway.data('{ emailTemplates { databaseId name } }');
    const template = emailTemplates.find(({ name }: { name: string }) => name === 'Order Accepted')
      .databaseId as number;
    const general = { template, type: 'general', id: gateway.carol };
    expect(await refusal('SendEmail', general)).toBe('Invalid message type provided');
    const { orderId } = await shop.order(gateway.carol, await shop.addProduct());
    const { sendEmail } = await gateway.data(
      `mutation ($input: SendEmailInput!) { sendEmail(input: $input) { emails { html } } }`,
      { input: { templateId: `EmailTemplate:${template}`, relatedId: `Order:${orderId}` } },
    );
    const [{ databaseId, number }] = (
      await gateway.data('{ orders(first: 1) { edges { node { databaseId number } } } }')
    ).orders.edges.map(({ node }: { node: object }) => node);
    expect(databaseId).toBe(orderId);
    expect(sendEmail.emails[0].html).toContain(number);
  });

  it('takes a file of the size it advertises in each of its spellings (R62)', async () => {
    const content = Buffer.alloc(10 << 20, 'x');
    await gateway.data(
      `mutation ($input: CreateDepartmentInput!) { createDepartment(input: $input) { department { id } } }`,
      { input: { name: 'Sales' } },
    );
    const { openTicket } = await gateway.data(
      `mutation ($input: OpenTicketInput!) { openTicket(input: $input) { ticket { databaseId } } }`,
      { input: { departmentId: 'Department:1', subject: 'x', message: 'y' } },
      'carol',
    );
    const ticket_id = String(openTicket.ticket.databaseId);
    const file = {
      name: 'a.txt',
      type: 'text/plain',
      size: content.length,
      tmp_name: content.toString('base64'),
    };
    const twice = Buffer.from(JSON.stringify([file])).toString('base64');
    // (10 MiB × 4/3 + the words around it) × 4/3: what the reference's spelling needs.
    expect(twice.length).toBeGreaterThan(18_641_352 - 100);
    const words = {
      token: 'token-of-staff',
      ticket_id,
      message: 'hi',
      user_id: String(gateway.carol),
    };
    const post = async (body: FormData | URLSearchParams) =>
      (await (
        await fetch(`${gateway.url}/rapi/AddTicketReply`, { method: 'POST', body })
      ).json()) as object;
    expect(await post(new URLSearchParams({ ...words, attachments: twice }))).toMatchObject({
      result: 'success',
    });
    const form = new FormData();
    for (const [name, value] of Object.entries(words)) form.set(name, value);
    form.set('attachments[]', new Blob([content], { type: 'text/plain' }), 'a.txt');
    expect(await post(form)).toMatchObject({ result: 'success' });
    const files = (count: number) =>
      Buffer.from(
        JSON.stringify(
          Array.from({ length: count }, (_, at) => ({
            ...file,
            name: `${at}.txt`,
            size: 1,
            tmp_name: 'eA==',
          })),
        ),
      ).toString('base64');
    expect(await post(new URLSearchParams({ ...words, attachments: files(10) }))).toMatchObject({
      result: 'success',
    });
    expect(await post(new URLSearchParams({ ...words, attachments: files(11) }))).toMatchObject({
      result: 'error',
      message: 'attachments must be at most 10 files.',
    });
  });

  it('stays with what was decided about the suite of others (R73, R74)', async () => {
    expect(await refusal('GetClientPassword', { email: 'carol@example.test' })).toBe(
      'user_id is required: a whole number above 0.',
    );
    for (const name of [
      'CreateProject',
      'CreateOAuthCredential',
      'UpdateTicketReply',
      'GetHealthStatus',
    ])
      expect((await gateway.rapi(name, {})).result).toBe('error');
    const { quoteid } = await done(gateway, 'CreateQuote', {
      subject: 'x',
      date_expiry: '2099-01-01',
      client_id: gateway.carol,
      line_items: JSON.stringify([{ name: 'x', qty: 1, rate: 1 }]),
    });
    await done(gateway, 'AcceptQuote', { quote_id: quoteid });
    await done(gateway, 'SendQuote', { quote_id: quoteid });
    const { quotes } = await done(gateway, 'GetQuotes', { page_num: 1 });
    expect(quotes.quote[0]).toMatchObject({ id: Number(quoteid), status: 'Accepted' });
    expect(await refusal('DomainTransfer', { domain_id: 1 })).toMatch(/^epp_code is required/);
  });

  it('requires what a slip must not leave out, and nothing harmless (R75)', async () => {
    expect(await refusal('AddBannedIp', { ip_address: '203.0.113.9', reason: 'x' })).toMatch(
      /^days is required/,
    );
    await done(gateway, 'GetAutomationLog', {});
    await done(gateway, 'GetActivityLog', {});
    await done(gateway, 'GetToDoItems', {});
    await done(gateway, 'GetEmails', { user_id: gateway.carol });
  });

  it('takes every field that the form of a pay method offers (R48, M57)', async () => {
    const stripe = await useStripe(gateway);
    stopAfterFile(stripe.stop);
    const { contactid } = await done(gateway, 'AddContact', {
      user_id: gateway.carol,
      first_name: 'Bill',
      email: 'bill@example.test',
    });
    const form = await done(gateway, 'AddPayMethodForm', { user_id: gateway.carol });
    const names = form.fields.map(({ name }: { name: string }) => name);
    expect(names).toContain('billing_contact_id');
    const store = async (billingContactId?: string) =>
      gateway.data(
        `mutation ($input: CreatePayMethodInput!) { createPayMethod(input: $input) { payMethod { databaseId } } }`,
        {
          input: {
            clientId: `Client:${gateway.carol}`,
            gatewayId: `Gateway:${stripe.id}`,
            methodReference: 'pm_card',
            description: 'Card',
            makeDefault: true,
            ...(billingContactId && { billingContactId }),
          },
        },
      );
    const own = (await store()).createPayMethod.payMethod.databaseId;
    const billed = (await store(`Contact:${contactid}`)).createPayMethod.payMethod.databaseId;
    const { paymethods } = await done(gateway, 'GetPayMethods', { user_id: gateway.carol });
    const rowOf = (id: number) =>
      paymethods.find((row: { id: number | string }) => Number(row.id) === id);
    expect(rowOf(own)).toMatchObject({ contact_type: 'Client' });
    expect(rowOf(billed)).toMatchObject({
      contact_type: 'Contact',
      contact_id: Number(contactid),
    });
  });

  it('says that no gateway is active (R71)', async () => {
    const { paymentMethods } = await gateway.data('{ paymentMethods { name } }');
    const turn = async (isActive: boolean) => {
      for (const { name } of paymentMethods as { name: string }[])
        await gateway.data(
          `mutation ($input: ConfigureGatewayInput!) { configureGateway(input: $input) { gateway { id } } }`,
          { input: { name, isActive } },
        );
    };
    await turn(false);
    const order = {
      user_id: gateway.carol,
      payment_method: 'mailin',
      user_ip: '203.0.113.9',
      userAgent: 'x',
      acceptLanguage: 'en',
    };
    await done(gateway, 'CartAddItem', {
      user_id: gateway.carol,
      hosting: await shop.addProduct(),
      client_ip_address: '203.0.113.9',
    });
    expect(await refusal('AddOrder', order)).toMatch(/No payment method is active\./);
    await turn(true);
    await done(gateway, 'AddOrder', order);
  });
});
