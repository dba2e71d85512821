import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '#transports/rapi/commands.ts';
import { paramsOf } from '#transports/rapi/fields.ts';
import { sell, waiting } from '#test/domains/cast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { addService, openStore, type Store } from '#test/services/store.ts';

type Form = Record<string, string | number>;

let gateway: Gateway;
let store: Store;
beforeAll(async () => {
  gateway = await openGateway();
  store = await openStore(gateway);
  await sell(gateway, 'com');
  await gateway.app.db.gateway.create({
    data: { label: 'paypal', module: 'paypal', displayName: 'PayPal', isActive: true },
  });
});

const rapi = async (command: string, form: Form = {}) => {
  const reply = await gateway.rapi(command, form);
  expect([command, form, reply]).toEqual([
    command,
    form,
    expect.objectContaining({ result: 'success' }),
  ]);
  return reply;
};

/** What a reply shows under the names that a command takes. */
function takenOf(command: keyof typeof commands, shown: Record<string, unknown>): Form {
  const known = Object.keys(paramsOf(commands[command].params));
  return Object.fromEntries(
    known.filter((name) => name in shown).map((name) => [name, shown[name]]),
  ) as Form;
}

/** Posts a row back as it is read, which is to be taken and to change nothing that is shown. */
async function postBack(
  command: keyof typeof commands,
  read: () => Promise<Record<string, unknown>>,
  named: Form,
): Promise<string[]> {
  const before = await read();
  const form = takenOf(command, before);
  await rapi(command, { ...form, ...named });
  const { updated_at: _then, ...steady } = before;
  expect(await read()).toMatchObject(steady);
  return Object.keys(form);
}

// Cases, rule 5 and R45: what GetX shows under the reference's names, UpdateX takes.
describe('a row that is posted back as it was read', () => {
  it('is taken of a service, new or running', async () => {
    const fresh = { status: 'PENDING', nextDueOn: null, nextInvoiceOn: null } as const;
    const ids = [
      await addService(gateway, gateway.carol, store.hosting, fresh),
      await addService(gateway, gateway.carol, store.plain, { status: 'ACTIVE' }),
    ];
    await rapi('UpdateClientProduct', {
      service_id: ids[1]!,
      password: 'secret-1',
      payment_method: 'paypal',
      overide_auto_suspend: 'on',
    });
    for (const service_id of ids) {
      const form = { user_id: gateway.carol, service_id, page_name: 'si' };
      const read = async () => (await rapi('GetClientProduct', form)).product;
      const posted = await postBack('UpdateClientProduct', read, { service_id });
      expect(posted.length).toBeGreaterThan(25);
    }
    const { passwordEncrypted } = await gateway.app.db.service.findUniqueOrThrow({
      where: { id: ids[1]! },
    });
    expect(passwordEncrypted).not.toBeNull();
  });

  it('is taken of a domain, with the names of its registrar and its payment method', async () => {
    const held = await waiting(gateway, 'held.com');
    await rapi('DomainRegister', { domain_id: held });
    await rapi('UpdateClientDomain', { domain_id: held, payment_method: 'paypal' });
    for (const domain_id of [held, await waiting(gateway, 'waits.com')]) {
      const form = { user_id: gateway.carol, domain_id, page_name: 'di' };
      const read = async () => (await rapi('GetClientDomain', form)).domain;
      const posted = await postBack('UpdateClientDomain', read, { domain_id });
      expect(posted).toEqual(expect.arrayContaining(['registrar', 'payment_method']));
    }
  });

  it('is taken of an invoice, paid or not, without moving its payment', async () => {
    for (const status of [1, 2, 3]) {
      const line_items = '[{"name":"x","qty":1,"rate":50}]';
      const made = { user_id: gateway.carol, status, line_items, payment_method: 1 };
      const { invoice_id } = await rapi('CreateInvoice', made);
      const read = () => rapi('GetInvoice', { invoice_id });
      await postBack('UpdateInvoice', read, { invoice_id });
    }
  });

  it('is taken of a client, a product group and an announcement', async () => {
    const user_id = gateway.carol;
    await postBack(
      'UpdateClient',
      async () => (await rapi('GetClientDetails', { user_id })).client,
      {
        user_id,
      },
    );
    const group = async () => (await rapi('GetProductsGroups')).groups.group[0];
    const posted = await postBack('UpdateProductGroup', group, {});
    expect(posted).toEqual(expect.arrayContaining(['headline', 'tagline']));
    const { announcement_id: id } = await rapi('AddAnnouncement', {
      entry_date: '2026-11-21 10:00:00',
      title: 'News',
      announcement_text: '<p>x</p>',
    });
    const news = async () => (await rapi('GetAnnouncement', { id })).announcement;
    await postBack('UpdateAnnouncement', news, {});
  });

  it('is taken of a TLD, its prices under their years, also where a year is not sold', async () => {
    const read = async () => (await rapi('GetTLDPricing')).pricing.com;
    const years = (name: string, prices: Record<string, string>) =>
      Object.entries(prices).map(([year, price]) => [`${name}[${year}]`, price]);
    const back = ({ register, renew, transfer, ...row }: any, more: object = {}) =>
      rapi('UpdateTLD', {
        ...takenOf('UpdateTLD', row),
        TLD: row.tld,
        ...Object.fromEntries([
          ...years('register', register),
          ...years('renew', renew),
          ...years('transfer', transfer),
        ]),
        ...more,
      });
    const before = await read();
    expect(Object.keys(takenOf('UpdateTLD', before)).length).toBeGreaterThan(20);
    await back(before);
    expect(await read()).toEqual(before);
    const gap = { ...before, register: { 1: '10.00', 3: '27.00' } };
    await back(gap, { SPOT: 'YES', FET: 'HOT', featured_color: 'red' });
    const changed = { ...gap, SPOT: 'YES', FET: 'HOT', group: 'HOT', featured_color: 'red' };
    expect(await read()).toEqual(changed);
    await back(before, { FET: '', featured_color: '' });
    expect(await read()).toEqual(before);
    const { pricing } = await gateway.rapi('GetTLDPricing', {}, 'carol');
    for (const name of ['cost', 'REG', 'grace_cost']) expect(pricing.com).not.toHaveProperty(name);
  });

  it('shows the language of a user, which AddUser and UpdateUser take', async () => {
    const person = { first_name: 'Uma', last_name: 'User', email: 'uma@example.test' };
    await rapi('AddUser', { ...person, password: 'Kontakt-1234-x', language: 'german' });
    const { users } = await rapi('GetUsers', { email: 'uma@' });
    expect(users[0]).toMatchObject({ ...person, language: 'german' });
  });
});

