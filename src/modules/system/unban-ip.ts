import { forgetBans } from '#modules/access/bans.ts';
import { command } from '#schema/command.ts';
import { rangeRule } from './add-banned-ip.ts';

command('unbanIp', {
  legacy: 'UnBanIp',
  description: 'Remove an address or network from the ban list. Must be written as it was banned.',
  permission: 'system:configure',
  input: (t) => ({
    address: t.string({
      required: true,
      description: 'Banned address or network to remove.',
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
  deletes: { type: 'BannedAddress', key: 'banId' },
  payload: (t) => ({
    address: t.exposeString('address', {
      description: 'Address or network that has access again.',
    }),
  }),
});
