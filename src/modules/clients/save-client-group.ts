import { keyOf } from '#core/ids.ts';
import { isTaken } from '#platform/database/taken.ts';
import { command } from '#schema/command.ts';
import {
  colorRule,
  complete,
  nameRule,
  percentRule,
  definedFields,
} from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { ClientGroup } from './client-group.ts';
import { groupFor } from './visible.ts';

command('saveClientGroup', {
  description:
    'Add a client group, or change the one that is named; what is left out stays. A new one needs a name.',
  permission: 'system:configure',
  input: (t) => ({
    groupId: t.globalID({ for: ClientGroup, description: 'The one to change; else one is added.' }),
    name: t.string({ description: 'What it is called.', validate: nameRule }),
    color: t.string({ description: 'Hex colour for lists, e.g. #ff8800.', validate: colorRule }),
    discountPercent: t.field({
      type: 'Decimal',
      description: 'Taken off everything its clients buy.',
      validate: percentRule,
    }),
    isExemptFromAutomation: t.boolean({
      description: 'Its clients are never suspended or terminated by the daily run.',
    }),
    separateInvoices: t.boolean({
      description: 'One invoice for each service rather than one for a day.',
    }),
  }),
  errors: ['CLIENT_GROUP_NOT_FOUND', 'CLIENT_GROUP_NAME_TAKEN'],
  run: async (work, { groupId, isExemptFromAutomation, ...fields }) => {
    const provided = groupId ? await groupFor(work, keyOf(groupId)) : null;
    const data = definedFields({ ...fields, suspendTerminateExempt: isExemptFromAutomation });
    const { id } = await save(work, provided, data).catch((error: unknown) => {
      if (isTaken(error)) work.fail('CLIENT_GROUP_NAME_TAKEN', undefined, { field: 'name' });
      throw error;
    });
    work.announce(provided ? 'clientGroup.changed' : 'clientGroup.added', { groupId: id });
    return { groupId: id };
  },
  payload: (t) => ({
    clientGroup: t.prismaField({
      type: ClientGroup,
      description: 'The group as it is now.',
      resolve: (query, { groupId }, _args, { db }) =>
        db.clientGroup.findUniqueOrThrow({ ...query, where: { id: groupId } }),
    }),
  }),
});

async function save({ tx }: Work, id: number | null, data: { name?: string }) {
  const select = { id: true } as const;
  return id
    ? tx.clientGroup.update({ where: { id }, data, select })
    : tx.clientGroup.create({ data: complete(data, 'name'), select });
}
