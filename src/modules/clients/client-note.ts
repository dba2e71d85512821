import { fullNameOf } from '#core/names.ts';
import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { visibleNotes } from './visible.ts';

/** What staff wrote down about a client. */
export const ClientNote = builder.prismaNode('ClientNote', {
  read: 'clients:read',
  description: 'What staff wrote down about a client. The client never sees it.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    text: t.exposeString('note', { description: 'The note, plain text.' }),
    isSticky: t.exposeBoolean('isSticky', {
      description: 'Shown throughout the account and on its tickets in the admin area.',
    }),
    client: t.relation('client', { description: 'Whom it is about.' }),
    author: t.string({
      nullable: true,
      description:
        'Name of the staff member who wrote it; null once they are deleted, or for a reseller’s.',
      select: { admin: { select: { firstName: true, lastName: true } } },
      resolve: ({ admin }) => admin && fullNameOf(admin),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

builder.prismaObjectField('Client', 'clientNotes', (t) =>
  t.relatedConnection('clientNotes', {
    cursor: place,
    description: 'What staff wrote down, newest first.',
    authScopes: { backOffice: true },
    nullable: true,
    totalCount: true,
    query: (_args, { actor }) => ({ where: visibleNotes(actor), orderBy: [{ id: 'desc' }] }),
  }),
);
