import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import { sandboxId, sell, waiting } from './cast.ts';

let gateway: Gateway;
let store: number;
let pending: number;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await sell(gateway, 'com', { whoisVerificationOffered: true, idnLanguages: ['ger', 'fre'] });
});
beforeEach(async () => {
  const { db } = gateway.app;
  await db.$executeRaw`truncate domains, sandbox_domains, sandbox_operations restart identity cascade`;
  store = await waiting(gateway, 'shop.com', { notes: 'Paid by card.' });
  await gateway.rapi('DomainRegister', { domain_id: store });
  pending = await waiting(gateway, 'later.com');
});
afterAll(thaw);

it('speaks DomainRegister', async () => {
  const refused = await waiting(gateway, 'shop-refuse.com');
  const idn = await waiting(gateway, 'xn--gre-6ka8i.com');
  const bare = await waiting(gateway, 'bare.com', { ns1: '', ns2: '' });
  const ns = { ns1: 'ns1.a.test', ns2: 'ns2.a.test', ns3: 'ns3.a.test', ns4: 'ns4.a.test' };
  await transcript(gateway, 'DomainRegister', [
    { title: 'with name servers', form: { domain_id: pending, ...ns } },
    { title: 'a second time', form: { domain_id: pending } },
    { title: 'no such domain', form: { domain_id: 9999 } },
    { title: 'no domain', form: {} },
    { title: 'what the registrar says', form: { domain_id: refused } },
    { title: 'without its language', form: { domain_id: idn } },
    { title: 'no name servers', form: { domain_id: bare } },
    { title: 'a bad name server', form: { domain_id: bare, ns1: 'ns1.a.test', ns2: '!' } },
    { title: 'another reseller', form: { domain_id: bare }, as: 'reseller' },
    { title: 'a customer', form: { domain_id: bare }, as: 'carol' },
    { title: 'nobody', form: { domain_id: bare }, as: null },
  ]);
});

it('speaks DomainRenew', async () => {
  await transcript(gateway, 'DomainRenew', [
    { title: 'for its usual period', form: { domain_id: store } },
    { title: 'for three years', form: { domain_id: store, duration: 3 } },
    { title: 'by name', form: { domain: 'shop.com', duration: 1 } },
    { title: 'too many years', form: { domain_id: store, duration: 11 } },
    { title: 'years that are not offered', form: { domain_id: store, duration: 9 } },
    { title: 'not registered yet', form: { domain_id: pending } },
    { title: 'no such domain', form: { domain_id: 9999 } },
    { title: 'no domain', form: { duration: 1 } },
    { title: 'another reseller', form: { domain_id: store }, as: 'reseller' },
    { title: 'a customer', form: { domain_id: store }, as: 'carol' },
  ]);
});

it('speaks DomainTransfer', async () => {
  await transcript(gateway, 'DomainTransfer', [
    { title: 'a wrong code', form: { domain_id: pending, epp_code: 'wrong' } },
    { title: 'the right one', form: { domain_id: pending, epp_code: 'Abc-123' } },
    { title: 'a second time', form: { domain_id: pending, epp_code: 'Abc-123' } },
    { title: 'no code', form: { domain_id: pending } },
    { title: 'no such domain', form: { domain_id: 9999, epp_code: 'x' } },
    { title: 'another reseller', form: { domain_id: store, epp_code: 'x' }, as: 'reseller' },
    { title: 'a customer', form: { domain_id: store, epp_code: 'x' }, as: 'carol' },
  ]);
});

it('speaks DomainUpdateNameservers and DomainGetNameservers', async () => {
  const ns = { ns1: 'ns1.a.test', ns2: 'ns2.a.test', ns3: 'ns3.a.test' };
  await transcript(gateway, 'DomainUpdateNameservers', [
    { title: 'three', form: { domain_id: store, ...ns } },
    { title: 'five', form: { domain_id: store, ...ns, ns4: 'ns4.a.test', ns5: 'ns5.a.test' } },
    { title: 'one', form: { domain_id: store, ns1: 'ns1.a.test' } },
    { title: 'one that is none', form: { domain_id: store, ...ns, ns3: 'a b' } },
    { title: 'not registered yet', form: { domain_id: pending, ...ns } },
    { title: 'no such domain', form: { domain_id: 9999, ...ns } },
    { title: 'a stranger', form: { domain_id: store, ...ns }, as: 'stranger' },
    { title: 'staff without the permission', form: { domain_id: store, ...ns }, as: 'clerk' },
  ]);
  await transcript(gateway, 'DomainGetNameservers', [
    { title: 'those at the registrar', form: { domain_id: store } },
    { title: 'what the registrar says', form: { domain_id: pending } },
    { title: 'no such domain', form: { domain_id: 9999 } },
    { title: 'no domain', form: {} },
    { title: 'a stranger', form: { domain_id: store }, as: 'stranger' },
    { title: 'nobody', form: { domain_id: store }, as: null },
  ]);
});

