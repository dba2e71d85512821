import { keyOf } from '#core/ids.ts';
import { isTaken } from '#platform/database/taken.ts';
import { command } from '#schema/command.ts';
import { colorRule, complete, nameRule, definedFields } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { ClientGroup } from './client-group.ts';
import { clientGroupFor } from './visible.ts';
import { percentRule } from '#schema/decimal-rule.ts';

command('saveClientGroup', {
  description:
    'Add a client group, or change an existing client group. Omitted fields stay unchanged; a new client group requires a name.',
  permission: 'system:configure',
  input: (t) => ({
    groupId: t.globalID({
      for: ClientGroup,
      description: 'ID of the client group to change. Omit to add a new client group.',
    }),
    name: t.string({ description: 'Name of the client group.', validate: nameRule }),
    color: t.string({
      description: 'Hex color of the group in lists, e.g. #ff8800.',
      validate: colorRule,
    }),
    discountPercent: t.field({
      type: 'Decimal',
      description: "Discount on everything the group's clients buy, in percent.",
      validate: percentRule,
    }),
    isExemptFromAutomation: t.boolean({
      description: "Whether the daily run never suspends or terminates the group's clients.",
    }),
    separateInvoices: t.boolean({
      description: 'Whether each service gets a separate invoice, instead of one invoice per day.',
    }),
  }),
  errors: ['CLIENT_GROUP_NOT_FOUND', 'CLIENT_GROUP_NAME_TAKEN'],
  nulls: { color: '', groupId: null },
  run: async (work, { groupId, isExemptFromAutomation, ...fields }) => {
    const provided = groupId ? await clientGroupFor(work, keyOf(groupId)) : null;
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
      description: 'The client group after saving.',
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