// Cases, rules 4 and 17, R46 and R50: sent empty, or as 0 where an id is meant, empties.
describe('an id that is sent empty or as 0', () => {
  const user_id = () => gateway.carol;

  it('takes the payment method from a client and an invoice, and the client from its group', async () => {
    const { saveClientGroup } = await gateway.data(
      `mutation { saveClientGroup(input: { name: "G" }) { clientGroup { databaseId } } }`,
    );
    const group_id = saveClientGroup.clientGroup.databaseId;
    const line_items = '[{"name":"x","qty":1,"rate":5}]';
    const made = { user_id: user_id(), status: 2, line_items };
    const { invoice_id } = await rapi('CreateInvoice', made);
    for (const none of ['', 0]) {
      const filled = { user_id: user_id(), payment_method_id: 1, group_id };
      await rapi('UpdateClient', filled);
      await rapi('UpdateInvoice', { invoice_id, payment_method_id: 'paypal' });
      const client = async () => (await rapi('GetClientDetails', { user_id: user_id() })).client;
      const method = async () => (await rapi('GetInvoice', { invoice_id })).payment_method;
      expect(await method()).toBe('paypal');
      expect(await client()).toMatchObject({ defaultgateway: 'paypal', group_id });
      await rapi('UpdateClient', { user_id: user_id(), payment_method_id: none, group_id: none });
      await rapi('UpdateInvoice', { invoice_id, payment_method_id: none });
      expect(await client()).toMatchObject({ defaultgateway: '', group_id: 0 });
      expect(await method()).toBe('');
    }
  });

  it('takes server, promotion and payment method from a service, and the like from a domain', async () => {
    const { db } = gateway.app;
    const promotion = await db.promotion.create({
      data: { code: 'TEN', type: 'PERCENTAGE', value: 10, currencyCode: 'USD' },
    });
    const domain_id = await waiting(gateway, 'emptied.com');
    const service_id = await addService(gateway, user_id(), store.plain);
    const filled = { payment_method: 'paypal', promo_id: promotion.id };
    for (const none of ['', 0]) {
      const paid = { payment_method: '', promo_id: none };
      await rapi('UpdateClientProduct', { service_id, ...filled });
      await rapi('UpdateClientProduct', { service_id, ...paid, server: none });
      const service = await db.service.findUniqueOrThrow({ where: { id: service_id } });
      expect(service).toMatchObject({ gatewayId: null, promotionId: null, serverId: null });
      await rapi('UpdateClientDomain', { domain_id, ...filled, registrar: 'sandbox' });
      const before = await db.domain.findUniqueOrThrow({ where: { id: domain_id } });
      expect(before).toMatchObject({ registrarId: expect.any(Number), gatewayId: 1 });
      await rapi('UpdateClientDomain', {
        domain_id,
        ...paid,
        payment_method: none,
        registrar: none,
      });
      const domain = await db.domain.findUniqueOrThrow({ where: { id: domain_id } });
      expect(domain).toMatchObject({ gatewayId: null, promotionId: null, registrarId: null });
    }
  });

  it('is refused where it names nothing there is', async () => {
    const domain_id = await waiting(gateway, 'unknown.com');
    const message = async (form: Form) =>
      (await gateway.rapi('UpdateClientDomain', { domain_id, ...form })).message;
    expect(await message({ registrar: 'nowhere' })).toBe('The Registrar is not active');
    expect(await message({ payment_method: 'nothing' })).toBe('Payment Method Not Found');
    expect(await message({ payment_method: '-1' })).toMatch(
      /^payment_method must be a whole number/,
    );
  });
});

