import { loopback, type Loopback, type Reply, type Seen } from '#test/providers/loopback.ts';

/** A Stripe on 127.0.0.1: form-encoded requests, idempotency keys, JSON objects. */
export interface FakeStripe extends Loopback {
  intents: any[];
  refunds: any[];
  customers: string[];
  /** Status by ID: https://docs.stripe.com/api/subscriptions */
  subscriptions: Map<string, string>;
}

export async function fakeStripe(): Promise<FakeStripe> {
  const state = {
    intents: [] as any[],
    refunds: [] as any[],
    subscriptions: new Map<string, string>(),
    customers: [] as string[],
  };
  const answers = new Map<string, Reply>();
  const program = await loopback((request) => {
    const key = request.headers['idempotency-key'] as string | undefined;
    const known = key && answers.get(key);
    if (known) return known;
    const reply = answer(state, request);
    if (key) answers.set(key, reply);
    return reply;
  });
  return Object.assign(program, state);
}

const no = (status: number, error: object): Reply => ({ status, body: { error } });

function answer(
  { intents, refunds, subscriptions, customers }: any,
  { method, path, query, text, headers }: Seen,
): Reply {
  if (headers.authorization !== 'Bearer sk_test_KEY')
    return no(401, { type: 'invalid_request_error', message: 'Invalid API Key provided' });
  if (path === '/v1/balance') return { body: { object: 'balance', available: [], pending: [] } };
  const input = new URLSearchParams(text);
  const metadata = Object.fromEntries(
    [...input].flatMap(([name, value]) => {
      const inner = /^metadata\[(\w+)\]$/.exec(name)?.[1];
      return inner ? [[inner, value]] : [];
    }),
  );
  const list = (data: any[]) => ({ body: { object: 'list', data, has_more: false, url: path } });
  if (method === 'POST' && path === '/v1/payment_intents') return pay(intents, input, metadata);
  if (path === '/v1/payment_intents') return pageOf(intents, query, path);
  if (path.startsWith('/v1/payment_intents/')) {
    const found = intents.find(({ id }: any) => path.endsWith(id));
    return found ? { body: found } : no(404, { type: 'invalid_request_error', message: 'No such' });
  }
  if (method === 'POST' && path === '/v1/refunds') {
    const intent = intents.find(({ id }: any) => id === input.get('payment_intent'));
    const amount = Number(input.get('amount'));
    const own = refunds.filter((one: any) => one.payment_intent === intent.id);
    const before = own.reduce((sum: number, one: any) => sum + one.amount, 0);
    if (before + amount > intent.amount)
      return no(400, { type: 'invalid_request_error', message: 'Refund is more than the charge.' });
    const refund = { id: `re_${refunds.length + 1}`, object: 'refund', amount, metadata };
    refunds.push({
      ...refund,
      currency: intent.currency,
      status: 'succeeded',
      payment_intent: intent.id,
    });
    return { body: refunds.at(-1) };
  }
  if (path === '/v1/refunds')
    return list(refunds.filter((one: any) => one.payment_intent === query.get('payment_intent')));
  if (path.startsWith('/v1/subscriptions/')) {
    const id = path.split('/').at(-1)!;
    const status = subscriptions.get(id);
    if (!status || (method === 'DELETE' && status === 'canceled'))
      return no(404, { type: 'invalid_request_error', message: `No such subscription: ${id}` });
    if (method === 'DELETE') subscriptions.set(id, 'canceled');
    return { body: { id, object: 'subscription', status: subscriptions.get(id) } };
  }
  if (path === '/v1/customers') {
    customers.push(`cus_${customers.length + 1}`);
    return { body: { id: customers.at(-1), object: 'customer' } };
  }
  const customer = input.get('customer');
  if (path.endsWith('/attach') && !customers.includes(customer)) {
    const missing = { code: 'resource_missing', param: 'customer' };
    const message = `No such customer: '${customer}'`;
    return no(400, { type: 'invalid_request_error', ...missing, message });
  }
  if (path.endsWith('/attach') || path.endsWith('/detach')) {
    const card = { brand: 'visa', last4: '4242', exp_month: 3, exp_year: 2031 };
    const id = path.split('/').at(-2);
    return { body: { id, object: 'payment_method', type: 'card', card, customer } };
  }
  return no(404, { type: 'invalid_request_error', message: 'Unrecognized request URL' });
}

/**
 * A page, the newest first: `limit` (10, at most 100), `starting_after`, `created[gte]` and
 * `created[lte]`. https://docs.stripe.com/api/payment_intents/list
 */
function pageOf(intents: any[], query: URLSearchParams, url: string): Reply {
  const from = Number(query.get('created[gte]') ?? 0);
  const until = Number(query.get('created[lte]') ?? Infinity);
  const all = intents
    .filter(({ created }) => created >= from && created <= until)
    .toSorted((a, b) => b.created - a.created);
  const after = query.get('starting_after');
  const start = after ? all.findIndex(({ id }) => id === after) + 1 : 0;
  const end = start + Math.min(Number(query.get('limit') ?? 10), 100);
  return {
    body: { object: 'list', data: all.slice(start, end), has_more: end < all.length, url },
  };
}

function pay(intents: any[], input: URLSearchParams, metadata: object): Reply {
  const amount = Number(input.get('amount'));
  const currency = input.get('currency')!;
  const confirmed = input.get('confirm') === 'true';
  const id = `pi_${intents.length + 1}`;
  const created = Math.floor(Date.now() / 1_000);
  const intent: any = { id, object: 'payment_intent', amount, currency, metadata, created };
  Object.assign(intent, { client_secret: `${id}_secret`, amount_received: 0 });
  intents.push(intent);
  if (!confirmed) return { body: Object.assign(intent, { status: 'requires_payment_method' }) };
  if (input.get('payment_method') === 'pm_declined') {
    intent.status = 'requires_payment_method';
    const words = { code: 'card_declined', message: 'Your card was declined.' };
    return no(402, { type: 'card_error', ...words, payment_intent: intent });
  }
  if (input.get('payment_method') === 'pm_sca') {
    intent.status = 'requires_action';
    const words = { code: 'authentication_required', message: 'Please authenticate.' };
    return no(402, { type: 'card_error', ...words, payment_intent: intent });
  }
  const balance = { id: 'txn_1', object: 'balance_transaction', fee: 59, currency };
  const charge = { id: 'ch_1', object: 'charge', balance_transaction: balance };
  Object.assign(intent, { status: 'succeeded', amount_received: amount, latest_charge: charge });
  return { body: intent };
}
