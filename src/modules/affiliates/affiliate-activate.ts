import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import { activate } from './activate.ts';
import { Affiliate } from './affiliate.ts';

command('affiliateActivate', {
  legacy: 'AffiliateActivate',
  description:
    'Make a client an affiliate. An existing affiliate stays unchanged, except that a suspended affiliate becomes active again.',
  permission: 'affiliates:write',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client who becomes an affiliate.',
    }),
  }),
  errors: ['CLIENT_NOT_FOUND'],
  run: async (work, { clientId }) => {
    const client = await clientFor(work, keyOf(clientId), { id: true, currencyCode: true });
    return { affiliateId: await activate(work, client) };
  },
  payload: (t) => ({
    affiliate: t.prismaField({
      type: Affiliate,
      description: 'The active affiliate.',
      resolve: (query, { affiliateId }, _args, { db }) =>
        db.affiliate.findUniqueOrThrow({ ...query, where: { id: affiliateId } }),
    }),
  }),
});
