import { loopback, type Loopback, type Reply, type Seen } from '#test/providers/loopback.ts';

/** A Stripe on 127.0.0.1: form-encoded requests, idempotency keys, JSON objects. */
export interface FakeStripe extends Loopback {
  intents: any[];
  refunds: any[];
}

export async function fakeStripe(): Promise<FakeStripe> {
  const state = { intents: [] as any[], refunds: [] as any[] };
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

function answer({ intents, refunds }: any, { method, path, query, text, headers }: Seen): Reply {
  if (headers.authorization !== 'Bearer sk_test_KEY')
    return no(401, { type: 'invalid_request_error', message: 'Invalid API Key provided' });
  const input = new URLSearchParams(text);
  const metadata = Object.fromEntries(
    [...input].flatMap(([name, value]) => {
      const inner = /^metadata\[(\w+)\]$/.exec(name)?.[1];
      return inner ? [[inner, value]] : [];
    }),
  );
  const list = (data: any[]) => ({ body: { object: 'list', data, has_more: false, url: path } });
  if (method === 'POST' && path === '/v1/payment_intents') return pay(intents, input, metadata);
  if (path === '/v1/payment_intents') return list([...intents].reverse());
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
  if (path === '/v1/customers') return { body: { id: 'cus_1', object: 'customer' } };
  if (path.endsWith('/attach') || path.endsWith('/detach')) {
    const card = { brand: 'visa', last4: '4242', exp_month: 3, exp_year: 2031 };
    return { body: { id: 'pm_1', object: 'payment_method', type: 'card', card } };
  }
  return no(404, { type: 'invalid_request_error', message: 'Unrecognized request URL' });
}

function pay(intents: any[], input: URLSearchParams, metadata: object): Reply {
  const amount = Number(input.get('amount'));
  const currency = input.get('currency')!;
  const confirmed = input.get('confirm') === 'true';
  const id = `pi_${intents.length + 1}`;
  const intent: any = { id, object: 'payment_intent', amount, currency, metadata };
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
