import { isIP } from 'node:net';
import { z } from 'zod';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { asText } from '#core/money.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { FraudInput } from '#providers/fraud/fraud-check.ts';
import { connectProvider } from '#providers/connect.ts';
import type { Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import { command } from '#schema/command.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import { orderPayload, whichOrder } from '#modules/orders/order-payload.ts';
import { type VisibleOrder, orderFor } from '#modules/orders/visible.ts';

interface About {
  orderId: number;
  module: string;
  /** Instead of the address the order was placed from. */
  ip?: string;
}

interface Judged {
  score: string;
  verdict: 'PASS' | 'REVIEW' | 'FAIL';
  raw: Prisma.InputJsonObject;
}

const verdicts = { LOW: 'PASS', MEDIUM: 'REVIEW', HIGH: 'FAIL' } as const;

/** Where the settings of fraud modules are encrypted: the box, and the row. */
export const fraudSettings = (app: App, name: string) => {
  const box = app.keyring.box('module-setup');
  const context = `module_setups:FRAUD:${name}`;
  return {
    encrypt: (settings: Record<string, string>) => box.encrypt(JSON.stringify(settings), context),
    decrypt: (text: string) => JSON.parse(box.decrypt(text, context)) as Record<string, string>,
  };
};

/** Asks a fraud service what it thinks of an order. */
export const fraudCheck = taskKind<About, Judged>({
  kind: 'order.fraudCheck',
  resendable: true,
  retry: { interactive: 'answer', hours: 72 },
  go: async ({ app, db }, { orderId, module, ip }) => {
    const setup = await db.moduleSetup.findUnique({
      where: { type_name: { type: 'FRAUD', name: module } },
    });
    const known = app.providers.find('fraud', module);
    if (!known || !setup?.isActive)
      throw new ProviderError('NOT_SENT', 'No fraud check is set up.');
    const text = setup.settingsEncrypted;
    const settings = text ? fraudSettings(app, module).decrypt(text) : {};
    const order = await db.order.findUniqueOrThrow({
      where: { id: orderId },
      include: { client: true },
    });
    const account = { label: module, isTestMode: false, settings };
    const fraudService = await connectProvider(known, account);
    const judged = await fraudService.check(inputOf(order, ip));
    const raw = { ...judged.raw, warnings: judged.warnings } as Prisma.InputJsonObject;
    return { score: judged.score, verdict: verdicts[judged.risk], raw };
  },
  delayed: ({ tx }, { orderId }, { message }) => noteWaiting(tx, orderId, message),
  failed: ({ tx }, { orderId }, { message }) => noteWaiting(tx, orderId, message),
  after: async ({ tx, announce }, { orderId, module }, { score, verdict, raw }) => {
    const { clientId } = await tx.order.update({
      where: { id: orderId },
      data: {
        fraudModule: module,
        fraudVerdict: verdict,
        fraudScore: score,
        fraudOutput: raw,
        fraudCheckedAt: now(),
      },
    });
    announce('order.fraudChecked', { orderId, clientId });
  },
});

/** Says at the order why it has no verdict yet. */
async function noteWaiting(tx: Tx, id: number, error: string): Promise<void> {
  const data = { fraudOutput: { error } };
  await tx.order.updateMany({ where: { id, fraudVerdict: null }, data });
}

type Ordered = Prisma.OrderGetPayload<{ include: { client: true } }>;

function inputOf({ id, client, ...order }: Ordered, ip: string | undefined): FraudInput {
  const address = ip ?? order.ip;
  return {
    transactionId: `order:${id}`,
    clientId: client.id,
    ...(address && { ipAddress: address }),
    ...(order.userAgent && { userAgent: order.userAgent }),
    ...(order.acceptLanguage && { acceptLanguage: order.acceptLanguage }),
    email: client.email,
    billing: {
      firstName: client.firstName,
      lastName: client.lastName,
      company: client.companyName,
      address: client.address1,
      address2: client.address2,
      city: client.city,
      country: client.countryCode,
      postal: client.postcode,
      phoneNumber: client.phoneNumber,
    },
    amount: asText(order.amount, order.currencyCode),
    currency: order.currencyCode,
    occurredAt: order.createdAt,
  };
}

/** Has an order checked by the active fraud service; false where there is none. */
export async function beginFraudCheck(
  work: Work,
  { id, clientId }: Pick<VisibleOrder, 'id' | 'clientId'>,
  ip: string | null,
): Promise<boolean> {
  const active = await work.tx.moduleSetup.findFirst({
    where: { type: 'FRAUD', isActive: true, name: { in: work.app.providers.names('fraud') } },
    orderBy: { id: 'asc' },
  });
  if (!active) return false;
  await work.begin(fraudCheck, {
    subject: { type: 'Order', id },
    clientId,
    input: { orderId: id, module: active.name, ...(ip && { ip }) },
  });
  return true;
}

command('orderFraudCheck', {
  legacy: 'OrderFraudCheck',
  description: 'Check an order with the active fraud service and store the result.',
  permission: 'orders:write',
  input: (t) => ({
    ...whichOrder(t),
    ip: t.string({
      description: 'IP address to check instead of the address the order was placed from.',
      validate: z
        .string()
        .refine((text) => isIP(text) > 0, 'must be an IP address')
        .nullish(),
    }),
  }),
  errors: [
    'ORDER_NOT_FOUND',
    'FRAUD_CHECK_NOT_ACTIVE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { orderId, ip }) => {
    const order = await orderFor(work, keyOf(orderId));
    if (!(await beginFraudCheck(work, order, ip ?? null)))
      return work.fail('FRAUD_CHECK_NOT_ACTIVE');
    return { orderId: order.id };
  },
  payload: orderPayload,
});
