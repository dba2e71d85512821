import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { sell, waiting } from './cast.ts';

let gateway: Gateway;
let id: number;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await sell(gateway, 'com', { whoisVerificationOffered: true });
  id = await registered('shop.com');
});
afterAll(thaw);

async function registered(name: string): Promise<number> {
  const domainId = await waiting(gateway, name);
  await gateway.data(
    'mutation ($input: DomainRegisterInput!) { domainRegister(input: $input) { domain { status } } }',
    { input: { domain: { name } } },
  );
  return domainId;
}

type Who = 'carol' | 'stranger' | 'staff' | 'reseller';
const change = (name: string, input: object, fields = 'domain { id }', as: Who = 'carol') =>
  gateway.ask(
    `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${fields} } }`,
    { input: { domainId: `Domain:${id}`, ...input } },
    as,
  );
const atRegistrar = async (fields: string, as: Who = 'carol') => {
  const by = { id: `Domain:${id}` };
  const { data, errors } = await gateway.ask(
    `query ($by: DomainBy!) { domainAtRegistrar(by: $by) { ${fields} } }`,
    { by },
    as,
  );
  return errors ?? data.domainAtRegistrar;
};

it('lets owners change name servers, at the registrar and in the books', async () => {
  const nameservers = ['ns1.new.test', 'ns2.new.test', 'ns3.new.test'];
  const answer = await change('domainUpdateNameservers', { nameservers }, 'domain { nameservers }');
  expect(answer.data.domainUpdateNameservers.domain.nameservers).toEqual(nameservers);
  expect((await atRegistrar('nameservers')).nameservers).toEqual(nameservers);
  const few = await change('domainUpdateNameservers', { nameservers: ['ns1.new.test'] });
  expect(codeOf(few)).toBe('NAMESERVERS_REQUIRED');
  const many = Array.from({ length: 6 }, (_each, at) => `ns${at}.new.test`);
  expect(codeOf(await change('domainUpdateNameservers', { nameservers: many }))).toBe('BAD_INPUT');
});

it('locks and unlocks, and hands the code out only when asked for it', async () => {
  await change('domainUpdateLockingStatus', { isLocked: false });
  expect((await atRegistrar('isLocked')).isLocked).toBe(false);
  const { data } = await change('domainRequestEpp', {}, 'eppCode domain { id isLocked }');
  expect(data.domainRequestEpp.eppCode).toMatch(/^SB-/);
  expect(data.domainRequestEpp.domain).toMatchObject({ isLocked: false });
  const { db } = gateway.app;
  const stored = inspect(
    [
      await db.domain.findMany(),
      await db.task.findMany(),
      await db.auditEntry.findMany(),
      await db.outboxEvent.findMany({ select: { payload: true } }),
      await db.sandboxDomain.findMany(),
    ],
    { depth: 9, maxArrayLength: null },
  );
  expect(stored).not.toContain(data.domainRequestEpp.eppCode);
});

it('changes one person and leaves the others, with the number as registries want it', async () => {
  const contacts = [
    { role: 'ADMIN', firstName: 'Ada', lastName: 'Byron', email: 'ada@example.org', country: 'GB' },
  ];
  const short = await change('domainUpdateWhoisInfo', { contacts });
  expect(short.errors?.[0]).toMatchObject({
    message: 'ADMIN.address1 is required.',
    extensions: { code: 'DOMAIN_CONTACT_INVALID', field: 'ADMIN.address1' },
  });
  const whole = [
    {
      ...contacts[0],
      address1: '2 Low Street',
      city: 'Bath',
      postcode: 'BA1',
      phoneNumber: '01225 123456',
    },
    { role: 'REGISTRANT', city: 'York' },
  ];
  expect(codeOf(await change('domainUpdateWhoisInfo', { contacts: whole }))).toBeUndefined();
  const found = await atRegistrar('contacts { role firstName city phoneNumber }');
  expect(found.contacts).toEqual([
    { role: 'REGISTRANT', firstName: 'Carol', city: 'York', phoneNumber: '+44.2079460000' },
    { role: 'ADMIN', firstName: 'Ada', city: 'Bath', phoneNumber: '+44.1225123456' },
  ]);
  for (const [wrong, field] of [
    [{ email: 'nobody' }, 'email'],
    [{ phoneNumber: '12' }, 'phoneNumber'],
  ] as const) {
    const answer = await change('domainUpdateWhoisInfo', {
      contacts: [{ role: 'ADMIN', ...wrong }],
    });
    expect(answer.errors?.[0]?.extensions.field).toBe(`ADMIN.${field}`);
  }
});

