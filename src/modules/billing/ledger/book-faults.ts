import type { BookProof as ProofRow } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { type BookFault, checkBooks } from './check-books.ts';

const Fault = builder.objectRef<BookFault>('BookFault').implement({
  read: 'billing:read',
  description: 'A stored number in the books that differs from the sum of its journal entries.',
  fields: (t) => ({
    what: t.exposeString('what', { description: 'Name of the number that differs.' }),
    kept: t.exposeString('kept', { description: 'Value stored in the books.' }),
    proven: t.exposeString('proven', { description: 'Value to which the journal entries add up.' }),
  }),
});

const authScopes = { $all: { permission: 'billing:read' as const, staff: true } };

builder.queryField('bookFaults', (t) =>
  t.field({
    type: [Fault],
    weight: 10_000,
    description:
      'Recalculate all journal entries and report every number that does not match, 100 at most; empty if the books are correct. Takes longer the more entries there are: `bookProof` has the result of the last night at once.',
    authScopes,
    resolve: (_root, _args, { db }) => checkBooks(db),
  }),
);

const BookProof = builder.objectRef<ProofRow>('BookProof').implement({
  read: 'billing:read',
  description: 'Result of a recalculation of all journal entries.',
  fields: (t) => ({
    provenAt: t.expose('provenAt', {
      type: 'DateTime',
      description: 'Time as of which the journal entries were recalculated.',
    }),
    faults: t.field({
      type: [Fault],
      listSize: 100,
      description: 'Numbers that did not match, 100 at most; empty if the books were correct.',
      resolve: ({ faults }) => faults as unknown as BookFault[],
    }),
  }),
});

builder.queryField('bookProof', (t) =>
  t.field({
    type: BookProof,
    nullable: true,
    description:
      'Result of the last nightly recalculation of all journal entries, which a job makes at 03:50 UTC. Null before the first.',
    authScopes,
    resolve: (_root, _args, { db }) => db.bookProof.findUnique({ where: { id: 1 } }),
  }),
);