// PHP writes numbers, null and arrays without keys into JSON and serialized texts as they are.
describe('values as json_encode and serialize write them', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  it('are read as text in the variables of an email and the fields of WHOIS', async () => {
    const variables = 'a:4:{s:1:"n";i:5;s:1:"f";d:1.5;s:1:"b";b:1;s:1:"e";N;}';
    const letter = {
      id: gateway.carol,
      type: 'custom',
      subject: 'n {{ custom.n }} f {{ custom.f }}',
      message: 'm',
    };
    await rapi('SendEmail', { ...letter, customvars: base64(variables) });
    const { emails } = await rapi('GetEmails', { user_id: gateway.carol, page_num: 1 });
    expect(emails.email.map(({ subject }: any) => subject)).toContain('n 5 f 1.5');
    const domain_id = await waiting(gateway, 'numbers.com');
    await rapi('DomainRegister', { domain_id });
    const whois_info = JSON.stringify({ Registrant: { Postcode: 12345, Address_2: null } });
    await rapi('DomainUpdateWhoisInfo', { domain_id, whois_info });
    const { Registrant } = await rapi('DomainGetWhoisInfo', { domain_id });
    expect(Registrant).toMatchObject({ Postcode: '12345', Address_2: '' });
  });

  // Reference, UpdateClientDomain: "Whether to enable or disable DNS management."
  it('say enable and disable for yes and no', async () => {
    const domain_id = await waiting(gateway, 'enabled.com');
    for (const [word, shown] of [
      ['enable', '1'],
      ['Disable', '0'],
      ['ENABLED', '1'],
    ] as const) {
      await rapi('UpdateClientDomain', { domain_id, dnsmanagement: word });
      const form = { user_id: gateway.carol, domain_id, page_name: 'di' };
      expect((await rapi('GetClientDomain', form)).domain.dnsmanagement).toBe(shown);
    }
  });

  it('may be an empty array where an object is meant', async () => {
    const service_id = await addService(gateway, gateway.carol, store.plain, { status: 'ACTIVE' });
    for (const function_json of ['[]', '{}', '["a"]']) {
      const reply = await gateway.rapi('ModuleCustom', {
        service_id,
        function_name: 'x',
        function_json,
      });
      expect(reply.message).toBe('Service not assigned to a module');
    }
  });
});

// CreateInvoice names statuses by number, GetInvoice by word (R38 d): each is taken everywhere.
describe('a status', () => {
  it('is found by its number and by its word', async () => {
    const line_items = '[{"name":"x","qty":1,"rate":5}]';
    await rapi('CreateInvoice', { user_id: gateway.stranger, status: 2, line_items });
    const of = { user_id: gateway.stranger };
    for (const status of [2, 'Unpaid']) {
      expect((await rapi('GetInvoices', { ...of, status })).totalresults).toBe(1);
      expect((await rapi('GetClientInvoices', { ...of, status_id: status })).totalresults).toBe(1);
    }
    for (const status of [6, "Won't Fix"])
      expect((await rapi('GetToDoItems', { page_num: 1, status })).totalresults).toBe('0');
  });
});

it('prints percentages with the digits they have, whatever the currency', async () => {
  const { db } = gateway.app;
  await db.promotion.create({
    data: { code: 'EIGHTH', type: 'PERCENTAGE', value: '12.125', currencyCode: 'USD' },
  });
  const { promotions } = await rapi('GetPromotions', { code: 'EIGHTH' });
  expect(promotions.promotion[0].value).toBe('12.125');
  await db.currency.create({
    data: { code: 'JPY', prefix: '¥', suffix: '', exponent: 0, rate: 150 },
  });
  await db.client.update({ where: { id: gateway.stranger }, data: { currencyCode: 'JPY' } });
  await rapi('AffiliateActivate', { user_id: gateway.stranger });
  await db.affiliate.updateMany({ data: { payType: 'PERCENTAGE', payAmount: '12.5' } });
  const { affiliates } = await rapi('GetAffiliates', { user_id: gateway.stranger });
  expect(affiliates.affiliate[0].payamount).toBe('12.50');
});
