import { loopback, type Loopback, type Reply, type Seen } from '#test/providers/loopback.ts';

/** A PayPal on 127.0.0.1: OAuth, Orders v2, Payments v2, vault and webhook verification. */
export interface FakePayPal extends Loopback {
  orders: Map<string, any>;
  tokens: Set<string>;
  /** Status by ID: https://developer.paypal.com/docs/api/subscriptions/v1/ */
  subscriptions: Map<string, string>;
  /** What the next approved order's capture looks like. */
  twist: { decline?: boolean; payee?: object | null };
}

type State = Pick<FakePayPal, 'orders' | 'tokens' | 'subscriptions' | 'twist'>;

export async function fakePayPal(): Promise<FakePayPal> {
  const state: State = {
    orders: new Map(),
    tokens: new Set(),
    subscriptions: new Map(),
    twist: {},
  };
  const answers = new Map<string, Reply>();
  const program = await loopback((request) => {
    if (request.path === '/v1/oauth2/token') return login(state, request);
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    if (!state.tokens.has(token)) return { status: 401, body: { error: 'invalid_token' } };
    const key = request.headers['paypal-request-id'];
    const name = `${request.path} ${key}`;
    const reply = (key && answers.get(name)) || answer(state, request);
    if (key) answers.set(name, reply);
    return reply;
  });
  return Object.assign(program, state);
}

function login({ tokens }: State, request: Seen): Reply {
  const basic = `Basic ${Buffer.from('ID:SECRET').toString('base64')}`;
  if (request.headers.authorization !== basic)
    return { status: 401, body: { error: 'invalid_client' } };
  const token = `T${tokens.size + 1}-${Math.random()}`;
  tokens.add(token);
  return { body: { access_token: token, token_type: 'Bearer', expires_in: 32_400 } };
}

const no = (status: number, issue: string): Reply => ({
  status,
  body: { name: 'UNPROCESSABLE_ENTITY', details: [{ issue, description: `${issue}!` }] },
});

function answer(state: State, request: Seen): Reply {
  const { method, path, text } = request;
  const input = text ? JSON.parse(text) : {};
  const [, , area, kind, id, action] = path.split('/');
  if (path === '/v1/notifications/verify-webhook-signature') {
    const good = input.transmission_sig === 'GOOD' && input.webhook_id === 'WH1';
    return { body: { verification_status: good ? 'SUCCESS' : 'FAILURE' } };
  }
  if (path.startsWith('/v1/notifications/webhooks/'))
    return path.endsWith('/WH1')
      ? { body: { id: 'WH1', url: 'https://shop.example/webhooks/paypal', event_types: [] } }
      : no(404, 'INVALID_RESOURCE_ID');
  if (path.startsWith('/v1/billing/subscriptions/')) return subscription(state, request);
  if (area === 'vault') {
    if (method === 'DELETE') return { status: 204, body: '' };
    return {
      body: { id: 'vault1', payment_source: { paypal: { email_address: 'b@example.com' } } },
    };
  }
  if (kind === 'orders' && method === 'POST' && !id) return order(state, input);
  if (kind === 'orders') {
    const found = state.orders.get(id!);
    if (!found) return no(404, 'RESOURCE_NOT_FOUND');
    if (action !== 'capture') return { body: found };
    if (found.status === 'COMPLETED') return no(422, 'ORDER_ALREADY_CAPTURED');
    if (found.status !== 'APPROVED') return no(422, 'ORDER_NOT_APPROVED');
    if (state.twist.decline) return no(422, 'INSTRUMENT_DECLINED');
    return { body: take(state, found) };
  }
  const found = [...state.orders.values()].find((one) => captureOf(one)?.id === id);
  if (!found) return no(404, 'RESOURCE_NOT_FOUND');
  if (action !== 'refund') return { body: captureOf(found) };
  const { payments } = found.purchase_units[0];
  payments.refunds ??= [];
  const refund = { id: `RF${payments.refunds.length + 1}`, status: 'COMPLETED', ...input };
  payments.refunds.push(refund);
  return { status: 201, body: refund };
}

function subscription({ subscriptions }: State, { method, path, text }: Seen): Reply {
  const [, , , , id, action] = path.split('/');
  const status = subscriptions.get(id!);
  if (!status) return no(404, 'INVALID_RESOURCE_ID');
  if (method === 'GET') return { body: { id, status } };
  if (action !== 'cancel' || !JSON.parse(text).reason) return no(400, 'MISSING_REQUIRED_PARAMETER');
  if (status !== 'ACTIVE' && status !== 'SUSPENDED') return no(422, 'SUBSCRIPTION_STATUS_INVALID');
  subscriptions.set(id!, 'CANCELLED');
  return { status: 204, body: '' };
}

function order(state: State, input: any): Reply {
  const id = `ORDER${state.orders.size + 1}`;
  const created = { ...input, id, status: 'PAYER_ACTION_REQUIRED' };
  created.links = [{ rel: 'payer-action', href: `https://paypal.example/checkout?token=${id}` }];
  state.orders.set(id, created);
  if (!input.payment_source.paypal.vault_id) return { body: created };
  if (state.twist.decline) return no(422, 'INSTRUMENT_DECLINED');
  return { status: 201, body: take(state, created) };
}

function take({ twist }: State, order: any) {
  const [unit] = order.purchase_units;
  const payee = twist.payee === undefined ? { payee: unit.payee } : {};
  if (twist.payee !== undefined) unit.payee = twist.payee;
  const fee = { currency_code: unit.amount.currency_code, value: '0.76' };
  const capture = {
    id: `CAP${order.id}`,
    status: 'COMPLETED',
    amount: unit.amount,
    custom_id: unit.custom_id,
    ...payee,
    seller_receivable_breakdown: { paypal_fee: fee },
    supplementary_data: { related_ids: { order_id: order.id } },
  };
  unit.payments = { captures: [capture] };
  order.status = 'COMPLETED';
  return order;
}

function captureOf(order: any) {
  return order.purchase_units[0].payments?.captures?.[0];
}
