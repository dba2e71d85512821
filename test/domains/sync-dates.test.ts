import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type LogicBoxesProgram,
  logicBoxesProgram,
} from '#test/providers/registrars/logicboxes-program.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { sell, waiting } from './cast.ts';

let gateway: Gateway;
let program: LogicBoxesProgram;
let id: number;
beforeAll(async () => {
  gateway = await openGateway();
  program = await logicBoxesProgram();
  const url = `${program.url}api/`;
  const settings = {
    userId: '700',
    apiKey: 'secret-key',
    customerId: '1',
    baseUrl: url,
    checkUrl: url,
  };
  await gateway.data(
    `mutation ($input: ConfigureRegistrarInput!) { configureRegistrar(input: $input) { registrar { id } } }`,
    {
      input: {
        module: 'logicboxes',
        isActive: true,
        settings: Object.entries(settings).map(([name, secretValue]) => ({ name, secretValue })),
      },
    },
  );
  await sell(gateway, 'com', { registrar: 'logicboxes' });
  id = await waiting(gateway, 'held.com', { status: 'ACTIVE', ...until('2027-11-29') });
});
afterAll(() => program.close());

const until = (day: string) => ({
  expiresOn: new Date(day),
  nextDueOn: new Date(day),
  nextInvoiceOn: new Date(day),
});
const rowOf = () => gateway.app.db.domain.findUniqueOrThrow({ where: { id } });
const dayOf = (date: Date | null) => date?.toISOString().slice(0, 10);
const sync = async (endtime: string) => {
  program.orders.get('held.com')!.endtime = endtime;
  const document = `mutation ($input: SyncDomainInput!) { syncDomain(input: $input) { domain { id } } }`;
  const found = await gateway.data(`{ domain(by: { name: "held.com" }) { id } }`);
  await gateway.data(document, { input: { domainId: found.domain.id } });
  const { status, expiresOn, nextDueOn, lastSyncError } = await rowOf();
  return { status, expiresOn: dayOf(expiresOn), nextDueOn: dayOf(nextDueOn), lastSyncError };
};

it.each(['0', '1', '-1', '1970-01-01', '-0001-11-30 00:00:00', '0001-01-01', '0000-00-00', ''])(
  'takes nothing from the date %j, and says so (D7)',
  async (endtime) => {
    expect(await sync(endtime)).toEqual({
      status: 'ACTIVE',
      expiresOn: '2027-11-29',
      nextDueOn: '2027-11-29',
      lastSyncError: expect.stringMatching(/^No expiry date: .*(read as a date|told none)/),
    });
  },
);

it('lets the due date that stood on the expiry follow a corrected one (D22)', async () => {
  // 1805068800 s is 2027-03-15.
  expect(await sync('1805068800')).toMatchObject({
    expiresOn: '2027-03-15',
    nextDueOn: '2027-03-15',
    lastSyncError: '',
  });
});

it('leaves a due date that a payment has moved ahead (D22)', async () => {
  const data = { ...until('2027-11-29'), nextDueOn: new Date('2028-11-29') };
  await gateway.app.db.domain.update({ where: { id }, data });
  expect(await sync('1805068800')).toMatchObject({
    expiresOn: '2027-03-15',
    nextDueOn: '2028-11-29',
  });
});

it('changes one person at the registrar and keeps the others as they are there (D36)', async () => {
  const person = (name: string) =>
    new URLSearchParams({
      name,
      company: 'N A',
      email: `${name.toLowerCase().replace(' ', '.')}@own.test`,
      'address-line-1': '1 High Street',
      city: 'Bath',
      state: 'Somerset',
      country: 'GB',
      zipcode: 'BA1 1AA',
      'phone-cc': '44',
      phone: '1225123456',
    });
  const names = ['Rea Gistrant', 'Ada Admin', 'Theo Tech', 'Bill Billing'];
  const ids = names.map((name) => program.addContact(person(name)));
  program.orders.get('held.com')!.contacts = ids;
  await gateway.app.db.domain.update({
    where: { id },
    data: { status: 'ACTIVE', ...until('2027-11-29') },
  });
  const whois_info = JSON.stringify({ Registrant: { Email: 'new@own.test' } });
  const reply = await gateway.rapi('DomainUpdateWhoisInfo', { domain_id: id, whois_info });
  expect(reply.result).toBe('success');
  await expect.poll(() => program.count('modify-contact'), { timeout: 20_000 }).toBe(1);
  const sent = program.last('modify-contact').form;
  expect(['admin', 'tech', 'billing'].map((role) => sent.get(`${role}-contact-id`))).toEqual(
    ids.slice(1),
  );
  const added = program.last('contacts/add').form;
  expect([added.get('name'), added.get('email')]).toEqual(['Rea Gistrant', 'new@own.test']);
});
