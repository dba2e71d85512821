import { afterEach, beforeEach, expect, it } from 'vitest';
import provider from '#providers/registrars/epp/provider.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { change, connectTo, failureOf, order } from './cast.ts';
import { eppProgram, type EppProgram, eppSettings } from './epp-program.ts';

// The records of RFC 5910, 5.2.1 and 5.2.5, and the DS record of RFC 4509, 2.3.
const ds = { keyTag: 12345, algorithm: 3, digestType: 1, digest: '49FD46E6C4B45C55D4AC' };
const ds2 = {
  keyTag: 60485,
  algorithm: 5,
  digestType: 2,
  digest: 'D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A',
};
const key = { flags: 257, protocol: 3, algorithm: 1, publicKey: 'AQPJ////4Q==' };

let program: EppProgram;
let registrar: Registrar;
beforeEach(async () => {
  program = await eppProgram();
  registrar = connectTo(provider, eppSettings(program));
});
afterEach(() => program.close());

const held = () => program.domains.get('held.com')!.secDNS;
const sent = () => program.count('<secDNS:update');

it('registers a name with DS records, and with keys, and for how long signatures hold', async () => {
  await registrar.register(
    { ...order, dnssec: { dsRecords: [ds, ds2], keys: [], maxSigLife: 604_800 } },
    change,
  );
  expect(program.domains.get(order.domain)!.secDNS).toEqual({
    maxSigLife: '604800',
    dsData: [
      '12345 3 1 49FD46E6C4B45C55D4AC',
      '60485 5 2 D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A',
    ],
    keyData: [],
  });
  const other = { ...order, domain: 'with-key.com', dnssec: { dsRecords: [], keys: [key] } };
  await registrar.register(other, { ...change, key: 'task:8' });
  expect(program.domains.get('with-key.com')!.secDNS!.keyData).toEqual(['257 3 1 AQPJ////4Q==']);
});

it('carries the fee of a premium name and its DS records in one order', async () => {
  const premiumFee = { amount: '250.00', currency: 'USD' };
  const dnssec = { dsRecords: [ds], keys: [] };
  await registrar.register({ ...order, domain: 'gold.com', premiumFee, dnssec }, change);
  expect(program.domains.get('gold.com')!.secDNS!.dsData).toHaveLength(1);
});

it('reads records back, whatever the spelling, and tells an unsigned delegation', async () => {
  expect(await registrar.getDnssec('held.com')).toEqual({ dsRecords: [], keys: [] });
  await registrar.setDnssec('held.com', { dsRecords: [ds2], keys: [], maxSigLife: 3600 }, change);
  const state = { dsRecords: [ds2], keys: [], maxSigLife: 3600 };
  expect(await registrar.getDnssec('held.com')).toEqual(state);
  expect((await registrar.sync('held.com')).dnssec).toEqual(state);
});

it('names what goes and what comes, all at once where nothing stays, nothing where nothing differs', async () => {
  await registrar.setDnssec('held.com', { dsRecords: [ds], keys: [] }, change);
  await registrar.setDnssec('held.com', { dsRecords: [ds, ds2], keys: [] }, change);
  expect(program.seen.at(-1)).not.toContain('secDNS:rem');
  await registrar.setDnssec('held.com', { dsRecords: [ds2], keys: [] }, change);
  expect(program.seen.at(-1)).toContain('<secDNS:keyTag>12345</secDNS:keyTag>');
  expect(program.seen.at(-1)).not.toContain('secDNS:all');
  expect(held()!.dsData).toEqual([`60485 5 2 ${ds2.digest}`]);
  expect(sent()).toBe(3);
  await registrar.setDnssec('held.com', { dsRecords: [ds2], keys: [] }, change);
  expect(sent()).toBe(3);
  // From one interface to the other the old records go first.
  await registrar.setDnssec('held.com', { dsRecords: [], keys: [key] }, change);
  expect(held()).toEqual({ dsData: [], keyData: ['257 3 1 AQPJ////4Q=='] });
  await registrar.setDnssec('held.com', { dsRecords: [], keys: [] }, change);
  expect(program.seen.at(-1)).toContain('<secDNS:all>true</secDNS:all>');
  expect(held()).toEqual({ dsData: [], keyData: [] });
});

it('reads grace periods beside DS records: each extension answers for itself', async () => {
  await registrar.setDnssec('held.com', { dsRecords: [ds], keys: [] }, change);
  Object.assign(program.domains.get('held.com')!, {
    statuses: ['pendingDelete'],
    rgp: 'redemptionPeriod',
  });
  const { status, dnssec } = await registrar.sync('held.com');
  expect([status, dnssec!.dsRecords]).toEqual(['redemption', [ds]]);
});

it('says so of a registry without DNSSEC, before anything is ordered', async () => {
  program.offers = ['urn:ietf:params:xml:ns:rgp-1.0'];
  const dnssec = { dsRecords: [ds], keys: [] };
  for (const call of [
    () => registrar.register({ ...order, dnssec }, change),
    () => registrar.setDnssec('held.com', dnssec, change),
    () => registrar.getDnssec('held.com'),
  ])
    expect((await failureOf(call())).outcome).toBe('REFUSED');
  expect(program.domains.has(order.domain)).toBe(false);
  expect((await registrar.sync('held.com')).dnssec).toBeUndefined();
});
