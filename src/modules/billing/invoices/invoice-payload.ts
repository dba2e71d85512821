import type { builder } from '#schema/builder.ts';
import { Invoice } from './invoice.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** The invoice as a change left it. */
export const invoicePayload = <Answer extends { invoiceId: number }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
  description = 'The invoice as it is now.',
) => ({
  invoice: t.prismaField({
    type: Invoice,
    description,
    resolve: (query, { invoiceId }, _args, { db }) =>
      db.invoice.findUniqueOrThrow({ ...query, where: { id: invoiceId } }),
  }),
});
