import { loopback, type Loopback, type LoopbackReply } from '#providers/contract/loopback.ts';

interface Order {
  domain: string;
  status: string;
  processed: boolean;
  payment_status: string;
  domain_expires: string | null;
}

/** The stand-in with the orders it holds. */
export interface CosmotownProgram extends Loopback {
  orders: Map<string, Order>;
  /** After so many requests every one is answered 429, with a pause of an hour (README, rate limits). */
  limit: { after: number };
}

/**
 * Cosmotown's reseller API v2.25, after https://github.com/cosmotown1/reseller
 * (api/v2.25/domain/registration.md, api/ASYNC_WORKFLOW.md, WORKFLOW_GUIDE.md): check, register (sync), status. Everything
 * else is not documented and is answered 404.
 */
export async function cosmotownProgram(): Promise<CosmotownProgram> {
  const orders = new Map<string, Order>();
  const open = (domain: string) =>
    orders.set(domain, {
      domain,
      status: 'completed',
      processed: true,
      payment_status: 'completed',
      domain_expires: '2027-06-24T00:00:00.000Z',
    });
  open('held.com');
  const limit = { after: Infinity };
  const program = await loopback(({ path, headers, body }) => {
    if (headers['x-api-key'] !== 'secret-key')
      return { status: 401, body: { success: false, error: 'Invalid API key' } };
    limit.after -= 1;
    if (limit.after < 0)
      return {
        status: 429,
        headers: { 'retry-after': '3600' },
        body: { success: false, error: 'Rate limit exceeded' },
      };
    const input = body ? JSON.parse(body) : {};
    const [, status] = /\/domain\/status\/(.+)$/.exec(path) ?? [];
    if (status) return show(orders.get(decodeURIComponent(status)));
    if (path.endsWith('/domain/check')) return good({ data: check(input.domain, orders) });
    if (path.endsWith('/domain/register')) {
      if (orders.has(input.domain)) return refused(2302, 'Command failed; object exists');
      open(input.domain);
      const data = { ...record(orders.get(input.domain)!), total_price: '14.20' };
      const result = { code: 1000, message: 'Command completed successfully' };
      return { body: { success: true, result: [{ success: true, result, data }] } };
    }
    return { status: 404, body: { success: false, error: 'Not found' } };
  });
  return { ...program, orders, limit };
}

const record = (order: Order) => ({
  reseller_order_id: '153',
  action: 'createDomain',
  years: 1,
  price: '7.10',
  ns: null,
  ...order,
});

const show = (order: Order | undefined): LoopbackReply =>
  order
    ? good(record(order))
    : { status: 404, body: { success: false, error: 'Domain not found' } };

const check = (name: string, orders: Map<string, Order>) => [
  { name, available: !orders.has(name) },
];

function good(data: unknown): LoopbackReply {
  return { body: { success: true, data } };
}

function refused(code: number, description: string): LoopbackReply {
  const result = { code, message: 'Domain already exists', description };
  return { body: { success: true, result: [{ success: false, result }] } };
}
