import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { startMail } from '#modules/mail/start-mail.ts';
import { startOrders } from '#modules/orders/automation.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { tableHashes } from './tables.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway(startMail, startOrders);
});
afterAll(thaw);

const CREATE = `mutation ($input: CreateInvoiceInput!) {
  createInvoice(input: $input) { invoice { status total { amount } balance { amount } } }
}`;
const invoiceInput = () => ({
  input: {
    clientId: `Client:${gateway.carol}`,
    status: 'UNPAID',
    sendEmail: true,
    lines: [{ description: 'Advice', unitPrice: '40.00', quantity: '2' }],
  },
});
const dry = { 'dry-run': '1' };
const extensionsOf = (answer: object) =>
  (answer as { extensions?: Record<string, any> }).extensions ?? {};

describe('a dry run', () => {
  it('answers as the change would, says what it comes to, and leaves every table as it was', async () => {
    const before = await tableHashes(gateway.app);
    const answer = await gateway.ask(CREATE, invoiceInput(), 'staff', dry);
    expect(answer.errors).toBeUndefined();
    // 2 × 40.00
    expect(answer.data.createInvoice.invoice).toEqual({
      status: 'UNPAID',
      total: { amount: '80.00' },
      balance: { amount: '80.00' },
    });
    const { dryRun, effects } = extensionsOf(answer);
    expect(dryRun).toBe(true);
    expect(effects.invoices).toMatchObject([
      { invoice: 'Invoice:new-1', isNew: true, status: 'UNPAID', total: '80', balance: '80' },
    ]);
    // What is owed and what was earned: the same amount on both sides.
    const sum = (effects.postings as { amount: string }[]).reduce(
      (total, { amount }) => total + Number(amount),
      0,
    );
    expect(effects.postings.length).toBeGreaterThan(1);
    expect(sum).toBe(0);
    expect(effects.events.map(({ type }: { type: string }) => type)).toContain('invoice.created');
    expect(effects.emails).toMatchObject([{ to: 'carol@example.test' }]);
    expect(effects.emails[0].html).toContain('80.00');
    expect(await tableHashes(gateway.app)).toEqual(before);
  });

  it('is asked for by a directive as well, and by dry_run on the legacy transport', async () => {
    const before = await tableHashes(gateway.app);
    const marked = await gateway.ask(
      CREATE.replace('!) {', '!) @dryRun {'),
      invoiceInput(),
      'staff',
    );
    expect(extensionsOf(marked).effects.invoices).toHaveLength(1);
    const reply = await gateway.rapi('AddCredit', {
      clientid: gateway.carol,
      description: 'Gift',
      amount: '5.00',
      dry_run: '1',
    });
    expect(reply).toMatchObject({ result: 'success', dry_run: { effects: {} } });
    expect(reply.dry_run.effects.postings).toHaveLength(2);
    expect(await tableHashes(gateway.app)).toEqual(before);
  });

  it('runs the fields of one operation one after the other, each upon the one before', async () => {
    const document = `mutation ($id: ID!) {
      one: addCredit(input: { clientId: $id, description: "a", amount: "5.00" }) { credit { balanceAfter { amount } } }
      two: addCredit(input: { clientId: $id, description: "b", amount: "6.00" }) { credit { balanceAfter { amount } } }
    }`;
    const answer = await gateway.ask(document, { id: `Client:${gateway.carol}` }, 'staff', dry);
    expect(answer.data.two.credit.balanceAfter.amount).toBe('11.00');
    expect(extensionsOf(answer).effects.postings).toHaveLength(4);
  });

  it('is refused as the change would be, with nothing written', async () => {
    const before = await tableHashes(gateway.app);
    const answer = await gateway.ask(CREATE, invoiceInput(), 'clerk', dry);
    expect(codeOf(answer)).toBe('FORBIDDEN');
    const wrong = { input: { ...invoiceInput().input, clientId: 'Client:999999' } };
    expect(codeOf(await gateway.ask(CREATE, wrong, 'staff', dry))).toBe('CLIENT_NOT_FOUND');
    expect(await tableHashes(gateway.app)).toEqual(before);
  });

  it('shows an actor only what it may see', async () => {
    // What a reseller gives to a customer is its own.
    await gateway.rapi('AddCredit', { user_id: gateway.rita, description: 'a', amount: '5' });
    const answer = await gateway.ask(
      `mutation ($id: ID!) { addCredit(input: { clientId: $id, description: "a", amount: "5.00" }) { credit { balanceAfter { amount } } } }`,
      { id: `Client:${gateway.rob}` },
      'reseller',
      dry,
    );
    const { effects } = extensionsOf(answer);
    expect(effects.events).toMatchObject([{ type: 'credit.added' }]);
    // The books and what the company does by itself are for staff.
    expect(effects.postings).toEqual([]);
    expect(effects.jobs).toBeUndefined();
  });

  it('does not let anybody guess a password for nothing', async () => {
    const answer = await gateway.ask(
      'mutation { validateLogin(input: { email: "carol@example.test", password: "x" }) { __typename } }',
      {},
      null,
      dry,
    );
    expect(codeOf(answer)).toBe('DRY_RUN_NOT_AVAILABLE');
  });
});

