import { forgetBans } from '#modules/access/bans.ts';
import { command } from '#schema/command.ts';
import { rangeRule } from './add-banned-ip.ts';

command('unbanIp', {
  legacy: 'UnBanIp',
  description: 'Take an address or a network, written as it was banned, off the ban list.',
  permission: 'system:configure',
  input: (t) => ({
    address: t.string({
      required: true,
      description: 'The address or network that was banned.',
      validate: rangeRule,
    }),
  }),
  errors: ['BAN_NOT_FOUND'],
  run: async (work, { address }) => {
    const { tx, app, fail } = work;
    const ban = await tx.bannedAddress.findUnique({ where: { cidr: address } });
    if (!ban) return fail('BAN_NOT_FOUND', undefined, { field: 'address' });
    await tx.bannedAddress.deleteMany({ where: { id: ban.id } });
    forgetBans(app);
    work.announce('ban.removed', { banId: ban.id });
    work.describe({ description: `Lifted the ban of ${address}` });
    return { banId: ban.id, address };
  },
  payload: (t) => ({
    banId: t.exposeInt('banId', { description: 'The number it had.' }),
    address: t.exposeString('address', { description: 'What may come again.' }),
  }),
});
