import { z } from 'zod';
import { command } from '#schema/command.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import {
  knownModule,
  serverColumns,
  serverSettings,
  storeSecrets,
  storeSettings,
} from './server-input.ts';
import { Server } from './server.ts';

command('createServer', {
  description: 'Add a server on which accounts are created.',
  permission: 'system:configure',
  input: (t) => ({
    name: t.string({
      required: true,
      description: 'Internal name of the server, for staff.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    module: t.string({
      required: true,
      description: "System name of the server's module, e.g. `cpanel`, as `providers` lists it.",
    }),
    ...serverSettings(t),
  }),
  errors: ['SERVER_MODULE_UNKNOWN'],
  run: async (work, { name, module, ...settings }) => {
    const currency = await work.tx.currency.findFirstOrThrow({ where: { isBase: true } });
    const { id } = await work.tx.server.create({
      data: {
        hostname: '',
        ...(serverColumns(settings) as Partial<Prisma.ServerUncheckedCreateInput>),
        name,
        module: knownModule(work, module),
        currencyCode: currency.code,
      },
      select: { id: true },
    });
    await storeSecrets(work, id, settings);
    await storeSettings(work, { id, module, settingsEncrypted: null }, settings.settings);
    work.announce('server.changed', { serverId: id });
    return { serverId: id };
  },
  payload: (t) => ({
    server: t.prismaField({
      type: Server,
      description: 'The new server.',
      resolve: (query, { serverId }, _args, { db }) =>
        db.server.findUniqueOrThrow({ ...query, where: { id: serverId } }),
    }),
  }),
});