it('speaks DomainUpdateLockingStatus, DomainGetLockingStatus and DomainRequestEPP', async () => {
  const orphan = await waiting(gateway, 'orphan.com', { status: 'ACTIVE', registrarId: null });
  await transcript(gateway, 'DomainUpdateLockingStatus', [
    { title: 'off', form: { domain_id: store, lock_status: 'unlocked' } },
    { title: 'on', form: { domain_id: store, lock_status: 1 } },
    { title: 'a word that is none', form: { domain_id: store, lock_status: 'maybe' } },
    { title: 'no word', form: { domain_id: store } },
    { title: 'no registrar', form: { domain_id: orphan, lock_status: 1 } },
    { title: 'no such domain', form: { domain_id: 9999, lock_status: 1 } },
    { title: 'a stranger', form: { domain_id: store, lock_status: 1 }, as: 'stranger' },
  ]);
  await transcript(gateway, 'DomainGetLockingStatus', [
    { title: 'locked', form: { domain_id: store } },
    { title: 'what the registrar says', form: { domain_id: pending } },
    { title: 'no registrar', form: { domain_id: orphan } },
    { title: 'no such domain', form: { domain_id: 9999 } },
    { title: 'a stranger', form: { domain_id: store }, as: 'stranger' },
  ]);
  await transcript(
    gateway,
    'DomainRequestEPP',
    [
      { title: 'the code', form: { domain_id: store }, as: 'carol' },
      { title: 'not registered yet', form: { domain_id: pending } },
      { title: 'no such domain', form: { domain_id: 9999 } },
      { title: 'no domain', form: {} },
      { title: 'a stranger', form: { domain_id: store }, as: 'stranger' },
    ],
    ['eppcode'],
  );
});

it('speaks DomainUpdateWhoisInfo and DomainGetWhoisInfo', async () => {
  const admin = {
    First_Name: 'Ada',
    Last_Name: 'Byron',
    Organisation_Name: 'Engines Ltd',
    Job_Title: 'Director',
    Email: 'ada@example.org',
    Address_1: '2 Low Street',
    Address_2: 'Floor 2',
    City: 'Bath',
    State: 'Somerset',
    Postcode: 'BA1 1AA',
    Country: 'GB',
    Phone: '+44.1225123456',
    Fax: '+44.1225123457',
  };
  const text = (value: object) => JSON.stringify(value);
  const encoded = Buffer.from(text({ Tech: admin })).toString('base64');
  const nested = text({ Admin: text({ City: 'Oxford' }) });
  const info = (whois_info: string) => ({ domain_id: store, whois_info });
  await transcript(gateway, 'DomainUpdateWhoisInfo', [
    { title: 'two people', form: info(text({ Registrant: { City: 'York' }, Admin: admin })) },
    { title: 'in base64', form: info(encoded) },
    { title: 'a person as text', form: info(nested) },
    { title: 'nothing', form: { domain_id: store } },
    { title: 'no JSON', form: info('{"Admin":') },
    { title: 'a role that is none', form: info(text({ Boss: admin })) },
    { title: 'a country that is none', form: info(text({ Admin: { Country: 'XX' } })) },
    { title: 'no e-mail address', form: info(text({ Admin: { Email: 'x' } })) },
    { title: 'no such domain', form: { domain_id: 9999, whois_info: text({ Admin: admin }) } },
    { title: 'a stranger', form: info(text({ Admin: admin })), as: 'stranger' },
  ]);
  await transcript(gateway, 'DomainGetWhoisInfo', [
    { title: 'by name', form: { domain: 'shop.com' } },
    { title: 'by id', form: { domain_id: store }, as: 'carol' },
    { title: 'no name', form: { domain: 'no name' } },
    { title: 'no domain', form: {} },
    { title: 'not ours', form: { domain: 'elsewhere.com' } },
    { title: 'a stranger', form: { domain: 'shop.com' }, as: 'stranger' },
  ]);
});

