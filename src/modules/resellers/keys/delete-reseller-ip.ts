import { keyOf } from '#core/ids.ts';
import {
  ApiCredentialAddress,
  visibleCredentialAddresses,
} from '#modules/access/api-credential.ts';
import { command } from '#schema/command.ts';

command('deleteResellerIp', {
  legacy: 'DoResellerIpDelete',
  description: "Remove an address from a reseller's allowlist.",
  permission: 'resellers:write',
  input: (t) => ({
    id: t.globalID({
      for: ApiCredentialAddress,
      required: true,
      description: 'ID of the allowed address to remove.',
    }),
  }),
  errors: ['API_ADDRESS_NOT_FOUND'],
  run: async ({ tx, actor, fail, announce }, { id }) => {
    const where = {
      AND: [{ id: keyOf(id), clientId: { not: null } }, visibleCredentialAddresses(actor)],
    };
    const found = await tx.apiCredentialAddress.findFirst({
      where,
      select: { id: true, clientId: true },
    });
    const { count } = found
      ? await tx.apiCredentialAddress.deleteMany({ where: { id: found.id } })
      : { count: 0 };
    if (!found || !count) return fail('API_ADDRESS_NOT_FOUND');
    announce('apiAddress.deleted', { addressId: found.id, clientId: found.clientId ?? 0 });
    return { addressId: found.id };
  },
  payload: (t) => ({
    deletedId: t.exposeInt('addressId', {
      description: 'The `databaseId` the removed address had.',
    }),
  }),
});
