import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import { noraForm } from './nora.ts';

let gateway: Gateway;
let fieldId: number;
let groupId: number;
let questionId: number;
let gatewayId: number;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  const { db } = gateway.app;
  const field = await db.customField.create({
    data: { owner: 'CLIENT', name: 'VAT', isRequired: true },
  });
  fieldId = field.id;
  const group = await db.clientGroup.create({
    data: { name: 'Friends', color: '#ff8800', discountPercent: '2.5', separateInvoices: true },
  });
  groupId = group.id;
  questionId = (await db.securityQuestion.create({ data: { question: 'First pet?' } })).id;
  const paypal = { label: 'paypal', module: 'paypal', displayName: 'PayPal', isActive: true };
  gatewayId = (await db.gateway.create({ data: paypal })).id;
});
afterAll(thaw);

const base64 = (text: string) => Buffer.from(text).toString('base64');
const vat = (value: string) =>
  base64(`a:1:{i:${fieldId};s:${Buffer.byteLength(value)}:"${value}";}`);

const nora = (more: object = {}) => ({
  ...noraForm,
  custom_fields: vat('GB123'),
  ...more,
});

it('speaks AddClient as it always did', async () => {
  const without = (name: string) => ({
    title: `no ${name}`,
    form: nora({ ...(name !== 'email' && { email: 'n5@example.test' }), [name]: '' }),
  });
  await transcript(gateway, 'AddClient', [
    {
      title: 'with everything',
      form: nora({
        company_name: 'Nora Ltd',
        address2: 'Flat 3',
        tax_id: 'GB999',
        password: 'correct horse',
        security_qid: questionId,
        security_qans: 'Rex',
        currency: 1,
        group_id: groupId,
        language: 'english',
        user_ip: '203.0.113.9',
        notes: 'Met at the fair.',
        marketing_emails_opt_in: 'true',
        send_mail: 'true',
      }),
    },
    { title: 'a second client of the user', form: nora({ email: 'n2@example.test', user_id: 1 }) },
    ...['first_name', 'last_name', 'email', 'address1', 'city', 'state', 'postcode'].map(without),
    ...['country', 'phonenumber', 'custom_fields'].map(without),
    { title: 'no address', form: nora({ email: 'nora at example' }) },
    { title: 'no country', form: nora({ country: 'Atlantis' }) },
    { title: 'no number', form: nora({ email: 'n3@example.test', phonenumber: '12' }) },
    { title: 'a taken address', form: nora() },
    { title: 'no such user', form: nora({ email: 'n4@example.test', user_id: 9999 }) },
    {
      title: 'an object where an array was',
      form: nora({ custom_fields: base64('O:1:"X":0:{}') }),
    },
    { title: 'not allowed', form: nora(), as: 'carol' },
  ]);
  const events = await gateway.app.db.outboxEvent.findMany({
    where: { type: 'client.added' },
    orderBy: { position: 'asc' },
  });
  // A true send_mail keeps the email back; without it the email is sent.
  expect(
    events.map(({ payload }) => (payload as { sendWelcomeEmail: boolean }).sendWelcomeEmail),
  ).toEqual([false, true]);
  const row = await gateway.app.db.client.findUniqueOrThrow({
    where: { email: 'nora@example.test' },
  });
  expect(row).toMatchObject({
    companyName: 'Nora Ltd',
    address2: 'Flat 3',
    taxId: 'GB999',
    groupId,
    signupIp: '203.0.113.9',
    notes: 'Met at the fair.',
    marketingOptIn: true,
  });
});

it('speaks ClientSignup as it always did', async () => {
  await transcript(gateway, 'ClientSignup', [
    { title: 'a storefront’s visitor', form: nora({ email: 's1@example.test' }) },
    { title: 'at a reseller', form: nora({ email: 's2@example.test' }), as: 'reseller' },
    { title: 'a taken address', form: nora({ email: 's1@example.test' }) },
    { title: 'no first name', form: nora({ first_name: '' }) },
    { title: 'a customer may not', form: nora({ email: 's3@example.test' }), as: 'carol' },
  ]);
});

