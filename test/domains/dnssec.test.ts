import { afterAll, beforeAll, expect, it } from 'vitest';
import { domainsDaily } from '#modules/domains/life/daily.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import {
  eppProgram,
  type EppProgram,
  eppSettings,
} from '#test/providers/registrars/epp-program.ts';
import { connect, sell, waiting } from './cast.ts';

// RFC 4509, 2.3; the digest is of SHA-256, 64 digits.
const digest = 'D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A';
const ds = { keyTag: 60485, algorithm: 5, digestType: 2, digest };
const key = { flags: 257, algorithm: 13, publicKey: 'AQPJ////4Q==' };

let gateway: Gateway;
let program: EppProgram;
beforeAll(async () => {
  program = await eppProgram();
  gateway = await openGateway();
  await connect(gateway, 'epp', eppSettings(program));
  await sell(gateway, 'com', { registrar: 'epp' });
  await sell(gateway, 'net');
  await waiting(gateway, 'held.com', { status: 'ACTIVE', expiresOn: new Date('2027-06-24') });
});
afterAll(() => program.close());

const DNSSEC = `dnssec {
  dsRecords { keyTag algorithm digestType digest } keys { flags protocol algorithm publicKey }
  maxSignatureLifetime
}`;
const idOf = async (name: string) =>
  (await gateway.data(`query ($n: String!) { domain(by: { name: $n }) { id } }`, { n: name }))
    .domain.id;
const sign = async (name: string, input: object, as: 'carol' | 'stranger' | 'staff' = 'carol') =>
  gateway.ask(
    `mutation ($input: UpdateDomainDnssecInput!) { updateDomainDnssec(input: $input) { domain { ${DNSSEC} } } }`,
    { input: { domainId: await idOf(name), ...input } },
    as,
  );
const stored = async (name: string) =>
  (
    await gateway.data(`query ($n: String!) { domain(by: { name: $n }) { ${DNSSEC} } }`, {
      n: name,
    })
  ).domain.dnssec;
const register = (name: string) =>
  gateway.ask(
    'mutation ($input: DomainRegisterInput!) { domainRegister(input: $input) { domain { status } } }',
    { input: { domain: { name } } },
  );

it('signs a delegation from the graph down to the wire, and unsigns it', async () => {
  expect(await stored('held.com')).toBeNull();
  const spelt = { ...ds, digest: `${digest.slice(0, 40).toLowerCase()} ${digest.slice(40)}` };
  const input = { dsRecords: [spelt, ds], maxSignatureLifetime: 604_800 };
  const { data } = await sign('held.com', input);
  const signed = { dsRecords: [ds], keys: [], maxSignatureLifetime: 604_800 };
  expect(data.updateDomainDnssec.domain.dnssec).toEqual(signed);
  expect(program.domains.get('held.com')!.secDNS).toEqual({
    maxSigLife: '604800',
    dsData: [`60485 5 2 ${digest}`],
    keyData: [],
  });
  await sign('held.com', { keys: [key] });
  expect(program.domains.get('held.com')!.secDNS).toMatchObject({
    dsData: [],
    keyData: ['257 3 13 AQPJ////4Q=='],
  });
  expect((await stored('held.com')).keys).toEqual([{ ...key, protocol: 3 }]);
  await sign('held.com', {});
  expect(program.domains.get('held.com')!.secDNS).toMatchObject({ dsData: [], keyData: [] });
});

it('reads back what the registry has, by a sync and when it is asked', async () => {
  program.domains.get('held.com')!.secDNS = { dsData: [`60485 5 2 ${digest}`], keyData: [] };
  const asked = await gateway.data(`{ domainAtRegistrar(by: { name: "held.com" }) { ${DNSSEC} } }`);
  const found = { dsRecords: [ds], keys: [], maxSignatureLifetime: null };
  expect(asked.domainAtRegistrar.dnssec).toEqual(found);
  expect(await stored('held.com')).not.toEqual(found);
  await domainsDaily(gateway.app);
  expect(await stored('held.com')).toEqual(found);
});

it('registers a name with the records that it waits with', async () => {
  await waiting(gateway, 'signed.com');
  expect((await sign('signed.com', { dsRecords: [ds] })).errors).toBeUndefined();
  expect((await register('signed.com')).data.domainRegister.domain.status).toBe('ACTIVE');
  expect(program.domains.get('signed.com')!.secDNS!.dsData).toEqual([`60485 5 2 ${digest}`]);
});

it('refuses by its name what no registry takes, and changes nothing', async () => {
  const seen = program.count('<secDNS:update');
  const cases: [object, string][] = [
    [{ dsRecords: [{ ...ds, digest: digest.slice(2) }] }, 'dsRecords.0.digest'],
    [{ dsRecords: [ds, { ...ds, digest: 'XY'.repeat(32) }] }, 'dsRecords.1.digest'],
    [{ dsRecords: [{ ...ds, digestType: 1 }] }, 'dsRecords.0.digest'],
    [{ dsRecords: [{ ...ds, keyTag: 65_536 }] }, 'dsRecords.0.keyTag'],
    // RFC 8078, 4: algorithm 0 asks the parent to remove everything.
    [{ dsRecords: [{ ...ds, algorithm: 0 }] }, 'dsRecords.0.algorithm'],
    [{ keys: [{ ...key, flags: 1 }] }, 'keys.0.flags'],
    [{ keys: [{ ...key, protocol: 2 }] }, 'keys.0.protocol'],
    [{ keys: [{ ...key, publicKey: 'no base64!' }] }, 'keys.0.publicKey'],
    [{ dsRecords: [ds], keys: [key] }, 'keys'],
    [{ dsRecords: Array.from({ length: 11 }, (_, keyTag) => ({ ...ds, keyTag })) }, 'dsRecords'],
    [{ maxSignatureLifetime: 0 }, 'maxSignatureLifetime'],
  ];
  for (const [input, field] of cases) {
    const answer = await sign('held.com', input);
    expect([field, codeOf(answer)]).toEqual([field, 'BAD_INPUT']);
    expect(JSON.stringify(answer.errors)).toContain(field);
  }
  expect(program.count('<secDNS:update')).toBe(seen);
});

it('belongs to its owner, and to registrars that can', async () => {
  expect(codeOf(await sign('held.com', { dsRecords: [ds] }, 'stranger'))).toBe('DOMAIN_NOT_FOUND');
  const cosmos = { apiKey: 'k', currency: 'USD', baseUrl: 'http://127.0.0.1:9/' };
  await connect(gateway, 'cosmos', cosmos);
  await sell(gateway, 'club', { registrar: 'cosmos' });
  await waiting(gateway, 'unable.club', { status: 'ACTIVE' });
  expect(codeOf(await sign('unable.club', { dsRecords: [ds] }))).toBe(
    'REGISTRAR_OPERATION_MISSING',
  );
  await waiting(gateway, 'unable-too.club');
  expect(codeOf(await sign('unable-too.club', { dsRecords: [ds] }))).toBe(
    'REGISTRAR_OPERATION_MISSING',
  );
});

it('works at the sandbox as well', async () => {
  await waiting(gateway, 'play.net');
  await sign('play.net', { dsRecords: [ds] });
  await register('play.net');
  const asked = () => gateway.data(`{ domainAtRegistrar(by: { name: "play.net" }) { ${DNSSEC} } }`);
  expect((await asked()).domainAtRegistrar.dnssec.dsRecords).toEqual([ds]);
  await sign('play.net', {});
  expect((await asked()).domainAtRegistrar.dnssec.dsRecords).toEqual([]);
});