it('adds, moves and removes private name servers', async () => {
  const add = { hostname: 'ns1', ipAddress: '192.0.2.1' };
  const hosts = 'domain { privateNameservers { hostname ipAddress } }';
  const { data } = await change('createPrivateNameserver', add, hosts);
  expect(data.createPrivateNameserver.domain.privateNameservers).toEqual([
    { hostname: 'ns1.shop.com', ipAddress: '192.0.2.1' },
  ]);
  expect(codeOf(await change('createPrivateNameserver', add))).toBe('PRIVATE_NAMESERVER_EXISTS');
  await change('updatePrivateNameserver', { hostname: 'ns1.shop.com', ipAddress: '2001:db8::1' });
  const found = await atRegistrar('privateNameservers { hostname addresses }');
  expect(found.privateNameservers).toEqual([
    { hostname: 'ns1.shop.com', addresses: ['2001:db8::1'] },
  ]);
  await change('deletePrivateNameserver', { hostname: 'ns1' });
  expect((await atRegistrar('privateNameservers { hostname }')).privateNameservers).toEqual([]);
  const gone = await change('deletePrivateNameserver', { hostname: 'ns1' });
  expect(codeOf(gone)).toBe('PRIVATE_NAMESERVER_NOT_FOUND');
  for (const [wrong, code] of [
    [{ hostname: 'ns1.other.com', ipAddress: '192.0.2.1' }, 'NAMESERVER_INVALID'],
    [{ hostname: 'ns1', ipAddress: 'here' }, 'BAD_INPUT'],
  ] as const)
    expect(codeOf(await change('createPrivateNameserver', wrong))).toBe(code);
});

it('switches extras at the registrar, by staff', async () => {
  const on = { dnsManagement: true, emailForwarding: true, idProtection: true };
  expect(codeOf(await change('updateDomainFeatures', on))).toBe('FORBIDDEN');
  await change('updateDomainFeatures', on, 'domain { id }', 'staff');
  expect(await gateway.app.db.domain.findUniqueOrThrow({ where: { id } })).toMatchObject(on);
  const held = await gateway.app.db.sandboxDomain.findUniqueOrThrow({
    where: { name: 'shop.com' },
  });
  expect(held).toMatchObject({ idProtection: true, records: { dns: true, emailForwarding: true } });
});

it('runs the registrar’s own actions, and those alone', async () => {
  const run = (action: string, more: object = {}) =>
    change('runDomainAction', { action, ...more }, 'domain { status }');
  expect(codeOf(await run('resendVerification'))).toBeUndefined();
  const none = await run('formatDisk');
  expect(none.errors?.[0]?.extensions).toMatchObject({
    code: 'DOMAIN_ACTION_UNKNOWN',
    // What the pages of the reference save is there for each, before the registrar's own.
    actions: [
      'setNameservers',
      'setContacts',
      'createPrivateNameserver',
      'updatePrivateNameserver',
      'deletePrivateNameserver',
      'resendVerification',
      'transferAway',
    ],
  });
  const other = await run('resendVerification', { clientId: `Client:${gateway.stranger}` });
  expect(codeOf(other)).toBe('DOMAIN_NOT_FOUND');
  const found = await atRegistrar('customActions { name label }');
  expect(found.customActions).toHaveLength(2);
});

it('shows a stranger nothing and lets it change nothing', async () => {
  const tries: [string, object][] = [
    ['domainUpdateNameservers', { nameservers: ['a.x.test', 'b.x.test'] }],
    ['domainUpdateLockingStatus', { isLocked: false }],
    ['domainRequestEpp', {}],
    ['domainUpdateWhoisInfo', { contacts: [{ role: 'ADMIN', city: 'x' }] }],
    ['createPrivateNameserver', { hostname: 'ns9', ipAddress: '192.0.2.9' }],
    ['updatePrivateNameserver', { hostname: 'ns9', ipAddress: '192.0.2.9' }],
    ['deletePrivateNameserver', { hostname: 'ns9' }],
    ['runDomainAction', { action: 'transferAway' }],
  ];
  for (const [name, input] of tries) {
    const fields = name === 'domainRequestEpp' ? 'eppCode' : 'domain { id }';
    const foreign = await change(name, input, fields, 'stranger');
    expect([name, codeOf(foreign)]).toEqual([name, 'DOMAIN_NOT_FOUND']);
  }
  expect((await atRegistrar('isLocked', 'stranger'))[0].extensions.code).toBe('DOMAIN_NOT_FOUND');
});

it('refuses changes of domains that are not held', async () => {
  const pending = await waiting(gateway, 'later.com');
  const input = { domainId: `Domain:${pending}`, isLocked: true };
  expect(codeOf(await change('domainUpdateLockingStatus', input))).toBe('DOMAIN_WRONG_STATUS');
  const stored = id;
  id = pending;
  const [failure] = await atRegistrar('isLocked');
  expect(failure).toMatchObject({
    message: 'The sandbox does not hold later.com.',
    extensions: { code: 'PROVIDER_REJECTED' },
  });
  id = stored;
});
