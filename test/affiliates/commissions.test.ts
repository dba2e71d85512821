import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, freeze } from '#core/clock.ts';
import { sum } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { settleCommissions, startAffiliates } from '#modules/affiliates/automation.ts';
import { clearDueCommissions } from '#modules/affiliates/clear-commissions.ts';
import { DatabaseUnavailable } from '#platform/database/unavailable.ts';
import { booksAreRight } from '#test/billing/books.ts';
import { type Answer, codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { until } from '#test/mail/post.ts';
import { patiently } from '#test/setup/patiently.ts';
import { together } from '#test/setup/together.ts';

let gateway: Gateway;
let affiliate: { id: string; code: string };
const thaw = freeze('2026-11-21T12:00:00Z');

const ACTIVATE = `mutation ($input: AffiliateActivateInput!) {
  affiliateActivate(input: $input) { affiliate { id code balance { amount } } }
}`;
const set = (name: string, value: string) =>
  gateway.app.db.setting.upsert({ where: { name }, create: { name, value }, update: { value } });

beforeAll(async () => {
  gateway = await openGateway(startAffiliates);
  const { db } = gateway.app;
  await set('AffiliateEnabled', 'on');
  await db.productGroup.create({ data: { title: 'Hosting', slug: 'hosting' } });
  await db.productType.upsert({
    where: { key: 'other' },
    create: { key: 'other', name: 'Other' },
    update: {},
  });
  const input = { clientId: `Client:${gateway.carol}` };
  affiliate = (await gateway.data(ACTIVATE, { input })).affiliateActivate.affiliate;
});
afterAll(thaw);

/** A product with terms of its own. */
async function product(terms: Partial<Prisma.ProductUncheckedCreateInput>): Promise<number> {
  const { db } = gateway.app;
  const group = await db.productGroup.findFirstOrThrow();
  const type = await db.productType.findFirstOrThrow();
  const slug = `p${await db.product.count()}`;
  const owner = { groupId: group.id, typeId: type.id, currencyCode: 'USD' };
  return (await db.product.create({ data: { ...owner, name: slug, slug, ...terms } })).id;
}

/** A client whom Carol brought. */
async function brought(name: string): Promise<number> {
  const { db } = gateway.app;
  const { id } = await db.client.create({
    data: {
      firstName: name,
      lastName: 'Brought',
      email: `${name}@brought.test`,
      countryCode: 'GB',
      currencyCode: 'USD',
    },
  });
  const affiliateId = Number(affiliate.id.split(':')[1]);
  await db.affiliateReferral.create({ data: { affiliateId, clientId: id, isSignup: true } });
  return id;
}

async function service(clientId: number, productId: number): Promise<number> {
  const data = { clientId, productId, currencyCode: 'USD', registeredOn: new Date() };
  const { id } = await gateway.app.db.service.create({
    data: { ...data, billingCycle: 'MONTHLY' },
  });
  return id;
}

const CREATE = `mutation ($input: CreateInvoiceInput!) {
  createInvoice(input: $input) { invoice { id databaseId } }
}`;
const PAY = `mutation ($input: AddInvoicePaymentInput!) {
  addInvoicePayment(input: $input) { transaction { id } }
}`;

/** An invoice of one service that is owed. */
async function owed(clientId: number, serviceId: number, unitPrice: string) {
  const lines = [{ description: 'Hosting', unitPrice }];
  const input = { clientId: `Client:${clientId}`, status: 'UNPAID', lines };
  const { invoice } = (await gateway.data(CREATE, { input })).createInvoice;
  await gateway.app.db.invoiceItem.updateMany({
    where: { invoiceId: invoice.databaseId },
    data: { type: 'SERVICE', serviceId },
  });
  return invoice as { id: string; databaseId: number };
}

/** Such an invoice, paid; gives its number and that of the payment. */
async function paid(clientId: number, serviceId: number, unitPrice: string) {
  const invoice = await owed(clientId, serviceId, unitPrice);
  const { addInvoicePayment } = await gateway.data(PAY, { input: { invoiceId: invoice.id } });
  return { ...invoice, payment: addInvoicePayment.transaction.id as string };
}

/** Whether every payment so far was heard of, and every job for it done. */
async function isQuiet(): Promise<boolean> {
  const [row] = await gateway.app.database.query<{ quiet: boolean }>({
    text: `
      select not exists (
        select 1 from outbox_events e where type = 'invoice.paid' and (position is null or position >
          (select c.position from outbox_consumers c where name = 'affiliates'))
      ) and not exists (
        select 1 from pgboss.job where name = 'affiliates.commissions' and state < 'completed'
      ) as quiet`,
    values: [],
  });
  return row?.quiet ?? false;
}

/** What was earned on an invoice, once that is settled. */
async function earned(invoiceId: number) {
  await settleCommissions(gateway.app, invoiceId);
  const rows = await gateway.app.db.affiliateCommission.findMany({ where: { invoiceId } });
  return rows.map(({ amount, reversed, status }) => ({
    amount: amount.toFixed(2),
    reversed: reversed.toFixed(2),
    status,
  }));
}

const balance = async () => (await gateway.app.db.affiliate.findFirstOrThrow()).balance.toFixed(2);

it('remembers who brought a client, counts visitors once a day, and pays for what they buy', async () => {
  const visit = `mutation ($input: RecordAffiliateVisitInput!) {
    recordAffiliateVisit(input: $input) { counted affiliate { code visitors } }
  }`;
  const input = {
    code: affiliate.code,
    ipAddress: '203.0.113.5',
    referrer: 'https://blog.example',
  };
  const { recordAffiliateVisit: first } = await gateway.data(visit, { input });
  const { recordAffiliateVisit: again } = await gateway.data(visit, { input });
  const seen = { code: affiliate.code, visitors: 1 };
  expect(first).toEqual({ counted: true, affiliate: seen });
  expect(again).toEqual({ counted: false, affiliate: seen });
  await gateway.data(visit, { input: { ...input, ipAddress: '2001:db8::7' } });
  const unknown = { input: { ...input, code: 'nobody' } };
  expect(codeOf(await gateway.ask(visit, unknown))).toBe('AFFILIATE_NOT_FOUND');
  expect(codeOf(await gateway.ask(visit, { input }, 'carol'))).toBe('FORBIDDEN');

  const signup = `mutation ($input: ClientSignupInput!) {
    clientSignup(input: $input) { client { databaseId } }
  }`;
  const person = {
    firstName: 'Nora',
    lastName: 'New',
    email: 'nora@example.test',
    address1: '1 High Street',
    city: 'London',
    state: 'London',
    postcode: 'N1 1AA',
    country: 'GB',
    phoneNumber: '+44.2079460000',
    password: 'correct horse battery',
    affiliateCode: affiliate.code,
  };
  const { clientSignup } = await gateway.data(signup, { input: person });
  const nora = clientSignup.client.databaseId as number;
  const sold = await product({ affiliatePayout: 'PERCENTAGE', affiliateAmount: '10' });
  const { db } = gateway.app;
  await until(async () => (await db.affiliateReferral.count({ where: { clientId: nora } })) === 1);
  const invoice = await paid(nora, await service(nora, sold), '80');
  // By the event log and a job alone.
  await until(
    async () =>
      (await db.affiliateCommission.count({ where: { invoiceId: invoice.databaseId } })) === 1,
  );
  const { client } = await gateway.data(
    `{ client(by: { email: "carol@example.test" }) { affiliate { visitors balance { amount }
       referrals { totalCount } commissions { edges { node { status amount { amount } description } } } } } }`,
  );
  expect(client.affiliate).toMatchObject({
    visitors: 2,
    balance: { amount: '8.00' },
    referrals: { totalCount: 2 },
    commissions: { edges: [{ node: { status: 'CLEARED', amount: { amount: '8.00' } } }] },
  });
  await booksAreRight(gateway);
});

it.each<[string, Partial<Prisma.ProductUncheckedCreateInput>, string[], string[]]>([
  ['a percentage, once', { affiliatePayout: 'PERCENTAGE', affiliateAmount: '12.5' }, ['12.50'], []],
  [
    'a percentage of every renewal',
    { affiliatePayout: 'PERCENTAGE', affiliateAmount: '12.5', affiliateRecurring: true },
    ['12.50'],
    ['12.50'],
  ],
  ['a fixed amount', { affiliatePayout: 'FIXED_AMOUNT', affiliateAmount: '7' }, ['7.00'], []],
  ['the company’s usual percentage', { affiliatePayout: 'DEFAULT' }, ['10.00'], []],
  ['nothing', { affiliatePayout: 'NONE', affiliateAmount: '50' }, [], []],
])('earns %s', async (name, terms, first, renewal) => {
  const client = await brought(name.replaceAll(/[^a-z]/g, ''));
  const bought = await service(client, await product(terms));
  const amounts = async () => {
    const { databaseId } = await paid(client, bought, '100');
    return (await earned(databaseId)).map(({ amount }) => amount);
  };
  expect(await amounts()).toEqual(first);
  expect(await amounts()).toEqual(renewal);
});

it('pays an affiliate by its own terms where the product has none, and for first payments only', async () => {
  const change = `mutation ($input: UpdateAffiliateInput!) {
    updateAffiliate(input: $input) { affiliate { payType payAmount isOneTime } }
  }`;
  const terms = { payType: 'FIXED_AMOUNT', payAmount: '3.5', isOneTime: true };
  const input = { affiliateId: affiliate.id, ...terms };
  const { updateAffiliate } = await gateway.data(change, { input });
  expect(updateAffiliate.affiliate).toEqual(terms);
  for (const who of ['carol', 'reseller'] as const)
    expect(codeOf(await gateway.ask(change, { input }, who))).toBe('FORBIDDEN');
  const tooMuch = { input: { affiliateId: affiliate.id, payType: 'PERCENTAGE', payAmount: '101' } };
  expect(codeOf(await gateway.ask(change, tooMuch))).toBe('BAD_INPUT');

  const client = await brought('once');
  const usual = await product({ affiliatePayout: 'DEFAULT', affiliateRecurring: true });
  const first = await paid(client, await service(client, usual), '100');
  expect(await earned(first.databaseId)).toMatchObject([{ amount: '3.50' }]);
  const second = await paid(client, await service(client, usual), '100');
  expect(await earned(second.databaseId)).toEqual([]);
  // Nothing may be settled by the affiliate's own terms once they are others.
  await until(isQuiet);
  await gateway.data(change, {
    input: { affiliateId: affiliate.id, payType: 'DEFAULT', payAmount: '0', isOneTime: false },
  });
});

/** Settles an invoice as a worker does, which tries again later where the database has no time. */
const settled = (invoiceId: number) =>
  patiently(
    () =>
      settleCommissions(gateway.app, invoiceId).catch((error: unknown) => {
        if (error instanceof DatabaseUnavailable) return error;
        throw error;
      }),
    (outcome) => outcome instanceof DatabaseUnavailable,
  );

together('never earns twice on one invoice, however many settle it at once', async () => {
  const client = await brought('crowd');
  const sold = await product({ affiliatePayout: 'PERCENTAGE', affiliateAmount: '10' });
  const invoice = await paid(client, await service(client, sold), '50');
  const before = await balance();
  await Promise.all(Array.from({ length: 50 }, () => settled(invoice.databaseId)));
  expect(await earned(invoice.databaseId)).toEqual([
    { amount: '5.00', reversed: '0.00', status: 'CLEARED' },
  ]);
  expect(Number(await balance()) - Number(before)).toBeLessThanOrEqual(5);
  await booksAreRight(gateway);
});

together('earns on each of fifty sales that are paid at once, to the cent', async () => {
  const sold = await product({ affiliatePayout: 'PERCENTAGE', affiliateAmount: '10' });
  const sales: { id: string; databaseId: number }[] = [];
  for (let sale = 0; sale < 50; sale += 1) {
    const client = await brought(`buyer-${sale}`);
    sales.push(await owed(client, await service(client, sold), '50.05'));
  }
  const before = await balance();
  const pay = (invoiceId: string) => () => gateway.ask(PAY, { input: { invoiceId } });
  const isBusy = (answer: Answer) => codeOf(answer) === 'UNAVAILABLE';
  await Promise.all(sales.map(({ id }) => patiently(pay(id), isBusy)));
  const of = { invoiceId: { in: sales.map(({ databaseId }) => databaseId) } };
  expect(await gateway.app.db.transaction.count({ where: of })).toBe(50);
  await Promise.all(sales.map(({ databaseId }) => settled(databaseId)));
  const rows = await gateway.app.db.affiliateCommission.findMany({ where: of });
  expect(rows.map(({ amount, status }) => `${amount.toFixed(2)} ${status}`)).toEqual(
    Array(50).fill('5.01 CLEARED'),
  );
  expect(sum([await balance(), `-${before}`]).toFixed(2)).toBe('250.50');
  await booksAreRight(gateway);
});

it('holds a commission back for as long as the company says', async () => {
  await set('AffiliatesDelayCommission', '14');
  const client = await brought('held');
  const sold = await product({ affiliatePayout: 'PERCENTAGE', affiliateAmount: '10' });
  const invoice = await paid(client, await service(client, sold), '40');
  const before = await balance();
  expect(await earned(invoice.databaseId)).toMatchObject([{ status: 'PENDING' }]);
  advance({ days: 13 });
  await clearDueCommissions(gateway.app);
  expect(await balance()).toBe(before);
  advance({ days: 1 });
  await clearDueCommissions(gateway.app);
  await clearDueCommissions(gateway.app);
  expect(Number(await balance())).toBeCloseTo(Number(before) + 4, 9);
  expect(await earned(invoice.databaseId)).toMatchObject([{ status: 'CLEARED' }]);
  await set('AffiliatesDelayCommission', '0');
  await booksAreRight(gateway);
});

const REFUND = `mutation ($input: AddRefundInput!) { addRefund(input: $input) { __typename } }`;

it('takes a commission back in the share in which the sale is given back', async () => {
  const client = await brought('sorry');
  const sold = await product({ affiliatePayout: 'PERCENTAGE', affiliateAmount: '10' });
  const {
    id: invoiceId,
    payment: transactionId,
    databaseId,
  } = await paid(client, await service(client, sold), '30');
  expect(await earned(databaseId)).toMatchObject([{ amount: '3.00', status: 'CLEARED' }]);
  const before = Number(await balance());
  const refund = (amount?: string) =>
    gateway.data(REFUND, { input: { invoiceId, transactionId, ...(amount && { amount }) } });
  await refund('10');
  expect(await earned(databaseId)).toEqual([
    { amount: '3.00', reversed: '1.00', status: 'CLEARED' },
  ]);
  await refund();
  expect(await earned(databaseId)).toEqual([
    { amount: '3.00', reversed: '3.00', status: 'REVERSED' },
  ]);
  expect(Number(await balance())).toBeCloseTo(before - 3, 9);
  await booksAreRight(gateway);
});

const REQUEST = `mutation ($input: RequestAffiliateWithdrawalInput!) {
  requestAffiliateWithdrawal(input: $input) { withdrawal { id status amount { amount } } }
}`;
const SETTLE = `mutation ($input: SettleAffiliateWithdrawalInput!) {
  settleAffiliateWithdrawal(input: $input) { withdrawal { status method note } }
}`;

it('pays out what was asked for as credit or by hand, never more than there is', async () => {
  const { db } = gateway.app;
  const client = await brought('rich');
  const sold = await product({ affiliatePayout: 'FIXED_AMOUNT', affiliateAmount: '100' });
  const { databaseId } = await paid(client, await service(client, sold), '200');
  await earned(databaseId);
  const there = Number(await balance());
  const ask = (more: object, who: 'carol' | 'stranger' = 'carol') =>
    gateway.ask(REQUEST, { input: { affiliateId: affiliate.id, ...more } }, who);
  expect(codeOf(await ask({ amount: '1' }))).toBe('AFFILIATE_PAYOUT_TOO_SMALL');
  expect(codeOf(await ask({ amount: '-1' }))).toBe('AMOUNT_NOT_POSITIVE');
  expect(codeOf(await ask({ amount: '100000' }))).toBe('AFFILIATE_BALANCE_TOO_LOW');
  expect(codeOf(await ask({ amount: '30' }, 'stranger'))).toBe('AFFILIATE_NOT_FOUND');

  // Fifty ask for thirty at once: as many are heard as the balance holds.
  const tries = await Promise.all(Array.from({ length: 50 }, () => ask({ amount: '30' })));
  const received = tries.filter(({ errors }) => !errors);
  expect(received).toHaveLength(Math.floor(there / 30));
  const ids = received.map(({ data }) => data.requestAffiliateWithdrawal.withdrawal.id as string);
  const settle = (withdrawalId: string, more: object) =>
    gateway.ask(SETTLE, { input: { withdrawalId, ...more } });
  const pay = { input: { withdrawalId: ids[0], approve: true } };
  for (const who of ['carol', 'reseller'] as const)
    expect(codeOf(await gateway.ask(SETTLE, pay, who))).toBe('FORBIDDEN');

  const paidOut = await Promise.all(
    Array.from({ length: 10 }, () => settle(ids[0]!, { approve: true })),
  );
  expect(paidOut.map(codeOf).filter(Boolean)).toEqual(Array(9).fill('WITHDRAWAL_NOT_FOUND'));
  const carol = await db.client.findUniqueOrThrow({ where: { id: gateway.carol } });
  expect(carol.creditBalance.toFixed(2)).toBe('30.00');
  const manual = await settle(ids[1]!, { approve: true, method: 'BANK', note: 'SEPA 4711' });
  expect(manual.data.settleAffiliateWithdrawal.withdrawal).toEqual({
    status: 'APPROVED',
    method: 'BANK',
    note: 'SEPA 4711',
  });
  await settle(ids[2]!, { approve: false, note: 'Ask again in spring.' });
  expect(Number(await balance())).toBeCloseTo(there - 60, 9);
  await booksAreRight(gateway);
  const list = '{ affiliateWithdrawals(filter: {status: [PENDING]}) { totalCount } }';
  const seen = async (who: 'carol' | 'stranger') =>
    (await gateway.data(list, {}, who)).affiliateWithdrawals.totalCount;
  expect([await seen('carol'), await seen('stranger')]).toEqual([received.length - 3, 0]);
});

it('starts a new affiliate with the company’s bonus, and shows affiliates nobody they brought', async () => {
  await set('AffiliateBonusDeposit', '5.00');
  const input = { clientId: `Client:${gateway.stranger}` };
  for (const expected of ['5.00', '5.00']) {
    const { affiliateActivate } = await gateway.data(ACTIVATE, { input });
    expect(affiliateActivate.affiliate.balance.amount).toBe(expected);
  }
  await booksAreRight(gateway);
  const whom = `{ client(by: { email: "carol@example.test" }) { affiliate {
    referrals { edges { node { client { email } } } } } } }`;
  expect(codeOf(await gateway.ask(whom, {}, 'carol'))).toBe('FORBIDDEN');
  const { client } = await gateway.data(whom);
  expect(client.affiliate.referrals.edges[0].node.client.email).toMatch(/brought\.test$/);
});
