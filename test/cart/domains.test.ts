import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import type { Store } from '#test/catalog/store.ts';
import { type FakeDns, openFakeDns } from './fake-dns.ts';
import { change, changed, emptyCarts, openDomainStore } from './fill.ts';

let gateway: Gateway;
let store: Store;
let dns: FakeDns;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  store = await openDomainStore(gateway);
  dns = await openFakeDns();
  await gateway.app.db.setting.create({ data: { name: 'DNSResolver', value: dns.address } });
});
beforeEach(() => emptyCarts(gateway));
afterAll(() => {
  dns.close();
  thaw();
});

const add = (domainName: string, more: object = {}) =>
  changed(gateway, 'cartAddDomain', { domainName, ...more });

const heldDomain = (name: string, more: object = {}) =>
  gateway.app.db.domain.create({
    data: {
      clientId: gateway.carol,
      currencyCode: 'USD',
      name,
      unicodeName: name,
      status: 'ACTIVE',
      tldId: 1,
      ...more,
    },
  });

it('registers for the years its ending offers, in one spelling', async () => {
  const { item, cart } = await add('Example.COM.');
  expect(item).toMatchObject({ type: 'DOMAIN_REGISTER', domainName: 'example.com', years: 1 });
  expect(cart.totals.total).toBe('12.00');
  const { item: uk } = await add('example.uk');
  expect(uk).toMatchObject({ years: 2, price: { amount: '20.00' } });
});

it('gives a domain free with the product and the cycle that earn it', async () => {
  const { item: hosting } = await changed(gateway, 'cartAddItem', {
    productId: `Product:${store.starter}`,
    cycle: 'ANNUALLY',
  });
  const { item, cart } = await add('example.com', { attachTo: { itemId: hosting.id } });
  expect(item).toMatchObject({
    parent: { id: hosting.id },
    price: { amount: '0.00', recurring: '14.00', isFreeDomain: true },
  });
  expect(cart.totals.total).toBe('100.00');
  const monthly = await changed(gateway, 'cartChangeDuration', {
    itemId: hosting.id,
    cycle: 'MONTHLY',
  });
  expect(monthly.cart.totals.total).toBe('27.00');
  const { cart: after } = await changed(gateway, 'cartDeleteItem', { itemId: hosting.id });
  expect(after.totals).toMatchObject({ total: '12.00', itemCount: 1 });
});

it.each([
  ['something that is no domain', { domainName: 'no domain' }, 'DOMAIN_NAME_INVALID'],
  ['an ending nobody sells', { domainName: 'example.zz' }, 'TLD_NOT_SUPPORTED'],
  ['a name below somebody’s domain', { domainName: 'a.example.com' }, 'DOMAIN_NAME_INVALID'],
  ['a name that is too short for its ending', { domainName: 'ab.uk' }, 'DOMAIN_NOT_ALLOWED'],
  ['letters beyond a to z', { domainName: 'größe.com' }, 'DOMAIN_NOT_ALLOWED'],
  ['years without a price', { domainName: 'example.com', years: 9 }, 'PRICE_MISSING'],
  ['eleven years', { domainName: 'example.com', years: 11 }, 'BAD_INPUT'],
  [
    'a product that is not in the cart',
    { domainName: 'example.com', attachTo: { productId: 'Product:1' } },
    'PRODUCT_NOT_FOUND',
  ],
  [
    'a foreign item to go with',
    { domainName: 'example.com', attachTo: { itemId: 'CartItem:999' } },
    'CART_ITEM_NOT_FOUND',
  ],
])('refuses %s by name', async (_title, input, code) => {
  expect(codeOf(await change(gateway, 'cartAddDomain', input))).toBe(code);
  expect(await gateway.app.db.cartItem.count()).toBe(0);
});

it('refuses what is held here, in the cart already, or known to be taken', async () => {
  await heldDomain('held.com');
  expect(codeOf(await change(gateway, 'cartAddDomain', { domainName: 'held.com' }))).toBe(
    'DOMAIN_TAKEN',
  );
  await add('once.com');
  expect(codeOf(await change(gateway, 'cartAddDomain', { domainName: 'once.com' }))).toBe(
    'DOMAIN_IN_CART',
  );
  const lookup = {
    isAvailable: false,
    source: 'rdap',
    checkedAt: new Date('2026-11-21T11:59:00Z'),
  };
  await gateway.app.db.availabilityCache.createMany({
    data: [
      { ...lookup, name: 'gone.com', expiresAt: new Date('2026-11-21T12:10:00Z') },
      { ...lookup, name: 'stale.com', expiresAt: new Date('2026-11-21T11:00:00Z') },
      {
        ...lookup,
        name: 'gold.com',
        isAvailable: true,
        isPremium: true,
        expiresAt: new Date('2026-11-22'),
      },
    ],
  });
  expect(codeOf(await change(gateway, 'cartAddDomain', { domainName: 'gone.com' }))).toBe(
    'DOMAIN_NOT_AVAILABLE',
  );
  expect(codeOf(await change(gateway, 'cartAddDomain', { domainName: 'gold.com' }))).toBe(
    'DOMAIN_NOT_ALLOWED',
  );
  expect((await add('stale.com')).item.domainName).toBe('stale.com');
});

