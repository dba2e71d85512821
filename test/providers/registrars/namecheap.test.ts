import { afterEach, beforeEach, expect, it } from 'vitest';
import { testRegistrar } from '#providers/contract/registrar.ts';
import provider from '#providers/registrars/namecheap/provider.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { carol, change, connectTo, failureOf, order } from './cast.ts';
import { namecheapProgram, type NamecheapProgram, namecheapRow } from './namecheap-program.ts';

const settingsOf = ({ url }: NamecheapProgram, more = {}) => ({
  apiUser: 'apiexample',
  apiKey: 'secret-key',
  clientIp: '192.168.1.109',
  baseUrl: url,
  ...more,
});

testRegistrar(it, provider, async () => {
  const program = await namecheapProgram();
  return {
    settings: settingsOf(program),
    free: 'new-name.com',
    held: { name: 'held.com', expiresOn: '2027-06-24' },
    misbehave: (mood) => program.misbehave('namecheap.domains.create', mood),
    endIn1969: () => void (program.domains.get('held.com')!.expires = '12/31/1969'),
    count: (operation) =>
      program.count(
        operation === 'register' ? 'namecheap.domains.create' : 'namecheap.domains.renew',
      ),
    close: program.close,
  };
});

let program: NamecheapProgram;
let registrar: Registrar;
beforeEach(async () => {
  program = await namecheapProgram();
  registrar = connectTo(provider, settingsOf(program));
});
afterEach(() => program.close());

const sent = (command: string) => Object.fromEntries(program.last(`namecheap.${command}`).form);

it('registers with all four contacts, and the key is in no address', async () => {
  const receipt = await registrar.register(order, change);
  expect(receipt).toEqual({
    state: 'done',
    orderId: '196074',
    price: { amount: '20.3600', currency: 'USD' },
  });
  expect(sent('domains.create')).toMatchObject({
    DomainName: 'new-name.com',
    Years: '2',
    Nameservers: 'ns1.host.test,ns2.host.test',
    AddFreeWhoisguard: 'no',
    RegistrantFirstName: 'Carol',
    RegistrantPhone: '+44.1225123456',
    RegistrantOrganizationName: 'Carol & Co',
    AuxBillingLastName: 'Jones Smith',
    UserName: 'apiexample',
  });
  expect(program.seen.every(({ query }) => `${query}` === '')).toBe(true);
  // Two years from 2026, as the stand-in counts.
  expect((await registrar.sync('new-name.com')).expiresOn).toBe('2028-11-30');
});

it('a registration that is not in real time is pending', async () => {
  program.slow.add('new-name.com');
  expect((await registrar.register(order, change)).state).toBe('pending');
});

it('keeps to twenty commands a minute over all connections of an account', async () => {
  for (let call = 0; call < 20; call += 1)
    await connectTo(provider, settingsOf(program)).getLock('held.com');
  const beyond = connectTo(provider, settingsOf(program)).getLock('held.com', { timeoutMs: 500 });
  expect(await failureOf(beyond)).toMatchObject({
    outcome: 'NOT_SENT',
    message: 'The account has no call left now.',
  });
  const other = settingsOf(program, { apiUser: 'another' });
  expect((await failureOf(connectTo(provider, other).getLock('held.com'))).outcome).toBe('REFUSED');
});

it('refusals and unknown outcomes are told apart by the number', async () => {
  const wrong = connectTo(provider, settingsOf(program, { clientIp: '192.0.2.1' }));
  expect(await failureOf(wrong.sync('held.com'))).toMatchObject({
    outcome: 'REFUSED',
    message: 'Invalid request IP',
  });
  const numbers = {
    3019166: 'REFUSED',
    3050900: 'UNKNOWN',
    5050900: 'UNKNOWN',
    4024167: 'UNKNOWN',
  };
  for (const [number, outcome] of Object.entries(numbers)) {
    const body = `<ApiResponse Status="ERROR"><Errors><Error Number="${number}">No.</Error></Errors></ApiResponse>`;
    program.misbehave('domains.create', { body });
    expect((await failureOf(registrar.register(order, change))).outcome, number).toBe(outcome);
  }
  program.misbehave('domains.create', { status: 405, body: '' });
  expect(await failureOf(registrar.register(order, change))).toMatchObject({
    outcome: 'NOT_SENT',
    retryAfterMs: 0,
  });
});

