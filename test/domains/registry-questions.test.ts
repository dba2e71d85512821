import { beforeAll, expect, it } from 'vitest';
import { registryPolicies } from '#modules/domains/tlds/registry-questions.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { sell } from './cast.ts';

let gateway: Gateway;
const ip = '203.0.113.61';
beforeAll(async () => {
  gateway = await openGateway();
  const bank = { label: 'mailin', module: 'mailin', displayName: 'Bank', isActive: true };
  await gateway.app.db.gateway.create({ data: bank });
  for (const place of [1, 2])
    await gateway.rapi('SetConfigurationValue', {
      setting: `DefaultNameserver${place}`,
      value: `ns${place}.a.test`,
    });
});

const order = async (domain: string, additional?: object) => {
  await gateway.app.db.cart.deleteMany({});
  const buyer = { user_id: gateway.carol, client_ip_address: ip };
  const { item_id } = await gateway.rapi('CartAddDomain', { domain, ...buyer });
  if (additional) {
    const form = { id: item_id, additional: JSON.stringify(additional) };
    const answered = await gateway.rapi('CartUpdateDomainConfigs', form);
    if (answered.result === 'error') return answered;
  }
  const browser = { user_ip: ip, userAgent: 'x', acceptLanguage: 'en' };
  return gateway.rapi('AddOrder', { ...buyer, payment_method: 'mailin', ...browser });
};

/*
 * https://www.namecheap.com/support/api/extended-attributes/ (nexus C11 to C32, purposes P1 to P5),
 * https://github.com/centralnicgroup-public/hexonet-api-documentation/blob/master/API/DOMAIN/ADDDOMAIN.md
 * (.hk, .nl, .cn, .it) and, for .ca, .uk, .eu and .sg, what https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_ExtraParam.html lists.
 */
const asked: [tld: string, names: string[], open: object, right: object][] = [
  ['us', ['purpose', 'category'], { purpose: 'P3' }, { purpose: 'P3', category: 'C31/DE' }],
  [
    'ca',
    ['legalType', 'agreement'],
    { legalType: 'CCT', agreement: 'no' },
    { legalType: 'CCT', agreement: 'yes' },
  ],
  [
    'it',
    ['entityType', 'taxId'],
    { entityType: '9', taxId: 'X' },
    { entityType: '1', taxId: 'RSSMRA80A01H501U' },
  ],
  ['sg', ['idNumber'], {}, { idNumber: 'S1234567D' }],
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/jp.html
  ['jp', ['localPresence'], { localPresence: 'no' }, { localPresence: 'yes' }],
  [
    'hk',
    ['documentType', 'documentNumber', 'documentCountry'],
    { documentType: 'PASSPORT' },
    { documentType: 'PASSNO', documentNumber: 'K1', documentCountry: 'GB' },
  ],
  ['nl', ['legalForm', 'companyNumber'], { legalForm: 'GmbH' }, { legalForm: 'STICHTING' }],
  ['cn', ['idType', 'idNumber'], { idType: 'PASSPORT' }, { idType: 'ORG', idNumber: '1' }],
  [
    'com.au',
    ['idType', 'idNumber', 'eligibilityType'],
    { idType: 'ABN' },
    { idType: 'ABN', idNumber: '51824753556' },
  ],
];

it.each(asked)(
  'asks what the registry of .%s asks before anybody pays (D12, D15)',
  async (tld, names, open, right) => {
    await sell(gateway, tld);
    const { registryPolicy } = await gateway.data(
      `query ($extension: String!) { registryPolicy(extension: $extension) { sources { url confirms } questions { name isRequired options } } }`,
      { extension: tld },
    );
    expect(registryPolicy.questions.map(({ name }: any) => name)).toEqual(names);
    expect(registryPolicy.sources[0].url).toMatch(/^https:/);
    expect(registryPolicy.sources[0].confirms).not.toBe('');
    const name = tld === 'com.au' ? 'asks-one.com.au' : `asks-one.${tld}`;
    if (registryPolicy.questions.some(({ isRequired }: any) => isRequired))
      expect((await order(name)).result).toBe('error');
    const missing = await order(name, open);
    expect(missing.message).toMatch(
      new RegExp(`(is required|must be one of .*)\\.( \\(${name}\\))?$`),
    );
    const placed = await order(name, right);
    expect(placed.result, placed.message).toBe('success');
  },
);

it('asks nothing where the registry asks for contacts only, or staff say so', async () => {
  await sell(gateway, 'de');
  expect((await order('frei.de')).result).toBe('success');
  await sell(gateway, 'se', { fields: [] });
  expect((await order('fri.se')).result).toBe('success');
  const { registryPolicy } = await gateway.data(
    `{ registryPolicy(extension: "zz") { sources { url } } }`,
  );
  expect(registryPolicy).toBeNull();
});

it('says of every registry which document confirms its questions', () => {
  const all = registryPolicies();
  expect(all.length).toBeGreaterThanOrEqual(50);
  for (const [tld, { sources }] of all) {
    expect(sources, tld).not.toEqual([]);
    for (const { url, confirms } of sources) {
      expect(url).toMatch(/^https:\/\/\S+$/);
      expect(confirms.length).toBeGreaterThan(3);
    }
  }
});
