import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import { panelOf, serverAddress } from './panel.ts';
import { Server } from './server.ts';
import { serverFor } from '#modules/services/visible.ts';

interface About {
  serverId: number;
}

/** Asks a server's panel who it is, and keeps whether it answered. Asking twice changes nothing. */
const checkServer = taskKind<About, { isReachable: boolean; message: string; load?: string }>({
  kind: 'server.check',
  resendable: true,
  retry: { interactive: 'answer', hours: 0 },
  go: async ({ app, db }, { serverId }) => {
    const server = await db.server.findUniqueOrThrow({
      where: { id: serverId },
      select: serverAddress,
    });
    try {
      const { version, load = '' } = await panelOf(app, server).test();
      return { isReachable: true, message: `Version ${version}`, load };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      return { isReachable: false, message: error.message };
    }
  },
  after: async ({ tx, announce }, { serverId }, { isReachable, load = '' }) => {
    await tx.server.updateMany({
      where: { id: serverId },
      data: { isReachable, load, checkedAt: now() },
    });
    announce('server.changed', { serverId });
  },
});

command('testServer', {
  description: 'Check the address, certificate and credentials of a server by calling its panel.',
  permission: 'system:configure',
  input: (t) => ({
    serverId: t.globalID({
      for: Server,
      required: true,
      description: 'ID of the server to check.',
    }),
  }),
  errors: ['SERVER_NOT_FOUND'],
  run: async (work, { serverId }) => {
    const { id } = await serverFor(work, keyOf(serverId));
    const taskId = await work.begin(checkServer, {
      subject: { type: 'Server', id },
      clientId: null,
      input: { serverId: id },
    });
    return { serverId: id, taskId };
  },
  payload: (t) => ({
    server: t.prismaField({
      type: Server,
      description: 'The server with the results of the check.',
      resolve: (query, { serverId }, _args, { db }) =>
        db.server.findUniqueOrThrow({ ...query, where: { id: serverId } }),
    }),
    message: t.string({
      description: 'Version of the panel, or the reason why the panel could not be used.',
      resolve: async ({ taskId }, _args, { db }) => {
        const { outcome } = await db.task.findUniqueOrThrow({ where: { id: taskId } });
        return (outcome as { message?: string } | null)?.message ?? '';
      },
    }),
  }),
});
