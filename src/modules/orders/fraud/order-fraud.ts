import { isBackOffice } from '#core/actor.ts';
import { builder } from '#schema/builder.ts';
import { FraudVerdictEnum } from '#modules/orders/order-enums.ts';
import { rowId } from '#schema/id-field.ts';
import { encodeId } from '#core/ids.ts';

// Who placed an order and what a fraud check said of it: nothing of it is for buyers.
builder.prismaObjectFields('Order', (t) => ({
  contactId: t.id(rowId('Contact', 'contactId', 'ID of the contact who placed the order.')),
  requestorUserId: t.id(rowId('User', 'requestorUserId', 'ID of the user who placed the order.')),
  requestorAdminId: t.id({
    nullable: true,
    description:
      'ID of the staff member who placed the order. Null when a customer reads the order.',
    select: { requestorAdminId: true },
    resolve: ({ requestorAdminId }, _args, { actor }) =>
      requestorAdminId && isBackOffice(actor) ? encodeId('Admin', requestorAdminId) : null,
  }),
  fraudModule: t.exposeString('fraudModule', {
    description: 'System name of the fraud check used for the order; empty for none.',
  }),
  fraudVerdict: t.field({
    type: FraudVerdictEnum,
    nullable: true,
    description: 'Result of the fraud check of the order. Null when a customer reads the order.',
    select: { fraudVerdict: true },
    resolve: ({ fraudVerdict }, _args, { actor }) => (isBackOffice(actor) ? fraudVerdict : null),
  }),
  fraudScore: t.field({
    type: 'Decimal',
    nullable: true,
    description: 'Fraud score of the order, from 0.01 to 99. Null when a customer reads the order.',
    select: { fraudScore: true },
    resolve: ({ fraudScore }, _args, { actor }) => (isBackOffice(actor) ? fraudScore : null),
  }),
  fraudOutput: t.field({
    type: 'JSON',
    nullable: true,
    description: 'Full response of the fraud check. Null when a customer reads the order.',
    select: { fraudOutput: true },
    resolve: ({ fraudOutput }, _args, { actor }) => (isBackOffice(actor) ? fraudOutput : null),
  }),
  fraudCheckedAt: t.expose('fraudCheckedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Time of the fraud check of the order.',
  }),
}));
