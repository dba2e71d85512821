import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import type { App } from '#schema/app.ts';
import { runTask } from '#schema/tasks/run.ts';
import { storeCard, useStripe } from './gateways.ts';
import type { Ask, Model, Real } from './money-model.ts';
import { deliver, stripeSays } from './webhooks.ts';

/** Currencies of every number of decimals; Stripe takes thousandths in steps of ten only. */
export const currencies = [
  { code: 'USD', decimals: 2, rate: '1', gatewayStep: 1 },
  { code: 'JPY', decimals: 0, rate: '151.25', gatewayStep: 1 },
  { code: 'KWD', decimals: 3, rate: '0.307', gatewayStep: 10 },
] as const;
export type Currency = (typeof currencies)[number];

/** How far a client's credit may go below zero, in units. */
export const LIMIT = 2_000;
/** What the loopback Stripe keeps of every charge, in units. */
const FEE = 59;

/**
 * A shop with a Stripe on this machine; each call of `client` gives a new client of a currency, so
 * that every run begins with empty pockets.
 */
export async function openStore(app: App, ask: Ask, url: string) {
  const { db } = app;
  const data = async (document: string, variables: object = {}) => {
    const answer = await ask(document, variables);
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data;
  };
  const stripe = await useStripe({ data });
  const set =
    'mutation ($input: CreateCurrencyInput!) { createCurrency(input: $input) { __typename } }';
  for (const { code, rate } of currencies)
    if (code !== 'USD') await data(set, { input: { code, rate } });

  // What was told of once belongs to another sequence, so a failure can still be made shorter.
  const known = new Set<string>();
  async function newFaults(): Promise<string[]> {
    const faults = (await checkBooks(db)).map((fault) => JSON.stringify(fault));
    const fresh = faults.filter((fault) => !known.has(fault));
    for (const fault of fresh) known.add(fault);
    return fresh;
  }

  async function runTasks(clientId: number): Promise<void> {
    const lost = await db.task.findMany({ where: { clientId, state: 'UNKNOWN' } });
    for (const { id } of lost) await runTask(app, id);
  }

  async function reportReturn(reference: string, amount: number): Promise<void> {
    const { currency } = stripe.intents.find(({ id }) => id === reference);
    const id = `re_own_${stripe.refunds.length + 1}`;
    const refund = { id, amount, currency, status: 'succeeded', payment_intent: reference };
    stripe.refunds.push(refund);
    const status = await deliver({ url }, 'stripe', stripeSays('refund.created', refund));
    if (status !== 200) throw new Error(`The webhook was answered ${status}.`);
  }

  async function prove(
    clientId: number,
    decimals: number,
    calculated: Pick<Model, 'credit' | 'cash'>,
  ) {
    const fresh = await newFaults();
    if (fresh.length) throw new Error(`The books are wrong: ${fresh.join()}`);
    const { creditBalance } = await db.client.findUniqueOrThrow({ where: { id: clientId } });
    const { _sum } = await db.journalEntry.aggregate({
      where: { account: 'GATEWAY_CLEARING', invoice: { clientId } },
      _sum: { amount: true },
    });
    const unit = 10 ** decimals;
    const is = [creditBalance.times(unit), _sum.amount?.times(unit) ?? 0].join(' ');
    const should = [calculated.credit, calculated.cash].join(' ');
    if (is !== should) throw new Error(`Credit and cash are ${is}, reckoned ${should}.`);
  }

  async function client({ code, decimals, gatewayStep }: Currency): Promise<Real> {
    await newFaults();
    const { id } = await db.client.create({
      data: {
        firstName: 'Max',
        lastName: 'Money',
        countryCode: 'GB',
        currencyCode: code,
        email: `${crypto.randomUUID()}@example.test`,
        creditLimit: LIMIT / 10 ** decimals,
      },
    });
    const card = async (method?: string) =>
      `PayMethod:${await storeCard({ app }, id, stripe.id, method)}`;
    return {
      ask,
      clientId: `Client:${id}`,
      decimals,
      gatewayStep,
      gatewayFee: FEE,
      card: await card(),
      declinedCard: await card('pm_declined'),
      lose: (pathEnd) => stripe.misbehave('html', pathEnd),
      reportReturn,
      settle: () => runTasks(id),
      prove: (calculated) => prove(id, decimals, calculated),
    };
  }
  return { client, stop: () => stripe.stop() };
}
