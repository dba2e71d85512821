import { defined } from '#core/defined.ts';
import { rowField } from '#schema/payload-rows.ts';
import { z } from 'zod';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { fullNameOf } from '#core/names.ts';
import type { StoredMethod } from '#providers/gateways/gateway.ts';
import type { PayMethodType } from '#generated/prisma/client.ts';
import { Client } from '#modules/clients/client.ts';
import { Contact } from '#modules/clients/contacts/contact.ts';
import { setDefaultPayMethod } from '#modules/clients/default-pay-method.ts';
import { clientFor, contactFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import { taskKind, type TaskContext } from '#schema/tasks/kind.ts';
import { connectGateway } from '#modules/billing/gateways/connect-gateway.ts';
import { gatewayKey } from '#modules/billing/gateways/foreign.ts';
import { Gateway } from '#modules/billing/gateways/gateway.ts';
import { lockClientMoney, ensure } from '#modules/billing/invoices/lock.ts';
import { PayMethod } from './pay-method.ts';

type StoreInput = { payMethodId: number; methodReference: string; makeDefault: boolean };

const types: Record<StoredMethod['type'], PayMethodType> = {
  CreditCard: 'CREDIT_CARD',
  BankAccount: 'BANK_ACCOUNT',
  Wallet: 'REMOTE_ACCOUNT',
};

/** Has the gateway keep what the client entered there, for later charges. */
const storeTask = taskKind<StoreInput, StoredMethod>({
  kind: 'payMethod.store',
  // Each call carries our key, so that the gateway keeps it once.
  resendable: true,
  retry: { interactive: 'answer', hours: 0 },
  go: (task, input) => store(task, input),
  after: async (work, { payMethodId, makeDefault }, stored) => {
    const [year, month] = stored.expiry?.split('-').map(Number) ?? [];
    const row = await work.tx.payMethod.findUniqueOrThrow({ where: { id: payMethodId } });
    await lockClientMoney(work.tx, row.clientId);
    await work.tx.payMethod.update({
      where: { id: payMethodId },
      data: {
        tokenEncrypted: stored.token,
        type: types[stored.type],
        brand: stored.brand ?? '',
        last4: stored.last4 ?? '',
        expiryMonth: month ?? null,
        expiryYear: year ?? null,
        removedAt: null,
      },
    });
    if (makeDefault) await setDefaultPayMethod(work.tx, row.clientId, payMethodId);
    work.announce('payMethod.added', { payMethodId, clientId: row.clientId });
  },
  failed: async ({ tx }, { payMethodId }) => {
    await tx.payMethod.delete({ where: { id: payMethodId } });
  },
});

async function store({ app, db, key }: TaskContext, input: StoreInput): Promise<StoredMethod> {
  const { payMethodId, methodReference } = input;
  const box = app.keyring.box('pay-method');
  const { client, gateway: own } = await db.payMethod.findUniqueOrThrow({
    where: { id: payMethodId },
    include: { client: true, gateway: true },
  });
  const gateway = defined(own, `gateway of pay method ${payMethodId}`);
  const connected = await connectGateway(app, gateway);
  const other = await db.payMethod.findFirst({
    where: { clientId: client.id, gatewayId: gateway.id, tokenEncrypted: { not: null } },
    orderBy: { id: 'desc' },
  });
  const otherToken =
    other?.tokenEncrypted && box.decrypt(other.tokenEncrypted, `pay_methods:${other.id}`);
  const stored = await connected.storeMethod({
    methodReference,
    clientId: client.id,
    email: client.email,
    name: fullNameOf(client),
    key,
    ...(otherToken && { otherToken }),
  });
  // The outcome is kept, and a token is worth money.
  return { ...stored, token: box.encrypt(stored.token, `pay_methods:${payMethodId}`) };
}

command('createPayMethod', {
  description:
    "Store a pay method that the client entered at a gateway. Card numbers are never sent to this API; send the reference returned by the gateway's own form.",
  permission: 'billing:pay',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client the pay method belongs to.',
    }),
    gatewayId: t.globalID({
      for: Gateway,
      required: true,
      description: 'ID of the gateway that stores the pay method.',
    }),
    methodReference: t.string({
      required: true,
      description:
        'Reference from the gateway. Stripe: a payment method ID; PayPal: a vault setup token.',
      validate: z
        .string()
        .trim()
        .regex(/^[\w-]{3,100}$/, 'must be the gateway’s reference'),
    }),
    description: t.string({
      description: 'Name the client gives the pay method.',
      validate: z.string().trim().max(100),
    }),
    billingContactId: t.globalID({
      for: Contact,
      description:
        'Contact of the client whose address it is billed to. Default: the client’s own.',
    }),
    makeDefault: t.boolean({
      defaultValue: true,
      description:
        "Whether to make the pay method the client's default for charges. Default: true.",
    }),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'CONTACT_NOT_FOUND',
    'GATEWAY_NOT_FOUND',
    'GATEWAY_NOT_READY',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
  ],
  run: async (work, input) => {
    const client = await clientFor(work, keyOf(input.clientId), { id: true });
    const gatewayId = await gatewayKey(work, input.gatewayId);
    const where = { id: gatewayId, storesCards: true };
    ensure((await work.tx.gateway.count({ where })) === 1, 'GATEWAY_NOT_READY', 'gatewayId');
    const contact = input.billingContactId
      ? await contactFor(work, keyOf(input.billingContactId), client.id)
      : null;
    // Nobody sees it before the gateway has it.
    const { id } = await work.tx.payMethod.create({
      data: {
        clientId: client.id,
        contactId: contact?.id ?? null,
        gatewayId,
        type: 'REMOTE_ACCOUNT',
        description: input.description ?? '',
        removedAt: now(),
      },
      select: { id: true },
    });
    const former = await work.tx.payMethod.findFirst({
      where: { clientId: client.id, isDefault: true, removedAt: null },
      select: { id: true },
    });
    const { methodReference } = input;
    await work.begin(storeTask, {
      subject: { type: 'PayMethod', id },
      clientId: client.id,
      input: { payMethodId: id, methodReference, makeDefault: input.makeDefault ?? true },
    });
    return { payMethodId: id, clientId: client.id, formerId: former?.id ?? null };
  },
  payload: (t) => ({
    payMethod: t.prismaField({
      type: PayMethod,
      description: 'The stored pay method, without secret details.',
      resolve: (query, { payMethodId }, _args, { db }) =>
        db.payMethod.findUniqueOrThrow({ ...query, where: { id: payMethodId } }),
    }),
    formerDefault: rowField(
      t,
      PayMethod,
      'formerId',
      'The pay method that was the default before, as it is now; null for none.',
    ),
    client: rowField(
      t,
      Client,
      'clientId',
      'The client, whose default pay method it may have become.',
    ),
  }),
});
