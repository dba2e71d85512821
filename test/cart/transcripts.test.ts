import { afterAll, beforeAll, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import type { Store } from '#test/catalog/store.ts';
import { type FakeDns, openFakeDns } from './fake-dns.ts';
import { openDomainStore } from './fill.ts';

let gateway: Gateway;
let store: Store;
let dns: FakeDns;
const thaw = freeze('2026-11-21T12:00:00Z');
const at = { client_ip_address: '203.0.113.7' };
const see = { user_ip: '203.0.113.7' };

beforeAll(async () => {
  gateway = await openGateway();
  store = await openDomainStore(gateway);
  dns = await openFakeDns();
  const { db } = gateway.app;
  await db.setting.create({ data: { name: 'DNSResolver', value: dns.address } });
  await db.customField.create({
    data: { owner: 'PRODUCT', productId: store.vps, name: 'Colour', isShownOnOrder: true },
  });
  await db.promotion.createMany({
    data: [
      { code: 'TEN', type: 'PERCENTAGE', value: '10', currencyCode: 'USD' },
      {
        code: 'OLD',
        type: 'PERCENTAGE',
        value: '10',
        currencyCode: 'USD',
        expiresOn: new Date('2026-11-01'),
      },
    ],
  });
  const domain = { clientId: gateway.carol, currencyCode: 'USD', tldId: 1 };
  await db.domain.createMany({
    data: [
      { ...domain, name: 'mine.com', unicodeName: 'mine.com', status: 'ACTIVE' },
      { ...domain, name: 'gone.com', unicodeName: 'gone.com', status: 'CANCELLED' },
    ],
  });
});
afterAll(() => {
  dns.close();
  thaw();
});

const speak = (command: string, calls: Parameters<typeof transcript>[2]) =>
  transcript(gateway, command, calls, ['token']);

it('speaks the filling of a cart as it always was', async () => {
  const user_id = gateway.carol;
  await speak('CartAddItem', [
    { title: 'a visitor', form: { hosting: store.starter, ...at } },
    {
      title: 'every parameter: the visitor turns out to be a client',
      form: { hosting: store.starter, duration: 'price_annually_fee', user_id, ...at },
    },
    {
      title: 'by the words people read',
      form: { hosting: store.vps, duration: 'Monthly', user_id, ...at },
    },
    { title: 'no such product', form: { hosting: 999, user_id, ...at } },
    { title: 'a product of a hidden group', form: { hosting: store.hidden, user_id, ...at } },
    {
      title: 'no such cycle',
      form: { hosting: store.starter, duration: 'weekly', user_id, ...at },
    },
    {
      title: 'a cycle without a price',
      form: { hosting: store.starter, duration: 'Triennially', user_id, ...at },
    },
    { title: 'no such client', form: { hosting: store.starter, user_id: 999, ...at } },
    {
      title: 'an address that is none',
      form: { hosting: store.starter, client_ip_address: 'here' },
    },
    {
      title: 'a client of somebody else',
      form: { hosting: store.starter, user_id, ...at },
      as: 'reseller',
    },
    { title: 'nobody', form: { hosting: store.starter, ...at }, as: null },
  ]);
  await speak('CartAddDomain', [
    {
      title: 'with a product',
      form: { domain: 'example.com', hosting: store.starter, user_id, ...at },
    },
    {
      title: 'a visitor elsewhere',
      form: { domain: 'example.com', client_ip_address: '2001:db8::1' },
    },
    { title: 'twice', form: { domain: 'example.com', user_id, ...at } },
    { title: 'no domain', form: { domain: 'example', user_id, ...at } },
    { title: 'an ending nobody sells', form: { domain: 'example.zz', user_id, ...at } },
    { title: 'held here', form: { domain: 'mine.com', user_id, ...at } },
    { title: 'no such product', form: { domain: 'other.com', hosting: 999, user_id, ...at } },
  ]);
  await speak('CartAddDomainTransfer', [
    {
      title: 'with an item of the cart',
      form: { domain: 'moved.com', eppcode: 'S3cret!', hosting: 3, user_id, ...at },
    },
    { title: 'no code', form: { domain: 'moved2.com', eppcode: '', user_id, ...at } },
    {
      title: 'no such item',
      form: { domain: 'moved3.com', eppcode: 'x', hosting: 999, user_id, ...at },
    },
    { title: 'no domain', form: { domain: '!', eppcode: 'x', user_id, ...at } },
  ]);
  await speak('CartAddDomainOwned', [
    {
      title: 'with an item of the cart',
      form: { domain: 'own.example', hosting: 3, user_id, ...at },
    },
    { title: 'twice', form: { domain: 'own.example', user_id, ...at } },
    { title: 'no domain', form: { domain: 'a b', user_id, ...at } },
  ]);
  await speak('CartAddDomainRenew', [
    { title: 'a client’s domain', form: { domain_id: 1, user_id, ...at } },
    { title: 'one that is over', form: { domain_id: 2, user_id, ...at } },
    { title: 'another’s', form: { domain_id: 1, user_id: gateway.stranger, ...at } },
    { title: 'none', form: { domain_id: 99, user_id, ...at } },
  ]);
});

it('speaks the changes of a cart as they always were', async () => {
  const user_id = gateway.carol;
  await speak('CartChangeDuration', [
    { title: 'of a product', form: { id: 1, cycle: 'price_annually_fee', user_id, ...at } },
    { title: 'of a domain', form: { id: 5, cycle: '2 Years', user_id, ...at } },
    { title: 'without a price', form: { id: 1, cycle: 'Quarterly', user_id, ...at } },
    { title: 'no such cycle', form: { id: 1, cycle: 'weekly', user_id, ...at } },
    { title: 'nothing', form: { id: 1, cycle: '', user_id, ...at } },
    {
      title: 'an item of another cart',
      form: { id: 1, cycle: 'Monthly', user_id: gateway.stranger, ...at },
    },
  ]);
  await speak('CartUpdateConfigOption', [
    {
      title: 'a choice',
      form: { id: 3, clientid: user_id, group: store.ram, config: store.ram8, ...at },
    },
    {
      title: 'a number of units',
      form: { id: 3, clientid: user_id, group: store.ips, config: 2, ...at },
    },
    {
      title: 'a choice of another option',
      form: { id: 3, clientid: user_id, group: store.ram, config: 3, ...at },
    },
    {
      title: 'an option of another product',
      form: { id: 1, clientid: user_id, group: store.ram, config: store.ram8, ...at },
    },
    {
      title: 'too many units',
      form: { id: 3, clientid: user_id, group: store.ips, config: 9, ...at },
    },
    {
      title: 'no such item',
      form: { id: 999, clientid: user_id, group: store.ram, config: 1, ...at },
    },
  ]);
  await speak('CartUpdateAddonOptions', [
    {
      title: 'take it',
      form: { id: 3, clientid: user_id, addon: store.backup, act: 'Add', ...at },
    },
    {
      title: 'leave it',
      form: { id: 3, clientid: user_id, addon: store.backup, act: 'del', ...at },
    },
    {
      title: 'leave what was not taken',
      form: { id: 3, clientid: user_id, addon: store.backup, act: 'Del', ...at },
    },
    {
      title: 'with another product',
      form: { id: 1, clientid: user_id, addon: store.backup, act: 'Add', ...at },
    },
    {
      title: 'do something else',
      form: { id: 3, clientid: user_id, addon: store.backup, act: 'Eat', ...at },
    },
  ]);
  await gateway.rapi('CartAddDomain', { domain: 'example.uk', user_id, ...at });
  await speak('CartUpdateDomainConfigs', [
    {
      title: 'answers to the registry’s questions',
      form: { id: 10, additional: '{"nominet_type":"LTD","trading_name":"Example Ltd"}' },
    },
    {
      title: 'name servers',
      form: {
        id: 5,
        dns1: 'NS1.example.net',
        dns2: 'ns2.example.net',
        dns3: '',
        dns4: '',
        dns5: 'ns5.example.net',
      },
    },
    { title: 'an answer nobody asked for', form: { id: 5, additional: '{"shoe_size":"43"}' } },
    { title: 'answers that are no JSON', form: { id: 5, additional: 'size 43' } },
    { title: 'a name server that is none', form: { id: 5, dns1: 'ns1.example.net', dns2: '-' } },
    { title: 'of a product', form: { id: 3, dns1: 'ns1.example.net', dns2: 'ns2.example.net' } },
    {
      title: 'another’s',
      form: { id: 5, dns1: 'ns1.example.net', dns2: 'ns2.example.net' },
      as: 'stranger',
    },
  ]);
  await speak('CartUpdateSvrConfigs', [
    {
      title: 'every parameter',
      form: {
        id: 3,
        hostname: 'vps.example.com',
        root_password: 'tr0ub4dor&3',
        name_server_one: 'ns1.example.net',
        name_server_two: 'ns2.example.net',
        customfields: '{"Colour":"red"}',
      },
    },
    { title: 'a custom field by its number', form: { id: 3, customfields: '{"1":"blue"}' } },
    { title: 'no such custom field', form: { id: 3, customfields: '{"Shape":"round"}' } },
    { title: 'a short password', form: { id: 3, root_password: 'short' } },
    { title: 'no host name', form: { id: 3, hostname: 'two words' } },
    { title: 'another’s', form: { id: 3, hostname: 'x.example.com' }, as: 'stranger' },
  ]);
});

it('speaks promotions, proofs and the cart itself as they always were', async () => {
  const user_id = gateway.carol;
  await speak('ApplyPromotion', [
    { title: 'a code', form: { user_id, code: 'ten', ...at } },
    { title: 'no such code', form: { user_id, code: 'NINE', ...at } },
    { title: 'one that is over', form: { user_id, code: 'OLD', ...at } },
    { title: 'nothing', form: { user_id, code: '', ...at } },
    { title: 'no such client', form: { user_id: 999, code: 'TEN', ...at } },
    {
      title: 'for an empty cart',
      form: { user_id: gateway.stranger, code: 'TEN', client_ip_address: '198.51.100.1' },
    },
  ]);
  await speak('GetCart', [
    { title: 'a client’s', form: { user_id, ...see } },
    { title: 'a visitor’s', form: { user_ip: '2001:db8:0::1' } },
    { title: 'one that was never begun', form: { user_ip: '198.51.100.9' } },
    { title: 'the customer’s own', form: see, as: 'carol' },
    { title: 'another’s', form: { user_id, ...see }, as: 'stranger' },
    { title: 'no address', form: { user_id } },
    { title: 'nobody', form: see, as: null },
  ]);
  await speak('GetCartSummary', [
    { title: 'a client’s', form: { user_id, ...see } },
    { title: 'one that was never begun', form: { user_id: gateway.stranger, ...see } },
    { title: 'staff without permission', form: { user_id, ...see }, as: 'clerk' },
  ]);
  await speak('CartDeleteItem', [
    { title: 'a product: its domains stay, an own one goes', form: { id: 3 } },
    { title: 'again', form: { id: 3 } },
    { title: 'another’s', form: { id: 1 }, as: 'stranger' },
  ]);
  dns.texts.set('proved.example', []);
  await speak('CartVerifyDomainOwned', [
    { title: 'the first call gives a token', form: { domain: 'proved.example' } },
    { title: 'not found yet', form: { domain: 'Proved.Example' } },
    { title: 'a client’s domain that is held here', form: { domain: 'mine.com' }, as: 'carol' },
    { title: 'no domain', form: { domain: 'proved' } },
    { title: 'nobody', form: { domain: 'proved.example' }, as: null },
  ]);
});
