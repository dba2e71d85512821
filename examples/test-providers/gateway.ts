/** A payment gateway over the test bank, as anybody can write one: see docs/providers.md. */
import {
  defineProvider,
  type PaymentState,
  ProviderError,
  readJson,
  sendDirect,
  setting,
  unreadable,
  z,
} from 'hostgraph/provider';

/** A payment as the bank tells of it. `readJson` gives numbers as texts, to keep them exact. */
const bankPayment = z.object({
  id: z.string(),
  status: z.enum(['open', 'paid', 'refused']),
  amount: z.string(),
  currency: z.string(),
  invoiceId: z.coerce.number(),
});
type BankPayment = z.infer<typeof bankPayment>;

/** One call of the bank; null where it knows no such payment. */
async function call(address: string, path: string, body?: object): Promise<BankPayment | null> {
  const url = new URL(path, address);
  const { status, text } = await sendDirect({
    url,
    timeoutMs: 10_000,
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  if (status === 404) return null;
  if (status !== 200) throw unreadable(url.host, status);
  const { success, data, error } = bankPayment.safeParse(readJson(text));
  if (!success) throw unreadable(url.host, status, error);
  return data;
}

const statuses = { open: 'ACTION_REQUIRED', paid: 'SUCCEEDED', refused: 'DECLINED' } as const;

const stateOf = ({ id, status, amount, currency, invoiceId }: BankPayment): PaymentState => ({
  status: statuses[status],
  reference: id,
  amount,
  currency,
  invoiceId,
  fee: null,
  message: status === 'refused' ? 'The customer did not pay.' : null,
});

const no = async (): Promise<never> => {
  throw new ProviderError('REFUSED', 'The test bank has no such function.');
};

export default defineProvider({
  kind: 'gateway',
  name: 'test-bank',
  title: 'Test bank',
  docs: [],
  settings: z.object({ address: setting.address('Address', 'http://127.0.0.1:4999/') }),
  capabilities: {
    createPayment: 'POST /payments',
    complete: 'GET /payments/<id>',
    find: 'GET /payments/<id>, GET /payments?key=<key>',
  },
  connect: ({ address }) => ({
    name: 'test-bank',
    displayName: 'Test bank',
    kind: 'REDIRECT',
    findsByKey: true,
    createPayment: async ({ key, amount, currency, invoiceId, returnUrl, cancelUrl }) => {
      const asked = { key, amount, currency, invoiceId, returnUrl, cancelUrl };
      const { id } = (await call(address, 'payments', asked))!;
      return { reference: id, redirectUrl: new URL(`pay/${id}`, address).href };
    },
    complete: async (reference) => {
      const payment = await call(address, `payments/${encodeURIComponent(reference)}`);
      if (!payment) throw new ProviderError('REFUSED', 'There is no such payment.');
      return stateOf(payment);
    },
    find: async (by) => {
      const path =
        'key' in by ? `payments?key=${encodeURIComponent(by.key)}` : `payments/${by.reference}`;
      const payment = await call(address, path);
      return payment && stateOf(payment);
    },
    capture: no,
    refund: no,
    findRefund: async () => null,
    storeMethod: no,
    deleteMethod: no,
    parseWebhook: no,
  }),
});