it('speaks UpdateClient as it always did', async () => {
  const user_id = gateway.carol;
  await transcript(gateway, 'UpdateClient', [
    {
      title: 'everything',
      form: {
        user_id,
        email: 'carola@example.test',
        first_name: 'Carola',
        last_name: 'C',
        company_name: 'C Ltd',
        address1: 'A',
        address2: 'B',
        city: 'C',
        state: 'D',
        postcode: 'E1',
        country: 'DE',
        phonenumber: '030 901820',
        tax_id: 'DE1',
        currency: 1,
        group_id: groupId,
        custom_fields: vat('DE1'),
        language: 'german',
        user_ip: '203.0.113.7',
        notes: 'Moved.',
        status: 'Inactive',
        payment_method_id: gatewayId,
        general_emails: 0,
        product_emails: 0,
        domain_emails: 1,
        affiliate_emails: 0,
        invoice_emails: 1,
        support_emails: 1,
      },
    },
    { title: 'found by its address', form: { email: 'carola@example.test', company_name: '' } },
    { title: 'a customer’s own', form: { clientid: user_id, city: 'Bonn' }, as: 'carol' },
    { title: 'a customer’s status', form: { user_id, status: 'Active' }, as: 'carol' },
    { title: 'nobody reads about domains', form: { user_id, domain_emails: 0 } },
    { title: 'a taken address', form: { user_id, email: 'rob@example.test' } },
    { title: 'no address', form: { user_id, email: 'carol at home' } },
    { title: 'an empty required field', form: { user_id, custom_fields: vat('') } },
    { title: 'no such client', form: { user_id: 9999, city: 'X' } },
    { title: 'another’s', form: { user_id, city: 'X' }, as: 'stranger' },
    { title: 'which one?', form: { city: 'X' } },
  ]);
  const row = await gateway.app.db.client.findUniqueOrThrow({ where: { id: user_id } });
  expect(row).toMatchObject({
    companyName: '',
    city: 'Bonn',
    defaultGatewayId: gatewayId,
    groupId,
  });
});

it('speaks GetClientDetails, GetClientsStats and GetClientGroups as it always did', async () => {
  const { db } = gateway.app;
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  const bill = (status: 'UNPAID' | 'PAID' | 'DRAFT', total: string, dueOn: string) => ({
    clientId: gateway.carol,
    currencyCode: 'USD',
    status,
    total,
    balance: status === 'PAID' ? '0' : total,
    issuedOn: day('2026-10-01'),
    dueOn: day(dueOn),
  });
  await db.invoice.createMany({
    data: [
      bill('UNPAID', '10.10', '2026-11-20'),
      bill('UNPAID', '20.20', '2026-11-21'),
      bill('PAID', '5.55', '2026-10-01'),
      bill('DRAFT', '7', '2026-12-01'),
    ],
  });
  const payment = { clientId: gateway.carol, currencyCode: 'USD', happenedAt: day('2026-10-02') };
  await db.transaction.create({ data: { ...payment, amountIn: '5.55', fees: '0.30' } });
  await transcript(
    gateway,
    'GetClientDetails',
    [
      { title: 'by id, with stats', form: { user_id: gateway.carol, stats: 'true' } },
      { title: 'by address', form: { email: 'Nora@example.test' } },
      { title: 'a customer’s own', form: { user_id: gateway.rob, stats: 1 }, as: 'rob' },
      { title: 'another’s', form: { user_id: gateway.carol }, as: 'stranger' },
      { title: 'no such client', form: { client_id: 9999 } },
      { title: 'which one?', form: {} },
    ],
    ['uuid', 'entry_date'],
  );
  await transcript(gateway, 'GetClientsStats', [
    { title: 'of a client', form: { user_id: gateway.carol } },
    { title: 'of another’s', form: { user_id: gateway.carol }, as: 'rob' },
    { title: 'of nobody', form: { user_id: 9999 } },
  ]);
  await transcript(gateway, 'GetClientGroups', [
    { title: 'all groups', form: {} },
    { title: 'none of a customer’s business', form: {}, as: 'carol' },
    { title: 'without the permission', form: {}, as: 'clerk' },
  ]);
});
