import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, freeze } from '#core/clock.ts';
import { lookupOptionsOf } from '#modules/domains/search/directories.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type Program, rdapProgram, whoisProgram } from '#test/providers/whois/programs.ts';
import { transcript } from '#test/transcript.ts';
import { addEuro, sell } from './cast.ts';

let gateway: Gateway;
const programs: Program[] = [];
const thaw = freeze('2026-11-21T12:00:00Z');
const nowhere = { host: '127.0.0.1', port: 1 };
beforeAll(async () => {
  gateway = await openGateway();
  await addEuro(gateway);
  await sell(gateway, 'com', { isSpotlight: true, label: 'HOT' });
  await sell(gateway, 'net', { isSpotlight: true, isSuggested: true });
  await sell(gateway, 'co.uk', { isSuggested: true, minLength: 4 });
  await sell(gateway, 'рф');
  await gateway.app.db.setting.create({ data: { name: 'AllowIDNDomains', value: 'on' } });
  const rdap = await rdapProgram((request, response) => {
    response.statusCode = request.url?.includes('taken') ? 200 : 404;
    response.end(
      response.statusCode === 200
        ? JSON.stringify({ objectClassName: 'domain', ldhName: 'taken.org', status: ['active'] })
        : '{"errorCode":404}',
    );
  });
  const whois = await whoisProgram((query) =>
    query.includes('taken') ? 'Domain Name: TAKEN\r\nRegistrar: Some Inc\r\n' : 'No match\r\n',
  );
  programs.push(rdap, whois);
  await sell(gateway, 'org', { registrar: null, rdapUrl: `http://127.0.0.1:${rdap.port}/` });
  await sell(gateway, 'info', { registrar: null, whoisServer: `127.0.0.1:${whois.port}` });
  await sell(gateway, 'void', { registrar: null });
  const standIns = { allowPrivate: 'tables', bootstrap: new Map(), root: nowhere };
  Object.assign(lookupOptionsOf(gateway.app), standIns);
});
afterAll(async () => {
  thaw();
  await Promise.all(programs.map((program) => program.close()));
});

const FIELDS =
  'name unicodeName status source isPremium isFreeWithProduct whois prices { action years price { amount currency } }';
const SEARCH = `query ($name: String!, $extensions: [String!], $currency: CurrencyCode, $productId: ID) {
  domainSearch(name: $name, extensions: $extensions, currency: $currency, productId: $productId) { ${FIELDS} }
}`;
const search = async (name: string, more: object = {}) => {
  const answer = await gateway.ask(SEARCH, { name, ...more }, 'carol');
  return answer.data?.domainSearch ?? codeOf(answer);
};

it('tells that a name is free, and what it costs in the asker’s currency', async () => {
  const [offer] = await search('Größe.COM', { currency: 'EUR' });
  expect(offer).toMatchObject({
    name: 'xn--gre-6ka8i.com',
    unicodeName: 'größe.com',
    status: 'AVAILABLE',
    source: 'REGISTRAR',
    isPremium: false,
  });
  expect(offer.prices[0]).toEqual({
    action: 'REGISTER',
    years: 1,
    price: { amount: '20.00', currency: 'EUR' },
  });
  expect((await search('пример.рф'))[0].name).toBe('xn--e1afmkfd.xn--p1ai');
});

it('asks the registrar first, else RDAP, else WHOIS, else does not know', async () => {
  const extensions = ['com', 'org', 'info', 'void'];
  const offers = await search('taken', { extensions });
  const received = offers.map(({ name, status, source }: any) => [name, status, source]);
  expect(received).toEqual([
    ['taken.com', 'AVAILABLE', 'REGISTRAR'],
    ['taken.org', 'UNAVAILABLE', 'RDAP'],
    ['taken.info', 'UNAVAILABLE', 'WHOIS'],
    ['taken.void', 'UNKNOWN', 'WHOIS'],
  ]);
  expect(offers[2].whois).toContain('Registrar: Some Inc');
  const free = await search('free', { extensions: ['org', 'info'] });
  expect(free.map(({ status }: any) => status)).toEqual(['AVAILABLE', 'AVAILABLE']);
});

it('goes on to the directories when the registrar is down', async () => {
  const [offer] = await search('my-down.com');
  expect(offer).toMatchObject({ status: 'UNKNOWN', source: 'WHOIS' });
  expect((await search('my-taken.com'))[0].status).toBe('UNAVAILABLE');
});

it('tells that a premium name is not for sale, since no cart takes it (D28, M55)', async () => {
  const [offer] = await search('gold-premium.com', { currency: 'EUR' });
  expect(offer).toMatchObject({ isPremium: true, status: 'UNAVAILABLE', prices: [] });
});

