import { builder } from '#schema/builder.ts';

/** A conversation with support. */
export const Ticket = builder.prismaNode('Ticket', {
  description: 'A conversation with support.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    subject: t.exposeString('subject', { description: 'What it is about.' }),
    client: t.relation('client', { nullable: true, description: 'Whose ticket it is.' }),
  }),
});
