import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { ApiCredentialAddress } from '#modules/access/api-credential.ts';
import { Client } from '#modules/clients/client.ts';
import { command } from '#schema/command.ts';
import { cidr, ensureLetIn } from './key-rules.ts';
import { sellerFor } from '#modules/resellers/seller.ts';

command('saveResellerIp', {
  legacy: 'DoResellerIpSave',
  description:
    "Add an address to a reseller's allowlist. As soon as the list has an address, all API credentials of the reseller work from listed addresses only.",
  permission: 'resellers:write',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client that is the reseller.',
    }),
    address: t.string({
      required: true,
      description: 'IPv4 or IPv6 address, or a network, to allow.',
      validate: cidr,
    }),
    note: t.string({
      defaultValue: '',
      description: 'Note on what the address is for.',
      validate: z.string().max(200),
    }),
  }),
  errors: ['CLIENT_NOT_FOUND', 'API_ADDRESS_EXISTS', 'API_ADDRESS_LOCKS_OUT'],
  run: async (work, { clientId, address, note }) => {
    const { tx, fail, announce } = work;
    const { id: resellerId, clientId: id } = await sellerFor(work, keyOf(clientId));
    // The first address shuts out everywhere else, its own sender included.
    const listed = await tx.apiCredentialAddress.findMany({
      where: { clientId: id },
      select: { cidr: true },
    });
    const after = [address, ...listed.map(({ cidr: range }) => range)];
    ensureLetIn(work, { resellerId, after, field: 'address' });
    const [added] = await tx.apiCredentialAddress.createManyAndReturn({
      data: [{ clientId: id, cidr: address, note: note ?? '' }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!added) return fail('API_ADDRESS_EXISTS');
    announce('apiAddress.added', { addressId: added.id, clientId: id });
    return { addressId: added.id };
  },
  payload: (t) => ({
    address: t.prismaField({
      type: ApiCredentialAddress,
      description: 'The allowed address as listed.',
      resolve: (query, { addressId }, _args, { db }) =>
        db.apiCredentialAddress.findUniqueOrThrow({ ...query, where: { id: addressId } }),
    }),
  }),
});