it('checks fifty names at once, tells premium prices and what could not be looked at', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `name${index}.com`);
  const answers = await registrar.availability([...names, 'gold.com', 'odd.bad']);
  expect(program.count('domains.check')).toBe(2);
  expect(answers.slice(0, 60).every(({ status }) => status === 'available')).toBe(true);
  expect(answers.slice(60)).toEqual([
    {
      name: 'gold.com',
      status: 'available',
      premium: true,
      prices: {
        register: { amount: '206.7000', currency: 'USD' },
        renew: { amount: '30.0000', currency: 'USD' },
      },
    },
    { name: 'odd.bad', status: 'unknown', premium: false },
  ]);
  const premiumFee = { amount: '206.7000', currency: 'USD' };
  await registrar.register({ ...order, domain: 'gold.com', premiumFee }, change);
  expect(sent('domains.create')).toMatchObject({
    IsPremiumDomain: 'true',
    PremiumPrice: '206.7000',
  });
});

it('renews, and reactivates what has expired', async () => {
  const renewal = { domain: 'held.com', years: 1, expiresOn: '2027-06-24' };
  expect(await registrar.renew(renewal, change)).toMatchObject({
    state: 'done',
    orderId: '109116',
    // The page's form of a date: 6/24/2028 11:31:13 AM.
    expiresOn: '2028-06-24',
  });
  program.domains.set('held.com', namecheapRow({ status: 'Expired' }));
  expect((await registrar.sync('held.com')).status).toBe('suspended');
  expect((await registrar.restore({ ...renewal, years: 2 }, change)).expiresOn).toBe('2029-06-24');
  expect(sent('domains.reactivate')).toMatchObject({ YearsToAdd: '2' });
  const trace = { key: 'k', kind: 'restore' as const, domain: 'held.com', expiresOn: '2027-06-24' };
  expect((await registrar.findOrder(trace)).state).toBe('done');
});

it('a transfer is looked up in the lists of transfers', async () => {
  const { years: _years, ...rest } = order;
  const transfer = { ...rest, domain: 'move.com', authCode: 'Xy#1&2' };
  expect(await registrar.transfer(transfer, change)).toMatchObject({
    state: 'pending',
    unfinished: ['contacts', 'nameservers'],
  });
  expect(sent('domains.transfer.create')).toMatchObject({ EPPCode: 'Xy#1&2', Years: '1' });
  const trace = { key: 'k', kind: 'transfer' as const, domain: 'move.com' };
  expect(await registrar.findOrder(trace)).toMatchObject({
    state: 'pending',
    words: 'Awaiting EPP code',
  });
  program.transfers[0]!.list = 'CANCELLED';
  expect((await registrar.findOrder(trace)).state).toBe('failed');
  program.transfers = [];
  expect((await registrar.findOrder({ ...trace, domain: 'never.com' })).state).toBe('absent');
  program.domains.set('move.com', namecheapRow());
  expect((await registrar.findOrder(trace)).state).toBe('done');
});

it('somebody else’s domain is absent, an unknown status an unknown outcome', async () => {
  expect((await registrar.sync('other.com')).status).toBe('absent');
  expect((await registrar.sync('gone.com')).status).toBe('absent');
  program.domains.set('held.com', namecheapRow({ status: 'Frozen' }));
  expect((await failureOf(registrar.sync('held.com'))).outcome).toBe('UNKNOWN');
  program.domains.set('held.com', namecheapRow({ expires: '' }));
  expect((await registrar.sync('held.com')).expiryProblem).toContain('told none');
});

it('name servers, lock, privacy and balance', async () => {
  await registrar.setNameservers('held.com', ['a.ns.test', 'b.ns.test'], change);
  expect(await registrar.getNameservers('held.com')).toEqual(['a.ns.test', 'b.ns.test']);
  await registrar.setLock('held.com', true, change);
  expect(await registrar.getLock('held.com')).toBe(true);
  expect((await failureOf(registrar.setIdProtection('held.com', true, change))).outcome).toBe(
    'REFUSED',
  );
  program.domains.get('held.com')!.privacy = 'False';
  await registrar.setIdProtection('held.com', true, change);
  expect(sent('whoisguard.enable')).toMatchObject({ ForwardedToEmail: 'john@example.com' });
  expect(program.domains.get('held.com')!.privacy).toBe('True');
  expect(await registrar.balance()).toEqual({ amount: '4932.96', currency: 'USD' });
  expect(registrar.supports.has('eppCode')).toBe(false);
});

it('a change of one contact leaves the others as the registrar has them (D36)', async () => {
  await registrar.setContacts('held.com', { admin: { ...carol, state: '' } }, change);
  const { registrant, admin, technical } = await registrar.getContacts('held.com');
  expect(admin).toMatchObject({ firstName: 'Carol', company: 'Carol & Co' });
  // The city stood in for the state; it is not read back as one (D14).
  expect(admin).not.toHaveProperty('state');
  for (const other of [registrant, technical])
    expect(other).toMatchObject({ firstName: 'John', state: 'AZ', phone: '+1.6613102107' });
});