it('keeps the code of a transfer encrypted', async () => {
  const refused = await change(gateway, 'cartAddDomainTransfer', { domainName: 'mine.com' });
  expect(codeOf(refused)).toBe('DOMAIN_EPP_REQUIRED');
  const { item } = await changed(gateway, 'cartAddDomainTransfer', {
    domainName: 'mine.com',
    eppCode: 'S3cret!',
  });
  const row = await gateway.app.db.cartItem.findUniqueOrThrow({ where: { id: item.databaseId } });
  const box = gateway.app.keyring.box('cart');
  expect(box.decrypt(row.eppCodeEncrypted!, `cart_items:${row.id}`)).toBe('S3cret!');
});

it('renews a client’s domain with its extras and its late fee', async () => {
  const { id } = await heldDomain('late.com', { status: 'GRACE', idProtection: true });
  // 14 + 4 + 5 late.
  const { cart } = await changed(gateway, 'cartAddDomainRenew', { domainId: `Domain:${id}` });
  expect(cart.totals.total).toBe('23.00');
  const again = await change(gateway, 'cartAddDomainRenew', { domainId: `Domain:${id}` });
  expect(codeOf(again)).toBe('DOMAIN_IN_CART');
  const foreign = await change(
    gateway,
    'cartAddDomainRenew',
    { domainId: `Domain:${id}` },
    'stranger',
  );
  const absent = await change(
    gateway,
    'cartAddDomainRenew',
    { domainId: 'Domain:999' },
    'stranger',
  );
  expect(codeOf(foreign)).toBe('DOMAIN_NOT_FOUND');
  expect(foreign.errors).toEqual(absent.errors);
  const gone = await heldDomain('away.com', { status: 'TRANSFERRED_AWAY' });
  const refused = await change(gateway, 'cartAddDomainRenew', { domainId: `Domain:${gone.id}` });
  expect(codeOf(refused)).toBe('DOMAIN_WRONG_STATUS');
});

it('sets name servers, extras and the registry’s answers, and refuses wrong ones by name', async () => {
  const { item } = await add('example.uk');
  const set = (input: object) =>
    change(gateway, 'cartUpdateDomainConfigs', { itemId: item.id, ...input });
  const good = await set({
    nameservers: ['NS1.example.net', '', 'ns2.example.net'],
    additionalFields: { nominet_type: 'LTD', trading_name: 'Example Ltd' },
  });
  expect(good.data.change.item.nameservers).toEqual(['ns1.example.net', 'ns2.example.net']);
  const cases = [
    [{ nameservers: ['ns1.example.net', 'not a host'] }, 'NAMESERVER_INVALID', 'ns2'],
    [{ nameservers: ['ns1.example.net'] }, 'NAMESERVERS_REQUIRED', 'ns2'],
    [
      { additionalFields: { shoe_size: '43' } },
      'DOMAIN_FIELD_UNKNOWN',
      'additionalFields.shoe_size',
    ],
    [
      { additionalFields: { nominet_type: 'GHOST' } },
      'DOMAIN_FIELD_INVALID',
      'additionalFields.nominet_type',
    ],
    [{ additionalFields: ['LTD'] }, 'BAD_INPUT', 'additionalFields'],
    [{ idProtection: true }, 'DOMAIN_EXTRA_NOT_OFFERED', 'idProtection'],
  ] as const;
  for (const [input, code, field] of cases) {
    const answer = await set(input);
    expect([codeOf(answer), answer.errors?.[0]?.extensions.field]).toEqual([code, field]);
  }
});

const VERIFY = `mutation ($name: String!) { cartVerifyDomainOwned(input: { domainName: $name }) {
  problem proof { isVerified method txtRecord domainName } } }`;
const verify = async (name: string, as: 'carol' | 'staff' | 'stranger' = 'carol') =>
  (await gateway.data(VERIFY, { name }, as)).cartVerifyDomainOwned;

it('proves a domain by the TXT record it asked for, and by no other', async () => {
  const { proof } = await verify('Own.example');
  expect(proof).toMatchObject({ isVerified: false, method: 'DNS_TXT', domainName: 'own.example' });
  dns.texts.set('own.example', ['v=spf1 -all', 'domain-verification=somebody-else']);
  expect((await verify('own.example')).proof.isVerified).toBe(false);
  dns.texts.set('own.example', ['v=spf1 -all', proof.txtRecord]);
  expect((await verify('own.example', 'stranger')).proof.isVerified).toBe(false);
  expect((await verify('own.example')).proof).toEqual({ ...proof, isVerified: true });
});

it('says so when DNS does not answer, and proves nothing', async () => {
  dns.silent.add('silent.example');
  await verify('silent.example');
  const { proof, problem } = await verify('silent.example');
  expect(proof.isVerified).toBe(false);
  expect(problem).toContain('DNS did not answer');
});

it('believes its own books for a domain that is held here', async () => {
  await heldDomain('booked.com');
  expect((await verify('booked.com')).proof).toMatchObject({ isVerified: true, method: 'ACCOUNT' });
  expect((await verify('booked.com', 'stranger')).proof.isVerified).toBe(false);
});

it('takes an own domain unproved unless the company wants a proof', async () => {
  const own = (domainName: string) => change(gateway, 'cartAddDomainOwned', { domainName });
  const { data } = await own('anyone.example');
  expect(data.change.item).toMatchObject({ type: 'DOMAIN_OWNED', price: { amount: '0.00' } });
  await gateway.app.db.setting.create({ data: { name: 'OwnDomainProofRequired', value: 'on' } });
  expect(codeOf(await own('other.example'))).toBe('DOMAIN_NOT_PROVED');
  expect((await own('own.example')).errors).toBeUndefined();
  await gateway.app.db.setting.deleteMany({ where: { name: 'OwnDomainProofRequired' } });
});
