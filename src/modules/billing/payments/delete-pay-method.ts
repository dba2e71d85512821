import { rowField } from '#schema/payload-rows.ts';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import { connectGateway } from '#modules/billing/gateways/connect-gateway.ts';
import { payMethodOf } from '#modules/billing/gateways/foreign.ts';
import { PayMethod } from './pay-method.ts';

/** Has the gateway forget a pay method. */
const forgetTask = taskKind<{ payMethodId: number }, { forgotten: true }>({
  kind: 'payMethod.delete',
  assumed: () => ({ forgotten: true }),
  // To forget something twice is to forget it.
  resendable: true,
  retry: { interactive: 'queue', hours: 72 },
  go: async ({ app, db }, { payMethodId }) => {
    const method = await db.payMethod.findUniqueOrThrow({
      where: { id: payMethodId },
      include: { gateway: true },
    });
    if (!method.gateway || !method.tokenEncrypted) return { forgotten: true };
    const box = app.keyring.box('pay-method');
    const token = box.decrypt(method.tokenEncrypted, `pay_methods:${payMethodId}`);
    const connected = await connectGateway(app, method.gateway);
    await connected.deleteMethod(token);
    return { forgotten: true };
  },
  after: async ({ tx }, { payMethodId }) => {
    await tx.payMethod.update({ where: { id: payMethodId }, data: { tokenEncrypted: null } });
  },
  failed: async ({ tx }, { payMethodId }) => {
    await tx.payMethod.update({ where: { id: payMethodId }, data: { removedAt: null } });
  },
});

command('deletePayMethod', {
  legacy: 'DeletePayMethod',
  description: 'Delete a stored pay method, here and at its gateway.',
  permission: 'billing:pay',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client the pay method belongs to.',
    }),
    payMethodId: t.globalID({
      for: PayMethod,
      required: true,
      description: 'ID of the pay method to delete.',
    }),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'PAY_METHOD_NOT_FOUND',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { clientId, payMethodId }) => {
    const client = await clientFor(work, keyOf(clientId), { id: true });
    const method = await payMethodOf(work, payMethodId, client.id);
    const { tokenEncrypted } = await work.tx.payMethod.update({
      where: { id: method.id },
      data: { removedAt: now(), isDefault: false },
      select: { tokenEncrypted: true },
    });
    const own = { defaultPayMethodId: method.id };
    await work.tx.client.updateMany({ where: own, data: { defaultPayMethodId: null } });
    if (method.gatewayId !== null && tokenEncrypted !== null)
      await work.begin(forgetTask, {
        subject: { type: 'PayMethod', id: method.id },
        clientId: client.id,
        input: { payMethodId: method.id },
      });
    work.announce('payMethod.deleted', { payMethodId: method.id, clientId: client.id });
    return { payMethodId: method.id, clientId: client.id };
  },
  deletes: { type: 'PayMethod', key: 'payMethodId' },
  payload: (t) => ({
    client: rowField(
      t,
      Client,
      'clientId',
      'The client, whose default pay method it may have been.',
    ),
  }),
});