it('keeps the reason of an unknown answer apart from the directory’s text, for staff (D56)', async () => {
  const document = `{ domainSearch(name: "x-down.com") { status whois unknownReason } }`;
  const { domainSearch } = await gateway.data(document);
  expect(domainSearch[0]).toMatchObject({ status: 'UNKNOWN', whois: null });
  expect(domainSearch[0].unknownReason).toEqual(expect.any(String));
  const { domainSearch: theirs } = await gateway.data(document, {}, 'carol');
  expect(theirs[0].unknownReason).toBeNull();
});

it('refuses dashes that are no hyphens, hyphens in the third and fourth place, and TLDs (D20, D21, D85)', async () => {
  for (const name of ['my\u2013domain.com', 'my\u2014domain.com', 'my\u2212domain.com'])
    expect(await search(name)).toBe('DOMAIN_NAME_INVALID');
  expect(await search('ab--cd.com')).toBe('DOMAIN_NAME_INVALID');
  expect(await search('co.uk')).toBe('DOMAIN_NAME_INVALID');
  expect((await search('my\uff0ddomain.com'))[0].name).toBe('my-domain.com');
});

it('offers no letters beyond a to z where the company sells none, an IDN TLD included (D53)', async () => {
  await gateway.app.db.setting.update({ where: { name: 'AllowIDNDomains' }, data: { value: '' } });
  expect(await search('größe.com')).toBe('DOMAIN_NOT_ALLOWED');
  expect(await search('shop.рф')).toBe('DOMAIN_NOT_ALLOWED');
  await gateway.app.db.setting.update({
    where: { name: 'AllowIDNDomains' },
    data: { value: 'on' },
  });
});

it('keeps answers for a short while', async () => {
  const requested = programs[1]!.requested.length;
  await search('brief.info');
  await search('brief.info');
  expect(programs[1]!.requested.length).toBe(requested + 1);
  advance({ minutes: 2 });
  await search('brief.info');
  expect(programs[1]!.requested.length).toBe(requested + 2);
});

it('suggests free names below marked TLDs, and shows spotlights with what is taken', async () => {
  const ask = async (field: string, name: string) =>
    (await gateway.data(`{ ${field}(name: "${name}") { name status } }`, {}, 'carol'))[field];
  const names = (offers: { name: string }[]) => offers.map((offer) => offer.name);
  expect(names(await ask('domainSuggestions', 'shop.com'))).toEqual(['shop.net', 'shop.co.uk']);
  expect(names(await ask('domainSuggestions', 'abc'))).toEqual(['abc.net']);
  expect(names(await ask('domainSuggestions', 'my-taken'))).toEqual([]);
  expect(await ask('domainSpotlights', 'my-taken.xyz')).toEqual([
    { name: 'my-taken.com', status: 'UNAVAILABLE' },
    { name: 'my-taken.net', status: 'UNAVAILABLE' },
  ]);
});

it('knows which names come free with a product', async () => {
  const { db } = gateway.app;
  const type = await db.productType.upsert({
    where: { key: 'hostingaccount' },
    create: { key: 'hostingaccount', name: 'Hosting' },
    update: {},
  });
  const group = await db.productGroup.create({ data: { title: 'Web', slug: 'web' } });
  const { id } = await db.product.create({
    data: {
      groupId: group.id,
      typeId: type.id,
      currencyCode: 'USD',
      name: 'Start',
      slug: 'start',
      freeDomain: 'WITH_RENEWAL',
      freeDomainTlds: ['.com'],
      freeDomainCycles: ['ANNUALLY'],
    },
  });
  const offers = await search('gift', { extensions: ['com', 'net'], productId: `Product:${id}` });
  expect(offers.map((offer: any) => offer.isFreeWithProduct)).toEqual([true, false]);
  expect(await search('gift.com', { productId: 'Product:9999' })).toBe('NOT_FOUND');
});

it('says free with hosting only where every cycle makes it so, and names those that do (M42)', async () => {
  const { db } = gateway.app;
  const group = await db.productGroup.findFirstOrThrow();
  const { id } = await db.product.create({
    data: {
      groupId: group.id,
      typeId: (await db.productType.findFirstOrThrow()).id,
      currencyCode: 'USD',
      name: 'Starter',
      slug: 'starter',
      freeDomain: 'WITHOUT_RENEWAL',
      freeDomainTlds: ['.com'],
      freeDomainCycles: ['ANNUALLY'],
      prices: {
        create: (['MONTHLY', 'ANNUALLY'] as const).map((cycle) => ({
          cycle,
          price: '5',
          currencyCode: 'USD',
        })),
      },
    },
  });
  const found = await gateway.rapi('DomainSearch', { domain: 'x1.com', hosting: id });
  expect(found).toMatchObject({ status: 'available', free_with_hosting: false });
  expect(found.free_cycles).toMatch(/annually/i);
});

