import { keyOf } from '#core/ids.ts';
import { slug } from '#core/text.ts';
import { command } from '#schema/command.ts';
import { colorRule, complete, definedFields } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { isTaken } from '#platform/database/taken.ts';
import { isText } from '#schema/text-filter.ts';
import { subjectRule } from '#modules/support/tickets/rules.ts';
import { TicketStatus } from './ticket-status.ts';
import { ticketStatusFor } from '#modules/support/visible.ts';

command('saveTicketStatus', {
  description:
    'Create a ticket status, or change the ticket status given by `statusId`. Omitted fields stay unchanged. A new status requires a title, from which the permanent key is derived.',
  permission: 'system:configure',
  input: (t) => ({
    statusId: t.globalID({
      for: TicketStatus,
      description: 'ID of the ticket status to change. Omit to create a ticket status.',
    }),
    title: t.string({ description: 'Title of the ticket status.', validate: subjectRule.max(100) }),
    color: t.string({
      description: 'Color of the status in lists as a hexadecimal value, such as `#779500`.',
      validate: colorRule,
    }),
    isActive: t.boolean({ description: 'Whether tickets with the status count as active.' }),
    isAwaitingReply: t.boolean({
      description: 'Whether tickets with the status await a reply by staff.',
    }),
    isAutoClosed: t.boolean({
      description:
        'Whether tickets with the status are closed automatically after the number of hours of the setting CloseInactiveTickets without a new post.',
    }),
    sortOrder: t.int({ description: 'Position of the status in lists, smallest first.' }),
  }),
  errors: ['TICKET_STATUS_NOT_FOUND', 'TICKET_STATUS_TITLE_TAKEN'],
  nulls: { statusId: null },
  run: async (work, { statusId, ...fields }) => {
    const provided = statusId ? keyOf(statusId) : null;
    const before = provided ? await ticketStatusFor(work, provided) : null;
    const data = definedFields(fields);
    if (data.title) await ensureUnique(work, data.title, before?.id);
    const { id } = await save(work, before?.id, data).catch((error: unknown) => {
      if (isTaken(error)) work.fail('TICKET_STATUS_TITLE_TAKEN', undefined, { field: 'title' });
      throw error;
    });
    work.announce(before ? 'ticketStatus.changed' : 'ticketStatus.added', { statusId: id });
    return { statusId: id };
  },
  payload: (t) => ({
    ticketStatus: t.prismaField({
      type: TicketStatus,
      description: 'The ticket status after the change.',
      resolve: (query, { statusId }, _args, { db }) =>
        db.ticketStatus.findUniqueOrThrow({ ...query, where: { id: statusId } }),
    }),
  }),
});

/** `On Hold` → `onhold`; a title without Latin letters or digits is its own key. */
const keyFor = (title: string) => slug(title).replaceAll('-', '') || title.toLowerCase();

/** Tickets are put into a state by its title or its key, in any case: each may mean one only. */
async function ensureUnique({ tx, fail }: Work, title: string, own = 0): Promise<void> {
  const [named, keyed] = [isText(title), isText(keyFor(title))];
  const other = await tx.ticketStatus.findFirst({
    where: {
      id: { not: own },
      OR: [{ title: named }, { key: named }, { title: keyed }, { key: keyed }],
    },
  });
  if (other) fail('TICKET_STATUS_TITLE_TAKEN', undefined, { field: 'title' });
}

function save({ tx }: Work, id: number | undefined, data: { title?: string }) {
  const select = { id: true } as const;
  if (id) return tx.ticketStatus.update({ where: { id }, data, select });
  const added = complete(data, 'title');
  return tx.ticketStatus.create({ data: { ...added, key: keyFor(added.title) }, select });
}
