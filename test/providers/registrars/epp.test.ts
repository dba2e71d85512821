import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testRegistrar } from '#providers/contract/registrar.ts';
import provider from '#providers/registrars/epp/provider.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { carol, change, connectTo, failureOf, order } from './cast.ts';
import { eppProgram, type EppProgram, eppSettings } from './epp-program.ts';

testRegistrar(
  it,
  provider,
  async () => {
    const program = await eppProgram();
    return {
      settings: eppSettings(program),
      free: 'new-name.com',
      held: { name: 'held.com', expiresOn: '2027-06-24' },
      misbehave: program.misbehave,
      endIn1969: () => void (program.domains.get('held.com')!.exDate = '1969-12-31T22:00:00.0Z'),
      count: (operation) =>
        program.count(operation === 'register' ? '<domain:create' : '<domain:renew'),
      close: program.close,
    };
  },
  // Of HTTP alone.
  ['gateway', 'busy', 'busyFor'],
);

describe('a registry by EPP', () => {
  let program: EppProgram;
  let registrar: Registrar;
  beforeEach(async () => {
    program = await eppProgram();
    registrar = connectTo(provider, eppSettings(program));
  });
  afterEach(() => program.close());

  it('registers with its contacts, and makes the hosts that the registry lacks', async () => {
    const receipt = await registrar.register(order, change);
    // Two years from 2026-11-30, as the stand-in counts.
    expect(receipt).toMatchObject({ state: 'done', expiresOn: '2028-11-30' });
    const made = program.domains.get('new-name.com')!;
    expect(made.ns).toEqual(['ns1.host.test', 'ns2.host.test']);
    expect(made.contacts.map(([type]) => type).toSorted()).toEqual(['admin', 'billing', 'tech']);
    expect(program.contacts.get(made.registrant)).toMatchObject({
      voice: '+44.1225123456',
      postalInfo: { '@type': 'int', name: 'Carol Jones Smith', addr: { cc: 'GB' } },
    });
    // RFC 9154 asks for 128 bits at least.
    expect(made.pw!.length).toBeGreaterThanOrEqual(22);
  });

  it('keeps a few sessions open and logs in once for each', async () => {
    await Promise.all(
      Array.from({ length: 10 }, () => registrar.availability(['a.com', 'held.com'])),
    );
    expect(program.sessions).toBe(2);
    expect(program.count('<login>')).toBe(2);
  });

  it('is refused without the certificate of the client', async () => {
    const { certificate: _certificate, key: _key, ...bare } = eppSettings(program);
    const failed = await failureOf(connectTo(provider, bare).sync('held.com'));
    expect(failed.outcome).toBe('NOT_SENT');
    const ordered = await failureOf(connectTo(provider, bare).register(order, change));
    expect(ordered.outcome).toBe('NOT_SENT');
    expect(program.domains.has(order.domain)).toBe(false);
  });

  it('says what a registry says, never the password', async () => {
    const wrong = connectTo(provider, { ...eppSettings(program), password: 'wrong-password' });
    const failed = await failureOf(wrong.register(order, change));
    expect(failed).toMatchObject({ outcome: 'REFUSED', message: 'Authentication error' });
  });

  it('asks for a transfer, follows it and tells how it ended', async () => {
    const transfer = { ...order, domain: 'other.com', authCode: 'wrong' };
    expect((await failureOf(registrar.transfer(transfer, change))).message).toMatch(/Invalid auth/);
    const taken = await registrar.transfer({ ...transfer, authCode: 'right-code' }, change);
    expect(taken.state).toBe('pending');
    const trace = { key: change.key, kind: 'transfer' as const, domain: 'other.com' };
    expect((await registrar.findOrder(trace)).state).toBe('pending');
    const row = program.domains.get('other.com')!;
    row.transfer!.trStatus = 'clientRejected';
    expect(await registrar.findOrder(trace)).toMatchObject({ state: 'failed' });
    Object.assign(row, { clID: 'CLIENT', statuses: ['ok'] });
    expect(await registrar.findOrder(trace)).toMatchObject({
      state: 'done',
      expiresOn: '2027-06-24',
    });
  });

  it('knows the states of RFC 5731 and the grace periods of RFC 3915', async () => {
    const row = program.domains.get('held.com')!;
    const status = async () => (await registrar.sync('held.com')).status;
    expect(await registrar.sync('held.com')).toEqual({
      status: 'active',
      expiresOn: '2027-06-24',
      nameservers: ['ns1.host.test', 'ns2.host.test'],
      dnssec: { dsRecords: [], keys: [] },
    });
    row.statuses = ['clientHold'];
    expect(await status()).toBe('suspended');
    Object.assign(row, { statuses: ['pendingDelete'], rgp: 'redemptionPeriod' });
    expect(await status()).toBe('redemption');
    row.rgp = 'pendingDelete';
    expect(await status()).toBe('cancelled');
    expect((await registrar.sync('other.com')).status).toBe('transferredAway');
    expect((await registrar.sync('nobody.com')).status).toBe('absent');
  });

  it('tells the fees of a registry that has them, and agrees to them (RFC 8748)', async () => {
    const fees = {
      register: { amount: '250.00', currency: 'USD' },
      renew: { amount: '99.50', currency: 'USD' },
      transfer: { amount: '99.50', currency: 'USD' },
    };
    expect(await registrar.availability(['gold.com', 'plain.com'])).toEqual([
      { name: 'gold.com', status: 'available', premium: true, prices: fees },
      { name: 'plain.com', status: 'available', premium: false },
    ]);
    const gold = { ...order, domain: 'gold.com' };
    expect((await failureOf(registrar.register(gold, change))).message).toMatch(/missing/);
    const cheap = { ...gold, premiumFee: { amount: '25.00', currency: 'USD' } };
    expect((await failureOf(registrar.register(cheap, change))).message).toMatch(/value range/);
    expect(program.domains.has('gold.com')).toBe(false);
    await registrar.register({ ...gold, premiumFee: fees.register }, change);
    expect(program.domains.has('gold.com')).toBe(true);
  });

  it('restores with a request and a report, then renews; each once (RFC 3915, D32)', async () => {
    const row = program.domains.get('held.com')!;
    Object.assign(row, { statuses: ['pendingDelete'], rgp: 'redemptionPeriod' });
    const restoration = { domain: 'held.com', years: 1, expiresOn: '2027-06-24' };
    const trace = { key: change.key, kind: 'restore' as const, ...restoration };
    expect(await registrar.findOrder(trace)).toMatchObject({ state: 'absent' });
    expect((await registrar.restore(restoration, change)).expiresOn).toBe('2028-06-24');
    expect(row).toMatchObject({ statuses: ['ok'], exDate: '2028-06-24T22:00:00.0Z' });
    expect(row.rgp).toBeUndefined();
    expect(await registrar.findOrder(trace)).toMatchObject({ state: 'done' });
    expect((await registrar.restore(restoration, change)).expiresOn).toBe('2028-06-24');
    expect(program.count('op="request"')).toBe(1);
    expect(program.count('op="report"')).toBe(1);
    expect(program.count('<domain:renew')).toBe(1);
  });

  it('goes on with a restore whose report is missing, and refuses one that is too late', async () => {
    const row = program.domains.get('held.com')!;
    const restoration = { domain: 'held.com', years: 1, expiresOn: '2027-06-24' };
    Object.assign(row, { statuses: ['pendingDelete'], rgp: 'pendingDelete' });
    expect((await failureOf(registrar.restore(restoration, change))).outcome).toBe('REFUSED');
    Object.assign(row, { statuses: ['pendingDelete'], rgp: 'pendingRestore' });
    const trace = { key: change.key, kind: 'restore' as const, ...restoration };
    expect(await registrar.findOrder(trace)).toMatchObject({ state: 'pending' });
    expect((await registrar.restore(restoration, change)).expiresOn).toBe('2028-06-24');
    expect(program.count('op="request"')).toBe(0);
  });

  it('changes nothing by a date that is none', async () => {
    for (const exDate of ['1969-12-31T00:00:00.0Z', '0', '9999-12-31T00:00:00.0Z']) {
      program.domains.get('held.com')!.exDate = exDate;
      const state = await registrar.sync('held.com');
      expect(state.expiresOn).toBeNull();
      expect(state.expiryProblem).toContain(exDate);
    }
  });

  it('changes what was named and nothing else', async () => {
    await registrar.setNameservers('held.com', ['ns2.host.test', 'ns3.host.test'], change);
    expect(program.domains.get('held.com')!.ns).toEqual(['ns2.host.test', 'ns3.host.test']);
    expect(await registrar.getLock('held.com')).toBe(false);
    await registrar.setLock('held.com', true, change);
    await registrar.setLock('held.com', true, change);
    expect(await registrar.getLock('held.com')).toBe(true);
    await registrar.setContacts('held.com', { technical: { ...carol, city: 'Ünalstadt' } }, change);
    const { registrant, contacts } = program.domains.get('held.com')!;
    expect([registrant, contacts[0]]).toEqual(['OLD1', ['admin', 'OLD1']]);
    const [type, id] = contacts[1]!;
    expect(type).toBe('tech');
    // Seven-bit "int" form; ü is ue (ICAO Doc 9303).
    expect(program.contacts.get(id).postalInfo.addr.city).toMatch(/^U(e)?nalstadt$/i);
  });

  it('sets a code where the registry shows none, and hands it out', async () => {
    const code = await registrar.eppCode('held.com');
    expect(program.domains.get('held.com')!.pw).toBe(code);
  });

  it('has private name servers with their addresses', async () => {
    const hostname = 'ns1.held.com';
    await registrar.createPrivateNameserver(
      'held.com',
      { hostname, addresses: ['192.0.2.1'] },
      change,
    );
    expect(await registrar.listPrivateNameservers('held.com')).toEqual([
      { hostname, addresses: ['192.0.2.1'] },
    ]);
    const moved = { hostname, addresses: ['192.0.2.2'], oldAddresses: ['192.0.2.1'] };
    await registrar.updatePrivateNameserver('held.com', moved, change);
    expect(program.hosts.get(hostname)).toEqual(['192.0.2.2']);
    await registrar.deletePrivateNameserver('held.com', { hostname, addresses: [] }, change);
    expect(program.hosts.has(hostname)).toBe(false);
  });
});
