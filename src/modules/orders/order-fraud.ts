import { isBackOffice } from '#core/actor.ts';
import { builder } from '#schema/builder.ts';
import { FraudVerdictEnum } from './order-enums.ts';

// Who placed an order and what a fraud check said of it: nothing of it is for buyers.
builder.prismaObjectFields('Order', (t) => ({
  contactId: t.exposeInt('contactId', {
    nullable: true,
    description: 'The `databaseId` of the contact who ordered.',
  }),
  requestorUserId: t.exposeInt('requestorUserId', {
    nullable: true,
    description: 'The `databaseId` of the user who ordered.',
  }),
  requestorAdminId: t.int({
    nullable: true,
    description: 'The `databaseId` of the staff member who ordered; null for buyers.',
    select: { requestorAdminId: true },
    resolve: ({ requestorAdminId }, _args, { actor }) =>
      isBackOffice(actor) ? requestorAdminId : null,
  }),
  fraudModule: t.exposeString('fraudModule', { description: 'Which check; empty for none.' }),
  fraudVerdict: t.field({
    type: FraudVerdictEnum,
    nullable: true,
    description: 'What the check found; null for buyers.',
    select: { fraudVerdict: true },
    resolve: ({ fraudVerdict }, _args, { actor }) => (isBackOffice(actor) ? fraudVerdict : null),
  }),
  fraudScore: t.field({
    type: 'Decimal',
    nullable: true,
    description: 'From 0.01 to 99; null for buyers.',
    select: { fraudScore: true },
    resolve: ({ fraudScore }, _args, { actor }) => (isBackOffice(actor) ? fraudScore : null),
  }),
  fraudOutput: t.field({
    type: 'JSON',
    nullable: true,
    description: 'The whole answer of the check; null for buyers.',
    select: { fraudOutput: true },
    resolve: ({ fraudOutput }, _args, { actor }) => (isBackOffice(actor) ? fraudOutput : null),
  }),
  fraudCheckedAt: t.expose('fraudCheckedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When it was checked.',
  }),
}));
