import { keyOf } from '#core/ids.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { Client } from '#modules/clients/client.ts';
import { command } from '#schema/command.ts';
import { resellerFor } from './reseller-input.ts';
import { Reseller } from './reseller.ts';

command('deleteReseller', {
  description:
    'Turn a reseller back into an ordinary client. Its API credentials, agreed prices and own price lists are deleted. Fails while the reseller has customers or resellers below it: move them first (`updateClient`, `updateReseller`), or close the reseller instead.',
  permission: 'resellers:write',
  input: (t) => ({
    resellerId: t.globalID({
      for: Reseller,
      required: true,
      description: 'ID of the reseller to delete.',
    }),
  }),
  errors: ['RESELLER_NOT_FOUND', 'RESELLER_IN_USE', 'FORBIDDEN'],
  run: async (work, { resellerId }) => {
    const { tx, actor, fail, announce } = work;
    const { id, clientId } = await resellerFor(work, keyOf(resellerId));
    if (id === actor.resellerId) fail('FORBIDDEN', 'A reseller cannot delete itself.');
    const customers = await tx.client.count({ where: { resellerId: id } });
    const below = await tx.reseller.count({ where: { parentId: id } });
    if (customers || below) fail('RESELLER_IN_USE', undefined, { customers, resellers: below });
    await tx.reseller.delete({ where: { id } });
    announce('reseller.deleted', { resellerId: id, clientId });
    await changeCatalog(work, 'reseller-prices');
    return { clientId, rowId: id };
  },
  deletes: { type: 'Reseller', key: 'rowId' },
  payload: (t) => ({
    client: t.prismaField({
      type: Client,
      description: 'Client that was the reseller.',
      resolve: (query, { clientId }, _args, { db }) =>
        db.client.findUniqueOrThrow({ ...query, where: { id: clientId } }),
    }),
  }),
});
