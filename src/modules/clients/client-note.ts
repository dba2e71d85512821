import { fullNameOf } from '#core/names.ts';
import { builder } from '#schema/builder.ts';
import { visibleNotes } from './visible.ts';
import { timeSpans, whether } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';

/** What staff wrote down about a client. */
export const ClientNote = builder.prismaNode('ClientNote', {
  read: 'clients:read',
  visible: visibleNotes,
  description: 'A note by staff about a client, never visible to the client.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the note, used by the legacy APIs.',
    }),
    text: t.exposeString('note', { description: 'Text of the note, plain text.' }),
    isSticky: t.exposeBoolean('isSticky', {
      description:
        "Whether the note is shown throughout the account and on the client's tickets in the admin area.",
    }),
    client: t.relation('client', { description: 'Client the note is about.' }),
    author: t.string({
      nullable: true,
      description:
        'Name of the staff member who wrote it; null once they are deleted, or for a reseller’s.',
      select: { admin: { select: { firstName: true, lastName: true } } },
      resolve: ({ admin }) => admin && fullNameOf(admin),
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the note was written.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the note.',
    }),
  }),
});

declareList({
  type: ClientNote,
  noun: 'ClientNote',
  model: 'ClientNote',
  visible: visibleNotes,
  filter: {
    isSticky: whether('isSticky', 'Whether they are shown throughout the account.'),
    createdAt: timeSpans('createdAt', 'Time of writing.'),
    updatedAt: timeSpans('updatedAt', 'Time of the last change.'),
  },
  order: {
    ID: ['id', 'By the order of writing.'],
    UPDATED_AT: ['updatedAt', 'By the time of the last change.'],
  },
  usual: [{ id: 'desc' }],
  search: (word) => ({ note: includes(word) }),
}).under('Client', 'clientNotes', 'clientNotes', {
  description: 'Staff notes about the client, newest first.',
  isForBackOffice: true,
});