it('speaks DoDomainCustomActions', async () => {
  const data = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
  const form = (value: unknown, user_id = gateway.carol) => ({ user_id, FormData: data(value) });
  const run = { domain_id: store, a: 'resendVerification' };
  await transcript(gateway, 'DoDomainCustomActions', [
    { title: 'an action of the registrar', form: form(run) },
    { title: 'by the client', form: form({ ...run, modop: 'custom' }), as: 'carol' },
    { title: 'an action that is none', form: form({ ...run, a: 'explode' }) },
    { title: 'another client', form: form(run, gateway.stranger) },
    { title: 'no base64', form: { user_id: gateway.carol, FormData: '%%%' } },
    { title: 'no domain in it', form: form({ a: 'resendVerification' }) },
    { title: 'no action in it', form: form({ domain_id: store }) },
    { title: 'no form', form: { user_id: gateway.carol } },
    { title: 'what the registrar says', form: form({ ...run, a: 'transferAway' }) },
    { title: 'a stranger', form: form(run), as: 'stranger' },
  ]);
});

it('speaks GetClientDomains and GetClientDomain', async () => {
  const user_id = gateway.carol;
  await transcript(gateway, 'GetClientDomains', [
    { title: 'all of a client', form: { user_id } },
    { title: 'the active ones', form: { user_id, status: 'Active' }, as: 'carol' },
    { title: 'a page', form: { clientid: user_id, limit_num: 1, page_num: 2 } },
    { title: 'in a status nothing is in', form: { user_id, status: 'Transferred Away' } },
    { title: 'a status that is none', form: { user_id, status: 'Asleep' } },
    { title: 'no client', form: {} },
    { title: 'another reseller', form: { user_id }, as: 'reseller' },
    { title: 'nobody', form: { user_id }, as: null },
  ]);
  const form = (page_name: string) => ({ user_id, domain_id: store, page_name });
  await gateway.data(
    'mutation ($input: CreatePrivateNameserverInput!) { createPrivateNameserver(input: $input) { domain { id } } }',
    { input: { domainId: `Domain:${store}`, hostname: 'ns1', ipAddress: '192.0.2.1' } },
  );
  await transcript(gateway, 'GetClientDomain', [
    { title: 'its information', form: form('di') },
    { title: 'its contacts', form: form('dc') },
    { title: 'its private name servers', form: form('dpns') },
    { title: 'its name servers', form: form('dmns'), as: 'carol' },
    { title: 'a page that is none', form: form('xx') },
    { title: 'another client’s', form: { ...form('di'), user_id: gateway.stranger } },
    { title: 'no such domain', form: { ...form('di'), domain_id: 9999 } },
    { title: 'a stranger', form: form('di'), as: 'stranger' },
  ]);
});

it('speaks UpdateClientDomain', async () => {
  const { db } = gateway.app;
  const gatewayRow = await db.gateway.create({
    data: { label: 'mail', module: 'mail', displayName: 'By mail' },
  });
  const promotion = await db.promotion.create({
    data: { code: 'TENTH', type: 'PERCENTAGE', value: 10, currencyCode: 'USD', isRecurring: true },
  });
  const every = {
    domain_id: pending,
    dnsmanagement: 'YES',
    emailforwarding: 'YES',
    idprotection: 'YES',
    donotrenew: 'YES',
    registrationdate: '2026-01-02',
    next_due_date: '2027-01-02',
    expiry_date: '2027-02-02',
    domain: 'renamed.com',
    firstpaymentamount: '9.90',
    recurringamount: '11.10',
    registrar: await sandboxId(gateway),
    registrationperiod: 2,
    payment_method: gatewayRow.id,
    status: 'Pending Transfer',
    additionalnotes: 'Moved by hand.',
    promo_id: promotion.id,
    ns1: 'ns1.b.test',
    ns2: 'ns2.b.test',
    ns3: 'ns3.b.test',
    ns4: 'ns4.b.test',
    ns5: 'ns5.b.test',
  };
  const one = (more: object) => ({ domain_id: pending, ...more });
  const recalculate = { auto_recalculate_recurring_price: 'YES' };
  await transcript(gateway, 'UpdateClientDomain', [
    { title: 'everything', form: every },
    { title: 'a recurring price worked out anew', form: one(recalculate) },
    {
      title: 'notes and dates cleared',
      form: one({ additionalnotes: '', expiry_date: '0000-00-00' }),
    },
    { title: 'an extra of a held domain', form: { domain_id: store, idprotection: 'YES' } },
    {
      title: 'other name servers of a held domain',
      form: { domain_id: store, ns1: 'ns1.c.test', ns2: 'ns2.c.test' },
    },
    { title: 'one name server', form: one({ ns1: 'ns1.b.test' }) },
    { title: 'a registrar that is not active', form: one({ registrar: 9999 }) },
    { title: 'a gateway that is not there', form: one({ payment_method: 9999 }) },
    { title: 'a promotion that is not there', form: one({ promo_id: 9999 }) },
    { title: 'a status that is none', form: one({ status: 'Asleep' }) },
    { title: 'a name that is none', form: one({ domain: 'no name' }) },
    { title: 'no such domain', form: { domain_id: 9999 } },
    { title: 'another reseller', form: one({ status: 'Active' }), as: 'reseller' },
    { title: 'a customer', form: one({ recurringamount: '0' }), as: 'carol' },
  ]);
});

