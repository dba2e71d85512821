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
    'Add a state for tickets, or change the one that is named; what is left out stays. A new one needs a title; its key comes from that and stays.',
  permission: 'system:configure',
  input: (t) => ({
    statusId: t.globalID({
      for: TicketStatus,
      description: 'The one to change; else one is added.',
    }),
    title: t.string({ description: 'What it is called.', validate: subjectRule.max(100) }),
    color: t.string({ description: 'Hex colour for lists, e.g. #779500.', validate: colorRule }),
    isActive: t.boolean({ description: 'Its tickets count as active.' }),
    isAwaitingReply: t.boolean({ description: 'Its tickets wait for an answer of the staff.' }),
    isAutoClosed: t.boolean({
      description: 'Its tickets close when nobody wrote for the hours of CloseInactiveTickets.',
    }),
    sortOrder: t.int({ description: 'Its place in lists, smallest first.' }),
  }),
  errors: ['TICKET_STATUS_NOT_FOUND', 'TICKET_STATUS_TITLE_TAKEN'],
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
      description: 'The state as it is now.',
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