describe('a plan', () => {
  const PAY = `mutation ($input: AddInvoicePaymentInput!) {
    addInvoicePayment(input: $input) { invoice { status balance { amount } } }
  }`;
  let invoiceId: string;
  beforeEach(async () => {
    const { createInvoice } = await gateway.data(
      CREATE.replace('invoice {', 'invoice { id'),
      invoiceInput(),
    );
    invoiceId = createInvoice.invoice.id;
  });
  const payment = (transactionRef: string) => ({
    input: { invoiceId, amount: '30.00', transactionRef },
  });
  const planFor = async (document: string, variables: object) => {
    const answer = await gateway.ask(document, variables, 'staff', dry);
    expect(answer.errors).toBeUndefined();
    return extensionsOf(answer).plan as string;
  };

  it('holds while the outcome is the same', async () => {
    const plan = await planFor(PAY, payment('tx-1'));
    const answer = await gateway.ask(PAY, payment('tx-1'), 'staff', { plan });
    expect(answer.errors).toBeUndefined();
    // 80.00 − 30.00
    expect(answer.data.addInvoicePayment.invoice.balance.amount).toBe('50.00');
  });

  it('is refused once another outcome is to be expected, and nothing is done', async () => {
    const plan = await planFor(PAY, payment('tx-2'));
    await gateway.data(PAY, payment('tx-3'));
    const before = await tableHashes(gateway.app);
    const answer = await gateway.ask(PAY, payment('tx-2'), 'staff', { plan });
    expect(codeOf(answer)).toBe('PLAN_CHANGED');
    const { planned, now } = answer.errors![0]!.extensions as Record<string, any>;
    expect(planned.invoices[0].balance).toBe('50');
    expect(now.invoices[0].balance).toBe('20');
    expect(await tableHashes(gateway.app)).toEqual(before);
  });

  it('is for one request of one caller, and no longer than 15 minutes', async () => {
    const plan = await planFor(PAY, payment('tx-4'));
    const other = await gateway.ask(PAY, payment('tx-5'), 'staff', { plan });
    expect(codeOf(other)).toBe('PLAN_FOR_ANOTHER_REQUEST');
    const altered = await gateway.ask(PAY, payment('tx-4'), 'staff', {
      plan: `${plan.slice(0, 40)}${plan[40] === 'x' ? 'y' : 'x'}${plan.slice(41)}`,
    });
    expect(codeOf(altered)).toBe('PLAN_INVALID');
    const thawLater = freeze('2026-11-21T12:15:01Z');
    const late = await gateway.ask(PAY, payment('tx-4'), 'staff', { plan });
    thawLater();
    expect(codeOf(late)).toBe('PLAN_INVALID');
  });
});
