import type { InputShapeFromFields } from '@pothos/core';
import { keyOf } from '#core/ids.ts';
import { isTaken } from '#platform/database/taken.ts';
import type { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import {
  colorRule,
  complete,
  nameRule,
  definedFields,
  unlessGiven,
} from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { ClientGroup } from './client-group.ts';
import type { Inputs } from './details.ts';
import { clientGroupFor } from './visible.ts';
import { percentRule } from '#schema/decimal-rule.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Group = InputShapeFromFields<ReturnType<typeof groupFields>>;

const groupFields = (t: Inputs, isNew: boolean) => ({
  name: t.string({
    required: isNew,
    description: 'Name of the client group, unique. At most 255 characters.',
    validate: nameRule,
  }),
  color: t.string({
    description: 'Hex color of the group in lists, e.g. #ff8800.',
    validate: colorRule,
  }),
  discountPercent: t.field({
    type: 'Decimal',
    description: `Discount on everything the group's clients buy, in percent.${unlessGiven(isNew, '0')}`,
    validate: percentRule,
  }),
  isExemptFromAutomation: t.boolean({
    description: `Whether the daily run never suspends or terminates the group's clients.${unlessGiven(isNew, 'false')}`,
  }),
  separateInvoices: t.boolean({
    description: `Whether each service gets a separate invoice, instead of one invoice per day.${unlessGiven(isNew, 'false')}`,
  }),
});

const groupPayload = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, { groupId: number }>) => ({
  clientGroup: t.prismaField({
    type: ClientGroup,
    description: 'The client group after the change.',
    resolve: (query, { groupId }, _args, { db }) =>
      db.clientGroup.findUniqueOrThrow({ ...query, where: { id: groupId } }),
  }),
});

command('createClientGroup', {
  description: 'Create a client group.',
  permission: 'system:configure',
  input: (t) => groupFields(t, true),
  errors: ['CLIENT_GROUP_NAME_TAKEN'],
  run: async (work, group) => {
    const groupId = await keep(work, null, group);
    work.announce('clientGroup.added', { groupId });
    return { groupId };
  },
  payload: groupPayload,
});

command('updateClientGroup', {
  description: 'Change a client group. Omitted fields stay unchanged.',
  permission: 'system:configure',
  input: (t) => ({
    groupId: t.globalID({
      for: ClientGroup,
      required: true,
      description: 'ID of the client group to change.',
    }),
    ...groupFields(t, false),
  }),
  errors: ['CLIENT_GROUP_NOT_FOUND', 'CLIENT_GROUP_NAME_TAKEN'],
  nulls: { color: '' },
  run: async (work, { groupId: asked, ...group }) => {
    const groupId = await keep(work, await clientGroupFor(work, keyOf(asked)), group);
    work.announce('clientGroup.changed', { groupId });
    return { groupId };
  },
  payload: groupPayload,
});

async function keep(work: Work, id: number | null, group: Group): Promise<number> {
  const { isExemptFromAutomation, ...fields } = group;
  const data = definedFields({ ...fields, suspendTerminateExempt: isExemptFromAutomation });
  const { tx, fail } = work;
  const select = { id: true } as const;
  const kept = id
    ? tx.clientGroup.update({ where: { id }, data, select })
    : tx.clientGroup.create({ data: complete(data, 'name'), select });
  const row = await kept.catch((error: unknown) => {
    if (isTaken(error)) fail('CLIENT_GROUP_NAME_TAKEN', undefined, { field: 'name' });
    throw error;
  });
  return row.id;
}
