import { z } from 'zod';
import { inRanges, normalizeRange } from '#core/addresses/ip-address.ts';
import { now } from '#core/clock.ts';
import { forgetBans } from '#modules/access/bans.ts';
import { command } from '#schema/command.ts';
import { BannedAddress } from './ban.ts';

/** An IPv4 or IPv6 address or network, in its one spelling. */
export const rangeRule = z.string().transform((text, context) => {
  const range = normalizeRange(text.trim());
  if (range) return range;
  context.addIssue({
    code: 'custom',
    message: 'must be an IPv4 or IPv6 address, or a network such as 203.0.113.0/24',
  });
  return z.NEVER;
});

const DAY_MS = 24 * 3_600_000;

command('addBannedIp', {
  legacy: 'AddBannedIp',
  description:
    'Ban an IP address or network for a number of days, until a given time, or permanently. Banning the same address again replaces reason and time.',
  permission: 'system:configure',
  input: (t) => ({
    address: t.string({
      required: true,
      description: 'IPv4 or IPv6 address, or a network in CIDR notation, to ban.',
      validate: rangeRule,
    }),
    reason: t.string({
      required: true,
      description: 'Reason of the ban, shown only to staff.',
      validate: z.string().trim().min(1, 'is required').max(1_000),
    }),
    days: t.int({
      description: 'For so many days from now; it goes before `expiresAt`.',
      validate: z.number().min(1, 'must be at least 1').max(36_500),
    }),
    expiresAt: t.field({ type: 'DateTime', description: 'Time the ban ends.' }),
  }),
  errors: ['BAN_LOCKS_OUT'],
  run: async (work, { address, reason, days, expiresAt }) => {
    const { tx, app, actor, requestInfo, fail } = work;
    if (inRanges(requestInfo.ip, [address]))
      fail('BAN_LOCKS_OUT', undefined, { field: 'address', address: requestInfo.ip });
    if (expiresAt && expiresAt <= now())
      fail('BAD_INPUT', 'expiresAt: must be in the future.', { field: 'expiresAt' });
    const until = days ? new Date(now().getTime() + days * DAY_MS) : (expiresAt ?? null);
    const data = { reason, expiresAt: until, adminId: actor.adminId };
    const { id } = await tx.bannedAddress.upsert({
      where: { cidr: address },
      create: { cidr: address, ...data },
      update: data,
      select: { id: true },
    });
    forgetBans(app);
    work.announce('ban.added', { banId: id });
    work.describe({ description: `Banned ${address}: ${reason}` });
    return { banId: id };
  },
  payload: (t) => ({
    ban: t.prismaField({
      type: BannedAddress,
      description: 'The ban now in force.',
      resolve: (query, { banId }, _args, { db }) =>
        db.bannedAddress.findUniqueOrThrow({ ...query, where: { id: banId } }),
    }),
  }),
});
