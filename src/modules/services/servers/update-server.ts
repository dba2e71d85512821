import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { serverColumns, serverSettings, storeSecrets, storeSettings } from './server-input.ts';
import { Server } from './server.ts';
import { serverFor } from '#modules/services/visible.ts';

command('updateServer', {
  description:
    "Change a server. Omitted fields stay unchanged. The server's module cannot be changed.",
  permission: 'system:configure',
  input: (t) => ({
    serverId: t.globalID({
      for: Server,
      required: true,
      description: 'ID of the server to change.',
    }),
    name: t.string({
      description: 'Internal name of the server, for staff.',
      validate: z.string().trim().min(1, 'must not be empty').max(255).nullish(),
    }),
    ...serverSettings(t),
  }),
  errors: ['SERVER_NOT_FOUND'],
  nulls: {
    accessToken: '',
    assignedIps: [],
    caPem: null,
    ipAddress: '',
    nameservers: [],
    noc: '',
    notes: '',
    password: '',
    port: null,
    statusAddress: '',
    username: '',
  },
  run: async (work, { serverId, name, ...settings }) => {
    const { id } = await serverFor(work, keyOf(serverId));
    const server = await work.tx.server.update({
      where: { id },
      data: { ...serverColumns(settings), ...(name && { name }) },
      select: { id: true, module: true, settingsEncrypted: true },
    });
    await storeSecrets(work, id, settings);
    await storeSettings(work, server, settings.settings);
    work.announce('server.changed', { serverId: id });
    return { serverId: id };
  },
  payload: (t) => ({
    server: t.prismaField({
      type: Server,
      description: 'The server after the change.',
      resolve: (query, { serverId }, _args, { db }) =>
        db.server.findUniqueOrThrow({ ...query, where: { id: serverId } }),
    }),
  }),
});
