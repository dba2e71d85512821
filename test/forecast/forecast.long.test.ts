import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freeze } from '#core/clock.ts';
import { runForecast } from '#modules/forecast/run-forecast.ts';
import { dailyStepsOf } from '#modules/system/automation/daily-step.ts';
import { storeCard, useStripe } from '#test/billing/gateways.ts';
import { client, product, service, settings } from '#test/billing/store.ts';
import { sandboxId } from '#test/domains/cast.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { tableHashes } from '#test/graphql/tables.ts';
import type { FakeStripe } from '#test/providers/gateways/fake-stripe.ts';
import { stopAfterFile } from '#test/setup/stops.ts';
import { together } from '#test/setup/together.ts';

vi.setConfig({ testTimeout: 60_000 });
let gateway: Gateway;
let stripe: FakeStripe & { id: number };
let plain: number;
const NOW = '2028-03-01T12:00:00.000Z';
const thaw = freeze(NOW);
beforeAll(async () => {
  gateway = await openGateway();
  stripe = await useStripe(gateway);
  stopAfterFile(stripe.stop);
  plain = await product(gateway, 'Plain');
  await settings(gateway, { AutoTermination: 'on', LateFeeMinimum: '2.50' });
});
afterAll(thaw);

const FORECAST = `query ($until: Date!, $clientId: ID) {
  forecast(until: $until, clientId: $clientId) {
    from until failures
    months {
      month reminders lateFees suspensions terminations domainsRenewed domainsExpired
      invoices { count amount { amount currency } }
      captures { count amount { amount } }
      revenue { product { name } lines amount { amount } }
    }
    events { on event about amount { amount } }
  }
}`;
const ask = (until: string, clientId?: number, as?: Parameters<Gateway['ask']>[2]) =>
  gateway.ask(FORECAST, { until, ...(clientId && { clientId: `Client:${clientId}` }) }, as);
async function forecast(until: string, clientId?: number) {
  const { data, errors } = await ask(until, clientId);
  expect(errors).toBeUndefined();
  return data.forecast;
}
const lines = (events: { on: string; event: string; about: string; amount: any }[]) =>
  events.map(({ on, event, about, amount }) =>
    [on, event, about.replace(/:\d+$/, ''), amount?.amount].filter(Boolean).join(' '),
  );

describe('the forecast of a client', () => {
  it('names each notice, fee and end of a bill that nobody pays, and leaves every table as it was', async () => {
    const dora = await client(gateway, 'Dora');
    const own = { bought: '2028-02-15', due: '2028-03-15' };
    await service(gateway, dora, plain, { ...own, billingCycle: 'ANNUALLY' });
    const before = await tableHashes(gateway.app);
    const { from, until, months, events, failures } = await forecast('2028-04-30', dora);
    // Due on 15 March: made 14 days before, reminded 7 days before and 1, 3 and 5 days after, when
    // 2.50 come on top of 10.00 and it is suspended; terminated 30 days after, a debt that stays.
    expect(lines(events)).toEqual([
      '2028-03-01 INVOICE_CREATED Invoice:new-1 10.00',
      '2028-03-08 REMINDER_DUE Invoice:new-1 10.00',
      '2028-03-16 REMINDER_DUE Invoice:new-1 10.00',
      '2028-03-18 REMINDER_DUE Invoice:new-1 10.00',
      '2028-03-20 REMINDER_DUE Invoice:new-1 12.50',
      '2028-03-20 LATE_FEE_ADDED Invoice:new-1 12.50',
      '2028-03-20 SERVICE_SUSPENDED Service',
      '2028-04-14 SERVICE_TERMINATED Service',
    ]);
    expect([from, until, failures]).toEqual(['2028-03-01', '2028-04-30', 0]);
    expect(months).toMatchObject([
      {
        month: '2028-03',
        reminders: 4,
        lateFees: 1,
        suspensions: 1,
        terminations: 0,
        invoices: [{ count: 1, amount: { amount: '12.50', currency: 'USD' } }],
        captures: [],
      },
      { month: '2028-04', reminders: 0, suspensions: 0, terminations: 1, invoices: [] },
    ]);
    expect(await tableHashes(gateway.app)).toEqual(before);
  });

  it('counts on stored pay methods and on registrars, and asks neither', async () => {
    const cora = await client(gateway, 'Cora');
    await storeCard(gateway, cora, stripe.id);
    const own = { bought: '2028-02-15', due: '2028-03-15' };
    await service(gateway, cora, plain, own);
    const names = { name: 'cora.test', unicodeName: 'cora.test' };
    await gateway.app.db.domain.create({
      data: {
        ...names,
        clientId: cora,
        currencyCode: 'USD',
        status: 'ACTIVE',
        years: 1,
        recurringAmount: '12',
        registrarId: await sandboxId(gateway),
        registeredOn: new Date('2027-04-10'),
        expiresOn: new Date('2028-04-10'),
        nextDueOn: new Date('2028-04-10'),
      },
    });
    const before = await tableHashes(gateway.app);
    const seen = stripe.seen.length;
    const { months, events } = await forecast('2028-04-30', cora);
    // 10.00 due on the 15th of each month, made 14 days before and charged on the day; the domain's
    // 12.00 due on 10 April, made on 27 March.
    expect(lines(events).filter((line) => !line.includes('REMINDER'))).toEqual([
      '2028-03-01 INVOICE_CREATED Invoice:new-1 10.00',
      '2028-03-15 PAYMENT_RECEIVED Invoice:new-1 10.00',
      '2028-03-15 INVOICE_PAID Invoice:new-1 10.00',
      '2028-03-27 INVOICE_CREATED Invoice:new-2 12.00',
      '2028-04-01 INVOICE_CREATED Invoice:new-3 10.00',
      '2028-04-10 PAYMENT_RECEIVED Invoice:new-2 12.00',
      '2028-04-10 INVOICE_PAID Invoice:new-2 12.00',
      '2028-04-10 DOMAIN_RENEWED Domain',
      '2028-04-15 PAYMENT_RECEIVED Invoice:new-3 10.00',
      '2028-04-15 INVOICE_PAID Invoice:new-3 10.00',
    ]);
    expect(months).toMatchObject([
      {
        month: '2028-03',
        invoices: [{ count: 2, amount: { amount: '22.00' } }],
        captures: [{ count: 1, amount: { amount: '10.00' } }],
        revenue: [
          { product: { name: 'Plain' }, lines: 1, amount: { amount: '10.00' } },
          { product: null, lines: 1, amount: { amount: '12.00' } },
        ],
        domainsRenewed: 0,
      },
      {
        month: '2028-04',
        invoices: [{ count: 1, amount: { amount: '10.00' } }],
        captures: [{ count: 2, amount: { amount: '22.00' } }],
        domainsRenewed: 1,
      },
    ]);
    expect(stripe.seen.length).toBe(seen);
    expect(await tableHashes(gateway.app)).toEqual(before);
  });

  it('is for those who may see the client; that of the company is for staff', async () => {
    const { carol, stranger } = gateway;
    expect((await ask('2028-03-31', carol, 'carol')).data.forecast.events).toEqual([]);
    expect(codeOf(await ask('2028-03-31', stranger, 'carol'))).toBe('CLIENT_NOT_FOUND');
    expect(codeOf(await ask('2028-03-31', carol, 'clerk'))).toBe('FORBIDDEN');
    for (const who of ['carol', 'reseller', 'clerk'] as const)
      expect(codeOf(await ask('2028-03-31', undefined, who))).toBe('FORBIDDEN');
    expect(codeOf(await ask('2028-03-31', undefined, null))).toBe('UNAUTHENTICATED');
  });
});

