import { z } from 'zod';
import { command } from '#schema/command.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { knownModule, serverColumns, serverSettings, storeSecrets } from './server-input.ts';
import { Server } from './server.ts';

command('addServer', {
  description: 'Add a server that accounts are made on.',
  permission: 'system:configure',
  input: (t) => ({
    name: t.string({
      required: true,
      description: 'What staff call it.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    module: t.string({
      required: true,
      description: "Its module's system name: cpanel, plesk or autorelease.",
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
        module: knownModule(module),
        currencyCode: currency.code,
      },
      select: { id: true },
    });
    await storeSecrets(work, id, settings);
    work.announce('server.changed', { serverId: id });
    return { serverId: id };
  },
  payload: (t) => ({
    server: t.prismaField({
      type: Server,
      description: 'The server as it was added.',
      resolve: (query, { serverId }, _args, { db }) =>
        db.server.findUniqueOrThrow({ ...query, where: { id: serverId } }),
    }),
  }),
});
