import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Client } from './client.ts';
import { cancelAll } from './cancel-all.ts';
import { clientFor } from './visible.ts';

command('closeClient', {
  legacy: 'CloseClient',
  description:
    'Close a client: nobody can sign in for the client any more, and everything the client has is cancelled. Closing a closed client has no effect.',
  permission: 'clients:manage',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client to close.',
    }),
  }),
  errors: ['CLIENT_NOT_FOUND'],
  run: async (work, { clientId }) => {
    const { id } = await clientFor(work, keyOf(clientId), { id: true });
    const { count } = await work.tx.client.updateMany({
      where: { id, status: { not: 'CLOSED' } },
      data: { status: 'CLOSED', closedAt: now() },
    });
    if (count) {
      await cancelAll(work, id);
      work.announce('client.closed', { clientId: id });
    }
    return { clientId: id };
  },
  payload: (t) => ({
    client: t.prismaField({
      type: Client,
      description: 'The client after closing.',
      resolve: (query, { clientId }, _args, { db }) =>
        db.client.findUniqueOrThrow({ ...query, where: { id: clientId } }),
    }),
  }),
});