describe('the forecast of the company', () => {
  it('adds up what is to be expected of its clients, by month', async () => {
    const of = async (clientId: number) => (await forecast('2028-04-30', clientId)).months;
    const { db } = gateway.app;
    const clients = await db.client.findMany({ where: { services: { some: {} } } });
    const single: Awaited<ReturnType<typeof of>>[] = [];
    for (const { id } of clients) single.push(await of(id));
    const { months, events } = await forecast('2028-04-30');
    expect(events).toBeNull();
    const amount = (month: any) => Number(month.invoices[0]?.amount.amount ?? 0);
    for (const [place, month] of months.entries())
      expect(amount(month)).toBe(
        single.reduce((sum: number, each: any) => sum + amount(each[place]), 0),
      );
    // Dora's 12.50 with Cora's 22.00; Cora's 10.00.
    expect(months.map(amount)).toEqual([34.5, 10]);
  });

  together('holds nobody up, and moves nobody else’s time', async () => {
    const nora = await client(gateway, 'Nora');
    await storeCard(gateway, nora, stripe.id);
    await service(gateway, nora, plain, { bought: '2028-02-10', due: '2028-03-10' });
    const steps = dailyStepsOf(gateway.app);
    const reminders = steps.get('reminders')!;
    const CREATE = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id } } }`;
    const PAY = `mutation ($input: AddInvoicePaymentInput!) { addInvoicePayment(input: $input) { invoice { status number } } }`;
    let meanwhile: any;
    const work = async () => {
      const lines = [{ description: 'Advice', unitPrice: '40.00' }];
      const input = { clientId: `Client:${gateway.carol}`, status: 'UNPAID', lines };
      const { createInvoice } = await gateway.data(CREATE, { input });
      const { automationLog } = await gateway.data('{ automationLog { now } }');
      const by = { invoiceId: createInvoice.invoice.id, gatewayId: `Gateway:${stripe.id}` };
      const paid = await gateway.data(PAY, { input: by });
      return { now: automationLog.now, ...paid.addInvoicePayment.invoice };
    };
    steps.set('reminders', {
      ...reminders,
      // Invoices, payments and their entries in the books are written by then.
      due: async (app, day, of) => {
        if (day === '2028-04-20') meanwhile ??= await work();
        return reminders.due(app, day, of);
      },
    });
    await forecast('2028-04-30');
    steps.set('reminders', reminders);
    // The first paid invoice of the company: its forecast has used up no number.
    expect(meanwhile).toEqual({ now: NOW, status: 'PAID', number: '1' });
  });

  together('is made one at a time', async () => {
    const busy = await gateway.app.database.connection(async (connection) => {
      await connection.query(`select pg_advisory_lock(hashtext('forecast'))`);
      return ask('2028-03-31');
    });
    expect(codeOf(busy)).toBe('FORECAST_BUSY');
  });

  it('reaches from today to 24 months ahead, and no further', async () => {
    for (const until of ['2028-02-29', '2030-03-02']) {
      const answer = await ask(until);
      expect(codeOf(answer)).toBe('FORECAST_OUT_OF_RANGE');
      expect(answer.errors![0]!.extensions.issues).toMatchObject([{ path: ['until'] }]);
    }
  });

  it('ends when its time is over, with nothing written', async () => {
    const before = await tableHashes(gateway.app);
    const late = runForecast(gateway.app, { until: '2030-03-01', limitMs: 50 });
    await expect(late).rejects.toMatchObject({ code: 'FORECAST_TOO_LONG' });
    expect(await tableHashes(gateway.app)).toEqual(before);
  });
});