it('refuses what is no name and what is not sold, and asks nobody', async () => {
  const tries: [string, object, string][] = [
    ['', {}, 'DOMAIN_NAME_INVALID'],
    ['shop', {}, 'DOMAIN_NAME_INVALID'],
    ['a.b.com', {}, 'DOMAIN_NAME_INVALID'],
    ['co.uk', {}, 'DOMAIN_NAME_INVALID'],
    ['127.0.0.1', {}, 'DOMAIN_NAME_INVALID'],
    ['abc.co.uk', {}, 'DOMAIN_NAME_INVALID'],
    ['shop.xyz', {}, 'TLD_NOT_SUPPORTED'],
    ['two words', { extensions: ['com'] }, 'DOMAIN_NAME_INVALID'],
    ['shop', { extensions: ['no such'] }, 'BAD_INPUT'],
    ['shop.com', { currency: 'XXX' }, 'BAD_INPUT'],
  ];
  for (const [name, more, code] of tries)
    expect([name, more, await search(name, more)]).toEqual([name, more, code]);
});

it('searches fifty TLDs in about the time of the slowest', async () => {
  const slowest = 2_500;
  const extensions = Array.from({ length: 50 }, (_each, at) => `t${at}`);
  const { db } = gateway.app;
  for (const [at, extension] of extensions.entries()) {
    const delay = at === 17 ? slowest : Math.round((slowest * ((at * 37) % 50)) / 60);
    const program = await whoisProgram(async () => {
      await sleep(delay);
      return 'No match\r\n';
    });
    programs.push(program);
    await db.tld.create({
      data: { extension, currencyCode: 'USD', whoisServer: `127.0.0.1:${program.port}` },
    });
  }
  await gateway.data(
    'mutation ($input: UpdateTldInput!) { updateTld(input: $input) { tld { id } } }',
    { input: { extension: 't0', isSuggested: false } },
  );
  await search('warm', { extensions: ['com'] });
  const started = performance.now();
  const offers = await search('quick', { extensions });
  const ratio = (performance.now() - started) / slowest;
  console.log(`50 TLDs: ${ratio.toFixed(2)} times the slowest one`);
  expect(offers.filter(({ status }: any) => status === 'AVAILABLE')).toHaveLength(50);
  expect(ratio).toBeLessThan(3);
}, 60_000);

it('speaks DomainSearch and DomainSpotlights as they always did', async () => {
  const { id } = await gateway.app.db.product.findFirstOrThrow({ orderBy: { id: 'asc' } });
  await transcript(gateway, 'DomainSearch', [
    { title: 'a free name', form: { domain: 'fresh.com' } },
    { title: 'with a product', form: { domain: 'fresh.com', hosting: id }, as: 'carol' },
    { title: 'a taken name', form: { domain: 'taken.info' } },
    { title: 'a premium name', form: { domain: 'gold-premium.com' } },
    { title: 'a name nobody knows about', form: { domain: 'fresh.void' } },
    { title: 'in another script', form: { domain: 'größe.com' } },
    { title: 'no name', form: { domain: '' } },
    { title: 'no domain', form: { domain: 'no domain' } },
    { title: 'not sold', form: { domain: 'fresh.xyz' } },
    { title: 'a product that is not there', form: { domain: 'fresh.com', hosting: 9999 } },
    { title: 'staff without the permission', form: { domain: 'fresh.com' }, as: 'clerk' },
    { title: 'nobody', form: { domain: 'fresh.com' }, as: null },
  ]);
  await transcript(gateway, 'DomainSpotlights', [
    { title: 'a label', form: { domain: 'fresh' } },
    { title: 'a whole name', form: { domain: 'my-taken.com' }, as: 'carol' },
    { title: 'no name', form: { domain: '' } },
    { title: 'no domain', form: { domain: 'no domain' } },
    { title: 'nobody', form: { domain: 'fresh' }, as: null },
  ]);
});

it('says that a name is free only where every cycle makes it so (D51)', async () => {
  const { db } = gateway.app;
  const type = await db.productType.create({ data: { key: 'free-kind', name: 'Hosting' } });
  const group = await db.productGroup.create({ data: { title: 'Free', slug: 'free' } });
  const product = await db.product.create({
    data: {
      name: 'Starter',
      slug: 'free-starter',
      groupId: group.id,
      typeId: type.id,
      currencyCode: 'USD',
      freeDomain: 'WITHOUT_RENEWAL',
      freeDomainTlds: ['com'],
      freeDomainCycles: ['ANNUALLY'],
      prices: {
        create: [
          { cycle: 'MONTHLY', price: '4.95', currencyCode: 'USD' },
          { cycle: 'ANNUALLY', price: '49.50', currencyCode: 'USD' },
        ],
      },
    },
  });
  const form = { domain: 'free-one.com', hosting: product.id };
  const found = await gateway.rapi('DomainSearch', form);
  expect(found).toMatchObject({ free_with_hosting: false, free_cycles: 'annually' });
  const query = `query ($id: ID) { domainSearch(name: "free-one.com", productId: $id) { isFreeWithProduct freeCycles } }`;
  expect((await gateway.data(query, { id: `Product:${product.id}` })).domainSearch).toEqual([
    { isFreeWithProduct: false, freeCycles: ['ANNUALLY'] },
  ]);
});