it('does what the pages of the client area do by DoDomainCustomActions (D74)', async () => {
  const run = async (a: string, more: object = {}, as: 'carol' | 'staff' = 'carol') => {
    const data = JSON.stringify({ domain_id: store, a, ...more });
    const FormData = Buffer.from(data).toString('base64');
    return gateway.rapi('DoDomainCustomActions', { user_id: gateway.carol, FormData }, as);
  };
  const page = async (page_name: string) => {
    const form = { user_id: gateway.carol, domain_id: store, page_name };
    return gateway.rapi('GetClientDomain', form);
  };
  const hosts = async () =>
    (await page('dpns')).private_nameservers.nameserver.map(
      ({ hostname, ip }: { hostname: string; ip: string }) => `${hostname.split('.')[0]} ${ip}`,
    );

  // The case's own form, then the fields of WHMCS's page of private name servers.
  expect((await run('dpns', { hostname: 'ns7', ipaddress: '192.0.2.5' })).result).toBe('success');
  expect(await hosts()).toContain('ns7 192.0.2.5');
  const modify = { sub: 'modify', ns: 'ns7', currentipaddress: '192.0.2.5' };
  expect((await run('dpns', { ...modify, newipaddress: '2001:db8::7' })).result).toBe('success');
  expect(await hosts()).toContain('ns7 2001:db8::7');
  expect((await run('dpns', { hostname: 'ns7', ipaddress: '192.0.2.6' })).result).toBe('error');
  expect((await run('dpns', { sub: 'delete', ns: 'ns7' }, 'staff')).result).toBe('success');
  expect(await hosts()).not.toContain('ns7 2001:db8::7');

  const names = { ns1: 'ns1.elsewhere.test', ns2: 'ns2.elsewhere.test' };
  const before = (await page('dmns')).nameservers;
  expect((await run('dmns', names)).result).toBe('success');
  expect((await page('dmns')).nameservers).toMatchObject(names);
  expect((await run('dmns', { ns1: 'ns1.elsewhere.test' })).message).toBe('ns1 and ns2 required');
  expect((await run('dmns', before)).result).toBe('success');

  const contactdetails = { Registrant: { 'First Name': 'Noor', 'Email Address': 'noor@own.test' } };
  expect((await run('dc', { contactdetails })).result).toBe('success');
  const shown = await gateway.rapi('DomainGetWhoisInfo', { domain_id: store });
  expect(shown.Registrant).toMatchObject({ First_Name: 'Noor', Email: 'noor@own.test' });

  for (const [form, words] of [
    [{ sub: 'explode' }, /^Invalid FormData: sub must be one of register/],
    [{ hostname: 'ns8' }, /ipaddress is required/],
    [{ hostname: 'ns8', ipaddress: 'here' }, /IPv4 or IPv6/],
  ] as const)
    expect((await run('dpns', form)).message).toMatch(words);
  expect((await run('dc', {})).message).toBe('Invalid FormData: contactdetails is required');
  expect((await run('dc', { contactdetails: { King: { Email: 'a@b.test' } } })).message).toMatch(
    /Registrant, Admin, Tech, Billing/,
  );
});