it('a private name server has one IPv4 address', async () => {
  const host = { hostname: 'ns1.held.com', addresses: ['192.0.2.1'] };
  await registrar.createPrivateNameserver('held.com', host, change);
  // A second time, since the first answer was lost: it is refused, and it is so.
  await registrar.createPrivateNameserver('held.com', host, change);
  const elsewhere = { ...host, addresses: ['192.0.2.9'] };
  expect(
    (await failureOf(registrar.createPrivateNameserver('held.com', elsewhere, change))).message,
  ).toBe('Nameserver exists');
  const moved = { ...host, addresses: ['192.0.2.2'], oldAddresses: ['192.0.2.1'] };
  await registrar.updatePrivateNameserver('held.com', moved, change);
  await registrar.updatePrivateNameserver('held.com', moved, change);
  expect(program.hosts.get('ns1.held.com')).toBe('192.0.2.2');
  await registrar.deletePrivateNameserver('held.com', moved, change);
  expect(program.hosts.size).toBe(0);
  const v6 = { ...host, addresses: ['2001:db8::1'] };
  expect((await failureOf(registrar.createPrivateNameserver('held.com', v6, change))).outcome).toBe(
    'REFUSED',
  );
});

it('registries’ questions go as the document spells them (D12), the language too (D25)', async () => {
  const us = { purpose: 'P3', category: 'C31/DE' };
  await registrar.register({ ...order, domain: 'nexus-one.us', answers: us }, change);
  expect(sent('domains.create')).toMatchObject({
    RegistrantNexus: 'C31',
    RegistrantNexusCountry: 'DE',
    RegistrantPurpose: 'P3',
  });
  const eu = { EUAgreeWhoisPolicy: 'YES', EUAgreeDeletePolicy: 'YES', DomainName: 'evil.eu' };
  await registrar.register({ ...order, domain: 'one.eu', answers: eu }, change);
  expect(sent('domains.create')).toMatchObject({ DomainName: 'one.eu', EUAgreeWhoisPolicy: 'YES' });
  const idn = { ...order, domain: 'xn--mnchen-laden-dlb.com', idnLanguage: 'de' };
  await registrar.register(idn, change);
  expect(sent('domains.create')).toMatchObject({ IdnCode: 'ger' });
});

/*
 * https://www.namecheap.com/support/api/extended-attributes/: each extension of .uk and .au has
 * attributes under a name of its own, and CIRAWhoisDisplay is required: Full for who is no person.
 */
const extended: [domain: string, answers: Record<string, string>, sent: object][] = [
  [
    'one.org.uk',
    { legalType: 'LTD', companyNumber: '01234567' },
    { ORGUKLegalType: 'LTD', ORGUKCompanyID: '01234567', ORGUKRegisteredfor: 'Carol & Co' },
  ],
  ['one.me.uk', { legalType: 'IND' }, { MEUKLegalType: 'IND', MEUKRegisteredfor: 'Carol & Co' }],
  ['one.co.uk', { legalType: 'IND' }, { COUKLegalType: 'IND', COUKRegisteredfor: 'Carol & Co' }],
  [
    'one.com.au',
    { idType: 'ABN', idNumber: '51824753556' },
    { COMAURegistrantId: '51824753556', COMAURegistrantIdType: 'ABN' },
  ],
  [
    'one.net.au',
    { idType: 'ACN', idNumber: '000000019' },
    { NETAURegistrantId: '000000019', NETAURegistrantIdType: 'ACN' },
  ],
  ['ett.nu', { idNumber: '19800101-1234' }, { NUOrgNo: '19800101-1234' }],
  [
    'un.fr',
    { companyNumber: '732829320' },
    { FRLegalType: 'Company', FRRegistrantLegalId: '732829320' },
  ],
  [
    'one.ca',
    { legalType: 'CCO', agreement: 'yes' },
    { CIRALegalType: 'CCO', CIRAWhoisDisplay: 'Full', CIRAAgreementValue: 'Y' },
  ],
  ['two.ca', { legalType: 'CCT' }, { CIRALegalType: 'CCT', CIRAWhoisDisplay: 'Private' }],
];

it.each(extended)(
  'spells the answers for %s as Extended Attributes has them (D12)',
  async (domain, answers, right) => {
    await registrar.register({ ...order, domain, answers }, change);
    const form = sent('domains.create');
    expect(form).toMatchObject(right);
    const own = Object.keys(form).filter((name) => /UK|AU[A-Z]|CIRA|^NU|^FR/.test(name));
    const also = domain === 'one.ca' ? ['CIRAAgreementVersion'] : [];
    expect(own.toSorted()).toEqual([...Object.keys(right), ...also].toSorted());
  },
);
