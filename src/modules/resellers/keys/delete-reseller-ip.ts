import { Client } from '#modules/clients/client.ts';
import { rowField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import {
  ApiCredentialAddress,
  visibleCredentialAddresses,
} from '#modules/access/api-credential.ts';
import { command } from '#schema/command.ts';
import { ensureLetIn } from './key-rules.ts';

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
  errors: ['API_ADDRESS_NOT_FOUND', 'API_ADDRESS_LOCKS_OUT'],
  run: async (work, { id }) => {
    const { tx, actor, fail, announce } = work;
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
    const left = await tx.apiCredentialAddress.findMany({
      where: { clientId: found.clientId },
      select: { cidr: true, client: { select: { reselling: { select: { id: true } } } } },
    });
    ensureLetIn(work, {
      resellerId: left[0]?.client?.reselling?.id ?? null,
      after: left.map(({ cidr }) => cidr),
      field: 'id',
    });
    announce('apiAddress.deleted', { addressId: found.id, clientId: found.clientId ?? 0 });
    return { addressId: found.id, clientId: found.clientId };
  },
  deletes: { type: 'ApiCredentialAddress', key: 'addressId' },
  payload: (t) => ({
    client: rowField(t, Client, 'clientId', 'The client whose addresses it was one of.'),
  }),
});
