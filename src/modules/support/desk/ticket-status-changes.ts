import type { InputShapeFromFields } from '@pothos/core';
import { keyOf } from '#core/ids.ts';
import { slug } from '#core/text.ts';
import type { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { colorRule, complete, definedFields, unlessGiven } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { isTaken } from '#platform/database/taken.ts';
import { isText } from '#schema/text-filter.ts';
import { subjectRule } from '#modules/support/tickets/rules.ts';
import { TicketStatus } from './ticket-status.ts';
import { ticketStatusFor } from '#modules/support/visible.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;
type Fields = InputShapeFromFields<ReturnType<typeof statusFields>>;

const statusFields = (t: Inputs, isNew: boolean) => ({
  title: t.string({
    required: isNew,
    description: `Title of the ticket status, unique. At most 100 characters.${isNew ? ' Its permanent key is derived from it.' : ''}`,
    validate: subjectRule.max(100),
  }),
  color: t.string({
    description: 'Color of the status in lists as a hexadecimal value, such as `#779500`.',
    validate: colorRule,
  }),
  isActive: t.boolean({
    description: `Whether tickets with the status count as active.${unlessGiven(isNew, 'true')}`,
  }),
  isAwaitingReply: t.boolean({
    description: `Whether tickets with the status await a reply by staff.${unlessGiven(isNew, 'false')}`,
  }),
  isAutoClosed: t.boolean({
    description: `Whether tickets with the status are closed automatically after the number of hours of the setting CloseInactiveTickets without a new post.${unlessGiven(isNew, 'false')}`,
  }),
  sortOrder: t.int({
    description: `Position of the status in lists, smallest first.${unlessGiven(isNew, '0')}`,
  }),
});

const statusPayload = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, { statusId: number }>) => ({
  ticketStatus: t.prismaField({
    type: TicketStatus,
    description: 'The ticket status after the change.',
    resolve: (query, { statusId }, _args, { db }) =>
      db.ticketStatus.findUniqueOrThrow({ ...query, where: { id: statusId } }),
  }),
});

command('createTicketStatus', {
  description: 'Create a ticket status.',
  permission: 'system:configure',
  input: (t) => statusFields(t, true),
  errors: ['TICKET_STATUS_TITLE_TAKEN'],
  run: async (work, fields) => {
    const statusId = await keep(work, null, fields);
    work.announce('ticketStatus.added', { statusId });
    return { statusId };
  },
  payload: statusPayload,
});

command('updateTicketStatus', {
  description: 'Change a ticket status. Omitted fields stay unchanged; its key always does.',
  permission: 'system:configure',
  input: (t) => ({
    statusId: t.globalID({
      for: TicketStatus,
      required: true,
      description: 'ID of the ticket status to change.',
    }),
    ...statusFields(t, false),
  }),
  errors: ['TICKET_STATUS_NOT_FOUND', 'TICKET_STATUS_TITLE_TAKEN'],
  nulls: {},
  run: async (work, { statusId: asked, ...fields }) => {
    const { id } = await ticketStatusFor(work, keyOf(asked));
    const statusId = await keep(work, id, fields);
    work.announce('ticketStatus.changed', { statusId });
    return { statusId };
  },
  payload: statusPayload,
});

/** `On Hold` → `onhold`; a title without Latin letters or digits is its own key. */
const keyFor = (title: string) => slug(title).replaceAll('-', '') || title.toLowerCase();

/** Tickets are put into a state by its title or its key, in any case: each may mean one only. */
async function ensureUnique({ tx, fail }: Work, title: string, own: number): Promise<void> {
  const [named, keyed] = [isText(title), isText(keyFor(title))];
  const other = await tx.ticketStatus.findFirst({
    where: {
      id: { not: own },
      OR: [{ title: named }, { key: named }, { title: keyed }, { key: keyed }],
    },
  });
  if (other) fail('TICKET_STATUS_TITLE_TAKEN', undefined, { field: 'title' });
}

async function keep(work: Work, id: number | null, fields: Fields): Promise<number> {
  const { ticketStatus } = work.tx;
  const data = definedFields(fields);
  if (data.title) await ensureUnique(work, data.title, id ?? 0);
  const select = { id: true } as const;
  const kept = id
    ? ticketStatus.update({ where: { id }, data, select })
    : ticketStatus.create({ data: withKey(complete(data, 'title')), select });
  const row = await kept.catch((error: unknown) => {
    if (isTaken(error)) work.fail('TICKET_STATUS_TITLE_TAKEN', undefined, { field: 'title' });
    throw error;
  });
  return row.id;
}

const withKey = <Data extends { title: string }>(data: Data) => ({
  ...data,
  key: keyFor(data.title),
});
